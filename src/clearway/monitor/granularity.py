"""How much a listed place text closes: from a household to a township.

A Chinese place text ends in what it names, so the last suffix of each item decides (…小区3栋2单元501室 is a household);
a list closes as much as its coarsest item; what is excepted (除…外, 不含…) does not count.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

Level = Literal["household", "unit", "building", "compound", "village", "township"]
LEVELS: tuple[Level, ...] = ("household", "unit", "building", "compound", "village", "township")

_N = "[0-9A-Za-z一二三四五六七八九十百零〇两]"
_EXCEPTED = re.compile(
    r"(?:\(|，|,|内)?除(?:了)?[^，,;；()]{1,60}?(?:以外|之外|外)(?:的)?(?:其他|其它|其余|所有|"
    r"全部)?(?:所有)?(?:区域|地区|范围|部分)?\)?|(?:\(|，|,)?(?:不含|不包括|不包含)[^()；;]*\)?"
)
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]?")
_AROUND = re.compile(
    r"(?:及|和|以及|与)?(?:其)?(?:周边|附近|周围|关联|相邻)[^，,、;；]*$|(?:整个|全部|所有|全体|其他|"
    r"其余)(?:区域|范围|辖区|社区|村|镇|街道|小区)?$|"
    r"(?:整栋|整幢|整楼|整座)$|(?:的)?(?:全域|全区域|全境|全部区域|区域范围|管辖范围|管辖区域|辖区|全辖区|"
    r"所辖区域|范围内?|区域|一带|内|全员|居民|住户|居民楼?区域)+$|(?:全域)?(?:共|总|总共|共计|"
    r"合计)[0-9一二三四五六七八九十两]+个?(?:栋|户|幢|单元|个单元|组)$"
)
_WHOLE = re.compile(r"(?:全域|整个\w{2,4})?(?:包含|包括|含)$")
_ITEMS = re.compile(
    r"[、，,；;。/\t\n|]|以及|(?<=[栋幢楼号室层元区村镇组])及(?!其|周)|"
    r"(?<=[栋幢楼号室层元组村镇])和(?=[0-9一二三四五六七八九十])"
)
_BARE = re.compile(rf"^第?{_N}{{1,5}}(?:[\-—~至到]{_N}{{1,5}})?#?$")
_OPEN_END = re.compile(r"[0-9A-Za-z]$")

_RULES: tuple[tuple[Level, str], ...] = (
    (
        "compound",
        (
            r"(?:自然村|村民小组|生产队|村组|家属院|家属区|大院|小院|宿舍区|生活区|别墅区|住宅区|家属楼区|"
            r"小区|片区|园区|厂区|校区|院区|楼区|居民区|家属区|景区|库区|安置区|安置点|"
            r"[A-Za-z0-9一二三四五六七八九十东西南北中前后老]区|期|期工程|网格|组团)$"
        ),
    ),
    (
        "household",
        (
            r"(?:[0-9A-Za-z*一二三四五六七八九十百零〇]+(?:室|户|房|号房|F|f)|"
            r"[0-9A-Za-z一二三四五六七八九十百底顶负两整各]+(?:层|层楼)|[0-9一二三四五六七八九十]+(?:楼|楼层)|"
            r"楼层|东户|西户|中户|住户家|住户|农户|家中|家里|一户|[^一-九]之家)$"
        ),
    ),
    (
        "household",
        r"(?:栋|幢|座|单元|号楼|#|门)第?(?:[0-9]{3,4}|[一二三四五六七八九十][零〇一二三四五六七八九十]{2,3}|[A-Za-z][0-9]{2,3}|[0-9]{1,2}[\-—][0-9]{1,4})(?:号)?$",
    ),
    ("household", r"[0-9]{1,3}[\-—][0-9]{1,2}[\-—][0-9]{2,4}$"),
    ("unit", r"(?:栋|幢|号楼)[0-9一二三四五六]$"),
    ("unit", rf"(?:{_N}+(?:单元|门洞|梯|号梯|门栋|楼道)|{_N}+门|单元|单元楼|楼梯口)$"),
    (
        "building",
        (
            rf"(?:{_N}(?:栋|幢|座|塔)|[0-9A-Za-z]+#楼?|号楼|栋|幢|楼栋|大厦|大楼|商厦|写字楼|教学楼|宿舍楼|"
            rf"办公楼|居民楼|家属楼|公寓楼|综合楼|住院部|主楼|单体楼|酒店|宾馆|旅馆|旅社|客栈|民宿|饭店|餐馆|"
            rf"超市|商店|药店|诊所|卫生室|公司|门面|商铺|店|馆|堂|坊子|食堂|(?<![0-9一-十])楼)$"
        ),
    ),
    (
        "building",
        (
            rf"{_N}+号?(?:之[一二三四五六七八九十0-9]+)$|(?:[0-9一二三四五六七八九十百]+)号(?:附[0-9]+号?|旁|"
            rf"对面|[\-—][0-9]{1, 2}|[0-9]{1, 2})?$"
        ),
    ),
    (
        "village",
        (
            r"(?:社区|居委会|居委|村委会|村委|行政村|居民委员会|村民委员会|嘎查|经联社|经济联社|(?<!新)村|"
            r"牧委会|管委会社区|社区居民委员会)$"
        ),
    ),
    (
        "township",
        (
            r"(?:街道|街道办|街道办事处|办事处|街办|镇|乡|苏木|地区|县|(?<![门超菜夜城集])市|旗|省|州|区公所|"
            r"管委会|镇区|城区|主城区|城关|[^小一二三四五六七八九十0-9A-Za-z东西南北老]区)$"
        ),
    ),
    (
        "compound",
        (
            r"(?:新村|花园|家园|嘉园|佳园|名园|公园|园|苑|公馆|公寓|新城|城|府|庭|湾|居|轩|阁|院|里|坊|庄园|"
            r"山庄|庄|名都|名邸|邸|都|郡|墅|台|岸|座谷|谷|[0-9一二三四五六七八九十]+(?:组|队|社|连|区|巷|弄|"
            r"街坊|号院|号大院)|组|队|屯|寨|坪|沟|坳|冲|塘|营|巷|弄|胡同|街|路|大道|路段|段|围合|之间|"
            r"以[东西南北]|市场|学校|小学|中学|学院|大学|医院|卫生院|工地|项目部|项目|工厂|厂|基地|农场|林场|"
            r"广场|商城|中心|院子|大杂院|宿舍|安置房|公租房|廉租房|新居|雅居|华府|华庭|豪庭|国际|世家|世纪|"
            r"嘉苑|雅苑)$"
        ),
    ),
)
_COMPILED = tuple((level, re.compile(pattern)) for level, pattern in _RULES)
_ENGLISH: tuple[tuple[Level, str], ...] = (
    ("household", r"\b(?:flat|apartment|apt|room|household|floor|house)\b"),
    ("unit", r"\b(?:unit|entrance|stairwell|staircase)\b"),
    ("building", r"\b(?:building|block|tower|bldg)\b"),
    ("compound", r"\b(?:compound|estate|court|gardens?|residence|neighbourhood|neighborhood|complex)\b"),
    ("village", r"\b(?:village|community|hamlet)\b"),
    ("township", r"\b(?:township|town|subdistrict|sub-district|district|county|street office)\b"),
)


class Granularity(NamedTuple):
    """``flagged``: the text carried no suffix that tells, so compound was assumed."""

    level: Level
    flagged: bool


def granularity(text: str) -> Granularity:
    """The coarsest level that ``text`` lists; what is excepted (除…外) does not count."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii():
        return _english(plain.lower())
    levels = _levels(_items(_without_exceptions(plain)))
    if not levels:
        return Granularity("compound", True)
    return Granularity(max(levels, key=LEVELS.index), False)


