"""The calendar: days that differ (local days)."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

from clearway.core.days import CalendarDay, DayKind
from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.sources.cells import choice, day, identifier, words
from clearway.sources.columns import Column, Layout
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.rows import make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_SYNONYMS = {
    "节假日": DayKind.HOLIDAY,
    "假日": DayKind.HOLIDAY,
    "放假": DayKind.HOLIDAY,
    "public_holiday": DayKind.HOLIDAY,
    "工作日": DayKind.WORKDAY,
    "调休上班": DayKind.WORKDAY,
    "补班": DayKind.WORKDAY,
    "学校假期": DayKind.SCHOOL_HOLIDAY,
    "寒暑假": DayKind.SCHOOL_HOLIDAY,
    "活动": DayKind.EVENT,
    "大型活动": DayKind.EVENT,
}

LAYOUT = Layout(
    feed=Feed.CALENDAR,
    columns=(
        Column(name="date", parse=day, aliases=("day", "on", "日期"), required=True, filled=True),
        Column(
            name="kind",
            parse=choice(DayKind, _SYNONYMS),
            aliases=("type", "类型", "日期类型"),
            required=True,
            filled=True,
        ),
        Column(name="name", parse=words, aliases=("notes", "名称", "说明")),
        Column(name="class", parse=identifier, aliases=("link_class", "道路等级", "类别")),
    ),
)


def read_calendar(
    path: Path,
    *,
    zone: tzinfo = UTC,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[CalendarDay, ...]]:
    """The days of a table, past or to come.

    Raises:
        BadFile: the file as a whole is not such a table.
    """

    def make(row: Row) -> CalendarDay:
        return CalendarDay(day=row["date"], kind=row["kind"], name=row["name"] or "", link_class=row["class"])

    sheet = read_sheet(path, LAYOUT)
    things = make_rows(sheet, make)
    return settle(sheet, things, lambda d: (d.day.isoformat(), d.kind.value, d.link_class), "date")
