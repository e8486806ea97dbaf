"""Numbers that belong to somebody: identity cards, phones, plates, accounts, doors; found in a width-folded text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from clearway.monitor.needed import Sieve

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"
_CN = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
_GAP = r"[\s\-.·_,—–/]{0,3}"
_DIGIT = rf"[0-9{_CN}OoＯ]"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领军"
_COUNT = r"(?:[0-9]{1,4}[A-Za-z]?|[A-Za-z][0-9]{0,3}|[一二三四五六七八九十百零〇两]{1,5}|[甲乙丙丁])"
_BUILDING = (
    rf"(?:第?{_COUNT}(?:号楼|號樓|#楼|#|号院|栋(?!楼房?[^0-9一二三四五六七八九十]|别墅)|棟|幢(?!楼)|号公寓|"
    rf"楼栋)|[A-Za-z0-9]{{1,3}}座(?=[0-9一二三四五六七八九十,。. ]|$))"
)
_UNIT = rf"(?:(?:第?{_COUNT}|[东西中南北])(?:单元(?!门)|單元|门洞|梯(?!次|队)))"
_FLOOR = rf"(?:{_COUNT}(?:楼|层|樓|層)(?!梯|道|下|上))"
_ROOM = r"(?:[A-Za-z]?[0-9]{2,4}[A-Za-z]?|[一二三四五六七八九零〇幺两十]{2,5})"
_ROOM_NAMED = (
    rf"(?:{_ROOM}(?:号?房(?!子|东|屋|租|间)|室(?![一二两三]厅|内|外|友)|户(?!人|口|主|籍|居)|号(?!门|楼|线|口|"
    rf"令|文|卡)))"
)


class Rule(NamedTuple):
    """``mark`` replaces what ``pattern`` finds when ``holds``."""

    mark: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda found: True


def id_check_digit(first17: str) -> str:
    """Check character of an 18-character identity number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True)) % 11]


def _compile(mark: str, pattern: str, holds: Callable[[str], bool] | None = None) -> Rule:
    rule = re.compile(pattern, re.IGNORECASE)
    return Rule(mark, rule) if holds is None else Rule(mark, rule, holds)


def _is_card(found: str) -> bool:
    """An identity number by its check digit, or, misspelt, by the birthday in it."""
    digits = re.sub(r"[^0-9Xx]", "", found).upper()
    if len(digits) != 18 or "X" in digits[:17]:
        return False
    born = re.match(r"(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", digits[6:14])
    return born is not None or id_check_digit(digits[:17]) == digits[17]


