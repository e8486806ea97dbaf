"""What can be reported over Open311: services and their attributes (GeoReport v2, GET Service List and Definition)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clearway.core.barriers import Service
from clearway.core.words import Bilingual
from clearway.publish.names import BARRIERS, IMPOSED_BY


class DataType(StrEnum):
    """Kinds of answer, as GeoReport names them."""

    STRING = "string"
    NUMBER = "number"
    DATETIME = "datetime"
    TEXT = "text"
    SINGLE = "singlevaluelist"
    MULTI = "multivaluelist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A question; ``values`` by key, for lists only."""

    code: str
    datatype: DataType
    description: Bilingual
    hint: Bilingual
    values: tuple[tuple[str, Bilingual], ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenService:
    """A kind of request; ``service`` is what people can no longer reach."""

    code: str
    name: Bilingual
    description: Bilingual
    group: Bilingual
    keywords: tuple[str, ...]
    service: Service | None


_WHO = (
    ("patients", "病人", "patients"),
    ("elderly", "老人", "elderly people"),
    ("children", "儿童学生", "children, pupils"),
    ("workers", "上班务工人员", "people going to work"),
    ("farmers", "农户", "farmers"),
    ("carriers", "送货救援人员", "deliveries, rescue"),
)
_NO_HINT = Bilingual("可不填", "optional")

ATTRIBUTES = (
    Attribute(
        code="BARRIER",
        datatype=DataType.SINGLE,
        description=Bilingual("用什么堵的？", "What blocks the way?"),
        hint=_NO_HINT,
        values=tuple(BARRIERS.items()),
    ),
    Attribute(
        code="IMPOSED_BY",
        datatype=DataType.SINGLE,
        description=Bilingual("谁设置的？", "Who put it there?"),
        hint=_NO_HINT,
        values=tuple(IMPOSED_BY.items()),
    ),
    Attribute(
        code="SINCE",
        datatype=DataType.DATETIME,
        description=Bilingual("什么时候开始的？", "Since when?"),
        hint=Bilingual("如 2026-11-23T08:00:00+08:00；可不填", "such as 2026-11-23T08:00:00+08:00; optional"),
    ),
    Attribute(
        code="AFFECTED",
        datatype=DataType.MULTI,
        description=Bilingual("影响哪些人？", "Who is affected?"),
        hint=Bilingual("可多选，可不填", "several may be chosen; optional"),
        values=tuple((key, Bilingual(zh, en)) for key, zh, en in _WHO),
    ),
    Attribute(
        code="PEOPLE",
        datatype=DataType.NUMBER,
        description=Bilingual("大约影响多少人？", "About how many people?"),
        hint=_NO_HINT,
    ),
    Attribute(
        code="GATE",
        datatype=DataType.STRING,
        description=Bilingual("哪个门或哪条路？", "Which gate or road?"),
        hint=_NO_HINT,
    ),
)
_WAYS = Bilingual("通行受阻", "blocked ways")
_PAPERS = Bilingual("软性堵门", "soft barriers")


def _blocked(code: str, service: Service | None, zh: str, en: str, *keywords: str) -> OpenService:
    return OpenService(
        code=code,
        name=Bilingual(f"道路或出入口被堵：{zh}", f"Way blocked: {en}"),
        description=Bilingual(
            f"小区、村庄或道路被封堵，影响{zh}。紧急情况请拨打120、119、110。",
            f"A gate, village or road is blocked and hinders {en}. In an emergency call 120, 119 or 110.",
        ),
        group=_WAYS,
        keywords=("堵门", "封路", "blocked", *keywords),
        service=service,
    )


def _paper(code: str, zh: str, en: str, *keywords: str) -> OpenService:
    return OpenService(
        code=code,
        name=Bilingual(f"设卡条件：{zh}", f"Passing made conditional: {en}"),
        description=Bilingual(f"通行被要求{zh}。", f"To pass, people must show or do: {en}."),
        group=_PAPERS,
        keywords=("软性堵门", "soft barrier", *keywords),
        service=None,
    )


SERVICES = (
    _blocked("medical", Service.MEDICAL, "看病就医", "medical care", "看病", "透析", "hospital"),
    _blocked("medicine", Service.MEDICINE, "买药送药", "getting medicine", "药店", "pharmacy"),
    _blocked("fire_lane", Service.FIRE_LANE, "消防通道", "fire engines", "消防", "fire lane"),
    _blocked("school", Service.SCHOOL, "上学", "going to school", "学校", "school"),
    _blocked("food", Service.FOOD, "买菜购物", "buying food", "超市", "market"),
    _blocked("farm", Service.FARM, "农事生产", "farm work", "春耕", "收割", "farm"),
    _blocked("freight", Service.FREIGHT, "货物运输", "freight", "货车", "lorry"),
    _blocked("utility", Service.UTILITY, "水电气抢修", "repairs of water, power and gas", "抢修", "repair"),
    _blocked("blocked_other", None, "其他出行", "other journeys", "出行", "road"),
    _paper("code_scan", "扫码", "scanning a code", "扫码", "code"),
    _paper("certificate", "出示证明", "a certificate", "核酸", "certificate"),
    _paper("undertaking", "签承诺书", "an undertaking", "承诺书", "undertaking"),
    _paper("vehicle_ban", "不让车辆进出", "keeping vehicles out", "车辆", "vehicle"),
)
BY_CODE = {service.code: service for service in SERVICES}
BY_ATTRIBUTE = {attribute.code: attribute for attribute in ATTRIBUTES}
#: Sortable; change it with the lists above (Service Discovery: clients refresh what they keep).
CHANGESET = "2026-11-23T00:00:00Z"
