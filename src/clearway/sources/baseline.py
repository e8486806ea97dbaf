"""Closures a region counted before the ledger began."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.baseline import Baseline
from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import day, identifier, integer, place_code
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.rows import FUTURE, KnownPlaces, RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_BACKWARDS = Bilingual("不早于起始日的日期", "a day not before the first")

LAYOUT = Layout(
    feed=Feed.BASELINE,
    columns=(
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES, required=True, filled=True),
        Column(name="first", parse=day, aliases=("from", "start", "起始日", "起", "自"), required=True, filled=True),
        Column(name="last", parse=day, aliases=("to", "end", "截止日", "止", "至"), required=True, filled=True),
        Column(
            name="closures",
            parse=integer(0),
            aliases=("count", "events", "封堵数", "起数", "件数"),
            required=True,
            filled=True,
        ),
        Column(name="source", parse=identifier, aliases=("来源", "依据")),
    ),
)


def read_baseline(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Baseline, ...]]:
    """Counts, one region and span of days a row, both days included.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)
    today = None if at is None else at.astimezone(zone).date()

    def make(row: Row) -> Baseline:
        known.check(row["place_code"])
        if row["last"] < row["first"]:
            raise RowUnfit("last", row["last"].isoformat(), Unfit(_BACKWARDS, "backwards"))
        if today is not None and row["last"] > today:
            raise RowUnfit("last", row["last"].isoformat(), Unfit(FUTURE, "future"))
        return Baseline(**(row | {"source": row["source"] or ""}))

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda one: (one.place_code, one.first, one.last), "place_code")
