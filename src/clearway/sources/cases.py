"""Infections by place and local day."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.epidemic import InfectionCount
from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.sources.cells import day, integer, place_code
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.rows import FUTURE, KnownPlaces, RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, read_sheet

PLACE_CODE_ALIASES = ("place", "code", "region_code", "地区代码", "区划代码", "行政区划代码", "地点代码", "地点编码")

LAYOUT = Layout(
    feed=Feed.CASES,
    columns=(
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES, required=True, filled=True),
        Column(name="on", parse=day, aliases=("date", "day", "日期", "报告日期"), required=True, filled=True),
        Column(
            name="infections",
            parse=integer(0),
            aliases=("cases", "infected", "感染数", "新增感染", "感染者", "新增感染者", "阳性数"),
            required=True,
            filled=True,
        ),
        Column(name="outside_isolation", parse=integer(0), aliases=("community_cases", "社会面", "社会面筛查")),
        Column(name="tests", parse=integer(0), aliases=("检测数", "核酸检测数", "采样数")),
        Column(name="contacts", parse=integer(0), aliases=("密接", "密接数", "密切接触者")),
        Column(name="contacts_reached", parse=integer(0), aliases=("已管控密接", "密接管控数", "已追踪密接")),
    ),
)


def read_cases(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[InfectionCount, ...]]:
    """Infections, one place and local day a row; days after ``at`` (in ``zone``) are rejected.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)
    today = None if at is None else at.astimezone(zone).date()

    def make(row: Row) -> InfectionCount:
        known.check(row["place_code"])
        if today is not None and row["on"] > today:
            raise RowUnfit("on", row["on"].isoformat(), Unfit(FUTURE, "future"))
        return InfectionCount(**row)

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda c: (c.place_code, c.on.isoformat()), "place_code")