_BEFORE_WECHAT = r"(?:微信|薇信|威信|wechat|weixin|wx|vx|v信|加\s?v|徽信|v(?=[:：]))"
RULES: tuple[Rule, ...] = (
    _compile("邮箱", r"[a-z0-9][a-z0-9_.+\-]*\s?(?:@|\[at\])\s?[a-z0-9\-]+(?:\.[a-z0-9\-]+)+"),
    _compile(
        "证号",
        rf"(?<![0-9])[1-9{_CN}](?:{_GAP}[0-9{_CN}]){{16}}{_GAP}[0-9Xx{_CN}](?![0-9])",
        lambda f: _is_card(spelt_out(f)),
    ),
    _compile("证号", r"(?<![0-9])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9])"),
    _compile("证号", r"(?<=身份证)(?:号码|号)?[:是为\s]*[0-9*xX]{6,18}"),
    _compile("证号", r"(?<=身份证号码)[:是为\s]*[0-9*xX]{6,18}|(?<=身份证号)[:是为\s]*[0-9*xX]{6,18}"),
    _compile("证号", r"(?<![a-z0-9])(?:[EGPSDH][0-9]{8}|E[A-Z][0-9]{7}|[A-Z]{1,2}[0-9]{6}\([0-9A]\))(?![a-z0-9])"),
    _compile(
        "证号",
        r"(?:通行证|台胞证|回乡证|护照|驾驶证|驾照|社保卡?|医保卡?|病历|就诊卡?|住院|门诊|准考证|学籍|军官证|残疾证|居住证|户口[簿本])"
        r"(?:号码|编号|号)?[:是为\s]*[A-Z]{0,2}[0-9]{6,18}(?![0-9])",
    ),
    _compile("卡号", r"(?<![0-9])[1-9][0-9]{3}(?:[\s\-]?[0-9]{4}){3}(?:[\s\-]?[0-9]{1,3})?(?![0-9])"),
    _compile(
        "电话",
        rf"(?<![0-9])(?:\+?\(?86\)?{_GAP})?[1一幺壹]{_GAP}[3-9三四五六七八九叁肆伍陆柒捌玖](?:{_GAP}{_DIGIT}){{9}}(?![0-9])",
    ),
    _compile("电话", r"(?<![0-9])1[3-9][0-9][\s\-]?[*x×•]{3,5}[\s\-]?[0-9]{2,4}(?![0-9])"),
    _compile(
        "电话",
        r"(?<![0-9])\(?0[0-9]{2,3}\)?[\s\-—–]{0,3}[2-9][0-9]{2,3}[\s\-]?[0-9]{4}(?:(?:转|\s?ext\.?\s?|"
        r"-)[0-9]{1,5})?(?![0-9])",
    ),
    _compile(
        "电话",
        r"(?:(?<=电话)|(?<=座机)|(?<=固话)|(?<=号码)|(?<=致电)|(?<=拨打)|(?<=联系)|(?<=tel)|(?<=phone)|"
        r"(?<=call)|(?<=电话号))(?:号码|号|"
        r"方式)?[:：是为\s.]*[2-9][0-9]{2,3}[\s\-]?[0-9]{4}(?:转[0-9]+)?(?![0-9])",
    ),
    _compile("电话", r"(?<![0-9a-z])\+[0-9]{1,3}[\s\-]?(?:\(?[0-9]{1,5}\)?[\s\-]?){2,4}[0-9]{2,4}(?![0-9])"),
    _compile("电话", r"(?<![0-9])\(?[2-9][0-9]{2}\)?[\s.\-][0-9]{3}[\s.\-][0-9]{4}(?![0-9])"),
    _compile(
        "车牌",
        rf"[{_PROVINCES}]\s?[a-hj-z]\s?[·.\-•]?\s?(?:[a-z0-9]\s?){{4,5}}[a-z0-9挂学警港澳](?![a-z0-9])",
        lambda f: bool(re.search(r"[0-9]", f)),
    ),
    _compile(
        "微信",
        rf"(?<![a-z]){_BEFORE_WECHAT}(?:号码|账号|号|id|是|同号|:|：|\s|is|为|"
        rf"加我)*(?:[a-z][a-z0-9_\-]{{4,19}}|[0-9]{{5,12}})(?![a-z0-9])",
    ),
    _compile("QQ", r"(?<![a-z])(?:qq|扣扣|企鹅号?)(?:号码|号|群|是|:|：|\s|为)*[1-9][0-9]{4,11}(?![0-9])"),
    _compile(
        "门牌", rf"{_BUILDING}(?:{_UNIT})?(?:{_FLOOR})?(?:{_ROOM_NAMED}|{_ROOM}(?![0-9年月日元个人天多户斤点分]))?"
    ),
    _compile("门牌", rf"{_UNIT}(?:{_FLOOR})?(?:{_ROOM_NAMED}|{_ROOM}(?![0-9年月日元个人天多户斤点分]))?"),
    _compile("门牌", rf"{_FLOOR}{_ROOM_NAMED}"),
    _compile("门牌", r"(?<=[栋幢梯])[0-9]{3,4}(?![0-9年月日元个人天多户斤点分米])"),
    _compile(
        "门牌",
        r"(?<![0-9年月])(?:[A-Za-z]?[0-9]{3,4}|"
        r"[一二三四五六七八九][零〇幺一二三四五六七八九]{2,3})(?:室(?![一二两三]厅|内|外|友)|号房|房(?!子|"
        r"东|屋|租|间|产))",
    ),
    _compile("门牌", r"(?<![0-9\-])[0-9A-Za-z]{1,3}[\-—–][0-9]{1,2}[\-—–][0-9]{2,4}(?![0-9\-])"),
    _compile("门牌", r"(?<=[园苑区庄城湾居府里庭院楼住村舍郡轩阁])[0-9]{1,3}[\-—–/][0-9]{3,4}(?![0-9元人天个])"),
    _compile(
        "门牌",
        r"(?<=[路街巷弄道里同村组庄段])(?:[0-9]{1,4}|[一二三四五六七八九十百零〇]{1,5})(?:弄|号)(?!门|楼|"
        r"线|口|桥|令|文|卡|岗)(?:之[一二三四五六0-9])?(?:院)?(?:[0-9]{1,4}号)?",
    ),
    _compile(
        "门牌", r"(?<![a-z])(?:flat|apartment|apt\.?|room|rm\.?|suite)\s?#?(?:no\.?\s?)?[0-9]{1,4}[a-z]?(?![a-z0-9])"
    ),
    _compile(
        "门牌",
        r"(?<![a-z])(?:unit|building|bldg\.?|block|house|floor|door)\s(?:no\.?\s?|"
        r"number\s)?#?[0-9]{1,4}[a-z]?(?![a-z0-9])",
    ),
    _compile(
        "门牌",
        r"(?<![a-z0-9])(?:no\.?\s?)?[0-9]{1,4}[a-z]?(?=,?\s(?:[A-Z][a-z]+\s){1,3}(?:street|road|lane|"
        r"avenue|st\.|rd\.))",
    ),
)
_SIEVE = Sieve(rule.pattern for rule in RULES)
_SPELT = str.maketrans("零一二三四五六七八九〇幺两壹贰叁肆伍陆柒捌玖", "0123456789012123456789")


def spelt_out(text: str) -> str:
    """Chinese numerals one by one as digits: 幺三八 → 138."""
    return text.translate(_SPELT)


def private_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and mark of every private number in a width-folded text, most certain first; spans may overlap."""
    for at in _SIEVE.left(text):
        mark, pattern, holds = RULES[at]
        for match in pattern.finditer(text):
            if holds(match[0]):
                yield match.start(), match.end(), mark
