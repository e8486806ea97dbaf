"""Readings offices send for the grades, kept in the county's record; the table is that of ``clearway grade``."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import Any

from clearway.core.places import Place
from clearway.core.sent_readings import SHARES, SentReading
from clearway.core.words import Bilingual
from clearway.sources.columns import Unfit
from clearway.sources.datum import Datum
from clearway.sources.indicators import DOUBTFUL, LAYOUT, ORDER
from clearway.sources.intake import Intake
from clearway.sources.rows import FUTURE, KnownPlaces, RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_SHARE = Bilingual("0 至 1 的占比（不是百分数）", "a share between 0 and 1 (not per cent)")
_COUNT = Bilingual("不小于 0 的数", "a number not below 0")
_VALUE = Bilingual("读数；上下限须与读数同给", "the reading; ends need one")


def read_sent_readings(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[SentReading, ...]]:
    """Readings, one place, indicator and moment a row; a day is its start in ``zone``; nothing later than ``at``.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)

    def make(row: Row) -> SentReading:
        known.check(row["place_code"])
        as_of = _moment(row.pop("as_of"), zone)
        if at is not None and as_of > at:
            raise RowUnfit("as_of", as_of.isoformat(), Unfit(FUTURE, "future"))
        quality = row.pop("quality")
        told = SentReading(
            **(row | {"source": row["source"] or ""}), as_of=as_of, doubtful=str(quality).casefold() in DOUBTFUL
        )
        _demand(told)
        return told

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda one: (one.place_code, one.indicator, one.as_of), "place_code")


def _moment(value: date | datetime, zone: tzinfo) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time(), tzinfo=zone)


def _demand(told: SentReading) -> None:
    """Ends in order, shares as shares, nothing below nought.

    Raises:
        RowUnfit: one of them.
    """
    if told.value is None:
        if told.low is not None or told.high is not None:
            raise RowUnfit("value", "", Unfit(_VALUE, "empty"))
        return
    low, value, high = told.ends
    if not low <= value <= high:
        raise RowUnfit("value", f"{low:g}, {value:g}, {high:g}", Unfit(ORDER, "disordered"))
    if low < 0:
        raise RowUnfit("value", f"{low:g}", Unfit(_COUNT, "negative"))
    if told.indicator in SHARES and high > 1:
        raise RowUnfit("value", f"{high:g}", Unfit(_SHARE, "out_of_range"))


def sent_fields(row: Any) -> SentReading:
    """A reading from the fields of a form, with the checks of the table.

    Raises:
        RowUnfit: ends out of order, a share above 1, a number below nought.
    """
    told = SentReading(**row)
    _demand(told)
    return told
