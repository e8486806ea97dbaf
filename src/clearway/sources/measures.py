"""Measures and official listings; local days, both inclusive, or moments with zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.intake import Feed
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import choice, day, identifier, moment, place_code, truth, words
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.rows import KnownPlaces, RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_LEVELS = {
    "mid": RiskLevel.MEDIUM,
    "高": RiskLevel.HIGH,
    "高风险": RiskLevel.HIGH,
    "中": RiskLevel.MEDIUM,
    "中风险": RiskLevel.MEDIUM,
    "低": RiskLevel.LOW,
    "低风险": RiskLevel.LOW,
}
_BARRIERS = {
    "铁链锁门": Barrier.CHAINED_GATE,
    "锁闭单元门": Barrier.LOCKED_UNIT_DOOR,
    "焊封": Barrier.WELDED,
    "围挡": Barrier.FENCE,
    "水泥墩": Barrier.CONCRETE_BLOCK,
    "土堆": Barrier.SOIL_MOUND,
    "堆放杂物": Barrier.PILED_GOODS,
    "专人值守": Barrier.GUARD_ONLY,
    "填表": Barrier.FORM,
    "承诺书": Barrier.UNDERTAKING,
    "扫码": Barrier.CODE_SCAN,
    "人脸识别": Barrier.FACE_SCAN,
    "证明": Barrier.CERTIFICATE,
    "限制车辆": Barrier.VEHICLE_BAN,
}
_AUTHORS = {
    "政府": ImposedBy.GOVERNMENT,
    "村(居)委会": ImposedBy.COMMITTEE,
    "村委会": ImposedBy.COMMITTEE,
    "居委会": ImposedBy.COMMITTEE,
    "物业": ImposedBy.PROPERTY,
    "个人": ImposedBy.PRIVATE,
    "不明": ImposedBy.UNKNOWN,
}
_WHEN = Bilingual("本地日期（如 2022-03-07）或带时区的时刻", "a local day like 2022-03-07, or a moment with its offset")
_LEGAL = ("legal_basis", "deciding_organ", "scope", "reason", "public_notice_id", "filed_with", "lifted_by")
_NOT_DECIDED = Bilingual(
    "不是本系统内决定或核实的措施：那些只能按程序变更",
    "no measure decided or found here: those change by their own procedure only",
)
_NOT_BEFORE = Bilingual("不早于开始", "not before the start")
_SOME_PLACE = Bilingual("地点代码、地点名称或地点编号之一", "place_code, place_text or place_id")


def day_or_moment(cell: Cell) -> date | datetime:
    """A local day, or a moment with zone (in UTC).

    Raises:
        Unfit: neither.
    """
    try:
        return day(cell)
    except Unfit as not_a_day:
        if not_a_day.code == "out_of_range":
            raise
    try:
        return moment(cell)
    except Unfit as fault:
        raise Unfit(_WHEN, fault.code) from None


def _text(name: str, *aliases: str) -> Column:
    return Column(name=name, parse=words, aliases=aliases)


LAYOUT = Layout(
    feed=Feed.MEASURES,
    columns=(
        Column(name="id", parse=identifier, aliases=("number", "编号", "措施编号", "文号"), required=True, filled=True),
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES),
        _text("place_text", "地点", "地点名称", "地址", "区域"),
        _text("place_id", "地点编号"),
        _text("province", "省", "省份"),
        _text("city", "市", "城市"),
        _text("county", "县", "区县", "区"),
        Column(name="level", parse=choice(RiskLevel, _LEVELS), aliases=("风险等级", "等级")),
        Column(
            name="from",
            parse=day_or_moment,
            aliases=("starts_at", "start", "开始", "开始日期", "开始时间", "起始日期", "生效日期", "自"),
            required=True,
            filled=True,
        ),
        Column(
            name="to",
            parse=day_or_moment,
            aliases=("ends_at", "end", "结束", "结束日期", "结束时间", "截止日期", "解除日期", "至"),
            required=True,
            filled=True,
        ),
        Column(name="kind", parse=choice(MeasureKind, {"名单": MeasureKind.LISTING}), aliases=("措施类型", "类型")),
        Column(name="barrier", parse=choice(Barrier, _BARRIERS), aliases=("障碍类型", "封堵方式")),
        Column(name="imposed_by", parse=choice(ImposedBy, _AUTHORS), aliases=("设置主体", "设置者")),
        _text("legal_basis", "法律依据"),
        _text("deciding_organ", "决定机关"),
        _text("scope", "范围"),
        _text("reason", "理由", "原因"),
        _text("public_notice_id", "公告编号", "公告文号"),
        _text("filed_with", "备案机关"),
        _text("lifted_by", "解除人", "解除机关"),
        Column(name="left_censored", parse=truth),
        Column(name="right_censored", parse=truth),
    ),
    one_of=(("place_code",), ("place_text",), ("place_id",)),
)


def read_measures(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
    decided: frozenset[str] = frozenset(),
) -> Intake[tuple[Measure, ...]]:
    """The measures of a table. Days are days of ``zone``, both inclusive: a listing to the 3rd ends as the 4th begins.

    Without a ``kind`` a row is a listing. Where a listing names no place code, the names of its county and its
    opaque id stand for the place. ``decided``: numbers of measures that came about here; a table cannot change them.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)

    def make(row: Row) -> Measure:
        if row["id"] in decided:
            raise RowUnfit("id", row["id"], Unfit(_NOT_DECIDED, "decided_here"))
        return _measure(row, zone, known)

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda measure: measure.number, "id")


def _measure(row: Row, zone: tzinfo, known: KnownPlaces) -> Measure:
    starts_at, ends_at = _start(row["from"], zone), _end(row["to"], zone)
    if ends_at <= starts_at:
        raise RowUnfit("to", str(row["to"]), Unfit(_NOT_BEFORE, "ends_before_start"))
    place, text = known.check(row["place_code"]), _place_text(row)
    if not place and not text:
        raise RowUnfit("place_code", "", Unfit(_SOME_PLACE, "empty"))
    legal: dict[str, Any] = {name: row[name] or "" for name in _LEGAL}
    return Measure(
        number=row["id"],
        kind=row["kind"] or MeasureKind.LISTING,
        place_code=place,
        place_text=text,
        starts_at=starts_at,
        ends_at=ends_at,
        level=row["level"],
        barrier=row["barrier"],
        imposed_by=row["imposed_by"] or ImposedBy.UNKNOWN,
        left_censored=bool(row["left_censored"]),
        right_censored=bool(row["right_censored"]),
        **legal,
    )


def _place_text(row: Row) -> str:
    """The names of province, city and county, then the text or opaque id."""
    if not row["place_text"] and not row["place_id"]:
        return ""
    region = "".join(dict.fromkeys(row[name] for name in ("province", "city", "county") if row[name]))
    return f"{region} {row['place_text'] or row['place_id']}".strip()


def _start(given: date | datetime, zone: tzinfo) -> datetime:
    return given if isinstance(given, datetime) else datetime.combine(given, time(), zone)


def _end(given: date | datetime, zone: tzinfo) -> datetime:
    return given if isinstance(given, datetime) else datetime.combine(given + timedelta(days=1), time(), zone)