def _english(text: str) -> Granularity:
    level = next((level for level, pattern in _ENGLISH if re.search(pattern, text)), None)
    return Granularity(level or "compound", level is None)


def _without_exceptions(text: str) -> str:
    kept = _EXCEPTED.sub("", text)
    kept = _BRACKETS.sub("", kept) or kept
    scope, colon, listed = kept.replace(" ", "").partition(":")
    return (
        scope.removesuffix("包含").removesuffix("包括")
        if colon and _WHOLE.search(scope)
        else listed
        if colon and listed
        else scope
    )


def _items(text: str) -> list[str]:
    return [item for item in (_trimmed(part) for part in _ITEMS.split(text)) if item]


def _trimmed(item: str) -> str:
    """The item without 全域, 及周边 and the like at its end."""
    while (shorter := _AROUND.sub("", item)) != item and shorter:
        item = shorter
    return item


def _levels(items: list[str]) -> list[Level]:
    """From the right: a bare number (…1、2、3栋) is of the level of what follows it."""
    levels: list[Level] = []
    following: Level | None = None
    for item in reversed(items):
        level = None if _BARE.match(item) else _level(item)
        if level is None and _OPEN_END.search(item):
            level = following
        if level is not None:
            levels.append(level)
            following = level
    return levels


def _level(item: str) -> Level | None:
    return next((level for level, pattern in _COMPILED if pattern.search(item)), None)
