"""Official listings as columns, to be judged by the hundred thousand; the same headers as the measures feed.

Unlike the feed, a file of listings needs no id (place and first day, or the row number, stand for it) and no place,
and ``to`` may be empty where a listing still stands (the last day seen is then said by the caller).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from clearway.core.intake import Feed
from clearway.core.words import Bilingual
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.intake import Intake
from clearway.sources.measures import LAYOUT as FEED_LAYOUT
from clearway.sources.rows import SUPERSEDED
from clearway.sources.sheet import Sheet, read_sheet
from clearway.warn.listing_arrays import LEVELS, Listings, day_number, high_days_before

Days = npt.NDArray[np.int64]
_NONE = np.iinfo(np.int64).min
_OPTIONAL, _NEEDED = ("id",), ("level",)
_PLACE = ("place_id", "place_code", "place_text")
_NOT_BEFORE = Bilingual("不早于开始", "not before the start")
_LAST_SEEN = Bilingual(
    "日期，如 2022-03-07；仍在列的须用 --at 说明最后看到的日期",
    "a day like 2022-03-07; for a listing that still stands say with --at until when it was seen",
)


def _column(column: Column) -> Column:
    if column.name in (*_OPTIONAL, "to"):
        return replace(column, required=column.name == "to", filled=False)
    return replace(column, required=True, filled=True) if column.name in _NEEDED else column


LAYOUT = Layout(feed=Feed.MEASURES, columns=tuple(_column(column) for column in FEED_LAYOUT.columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingTable:
    """n listings: ``ids`` unique, ``left`` and ``right`` censored, and their days and levels as columns."""

    ids: tuple[str, ...]
    listings: Listings
    left: npt.NDArray[np.bool_]
    right: npt.NDArray[np.bool_]


def read_listings(
    path: Path, *, zone: tzinfo, not_before: date, not_after: date, seen_until: date | None = None
) -> Intake[ListingTable]:
    """The listings of a CSV, XLSX or Parquet file. Days are local days of ``zone``, both inclusive.

    ``not_before`` and ``not_after`` bound what a day may be; ``seen_until`` is the last day of a row without ``to``.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    sheet = read_sheet(path, LAYOUT)
    first = _days(sheet, "from", lambda value: _first_day(value, zone))
    stated = _days(sheet, "to", lambda value: _last_day(value, zone))
    open_ended = stated == _NONE
    last = stated if seen_until is None else np.where(open_ended, day_number(seen_until), stated)
    _reject_days(sheet, first, last, (not_before, not_after))
    ids = _ids(sheet)
    unchanged = _drop_repeats(sheet, ids, (_levels(sheet), first, last))
    return Intake(
        feed=Feed.MEASURES,
        file=str(path),
        digest=sheet.grid.digest,
        read=sheet.read,
        rows=_table(sheet, ids, first, last, open_ended),
        rejects=sheet.sorted_rejects(),
        unchanged=unchanged,
        notes=tuple(sheet.notes),
    )


def _table(sheet: Sheet, ids: list[str], first: Days, last: Days, open_ended: npt.NDArray[np.bool_]) -> ListingTable:
    """The rows that fit."""
    kept = np.flatnonzero(sheet.fits)
    level, first, last = _levels(sheet)[kept], first[kept], last[kept]
    high_days = high_days_before(level, _place_codes(sheet)[kept], first, last)
    return ListingTable(
        ids=tuple(ids[row] for row in kept.tolist()),
        listings=Listings(level=level, first=first, last=last, high_days=high_days),
        left=_truth(sheet, "left_censored")[kept],
        right=(_truth(sheet, "right_censored") | open_ended)[kept],
    )


def _days(sheet: Sheet, name: str, read: Callable[[Any], date]) -> Days:
    parsed = sheet.columns[name]
    numbers = [_NONE if value is None else day_number(read(value)) for value in parsed.values]
    return np.array(numbers, dtype=np.int64)[parsed.codes]


def _first_day(value: date | datetime, zone: tzinfo) -> date:
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


def _last_day(value: date | datetime, zone: tzinfo) -> date:
    """A moment ends the listing before it: midnight belongs to the day that has ended."""
    return (value.astimezone(zone) - timedelta(microseconds=1)).date() if isinstance(value, datetime) else value


def _reject_days(sheet: Sheet, first: Days, last: Days, bounds: tuple[date, date]) -> None:
    """Rows without an end, outside the bounds, or ending before they begin."""
    earliest, latest = bounds
    expected = Bilingual(f"{earliest} 至 {latest} 之间的日期", f"a day from {earliest} to {latest}")
    sheet.reject_all(last == _NONE, "to", lambda _: "", Unfit(_LAST_SEEN, "empty"))
    for name, days in (("from", first), ("to", last)):
        beyond = (days != _NONE) & ((days < day_number(earliest)) | (days > day_number(latest)))
        sheet.reject_all(beyond, name, partial(_shown, sheet, name), Unfit(expected, "out_of_range"))
    sheet.reject_all(last < first, "to", partial(_shown, sheet, "to"), Unfit(_NOT_BEFORE, "ends_before_start"))


def _shown(sheet: Sheet, name: str, row: int) -> str:
    return str(sheet.value(name, row))


def _levels(sheet: Sheet) -> npt.NDArray[np.int8]:
    parsed = sheet.columns["level"]
    return np.array([LEVELS.index(value) if value in LEVELS else -1 for value in parsed.values], np.int8)[parsed.codes]


def _truth(sheet: Sheet, name: str) -> npt.NDArray[np.bool_]:
    parsed = sheet.columns.get(name)
    if parsed is None:
        return np.zeros(len(sheet.fits), dtype=np.bool_)
    return np.array([value is True for value in parsed.values], dtype=np.bool_)[parsed.codes]


def _place_codes(sheet: Sheet) -> Days:
    """A number for each row's place: by its opaque id, else its code, else its words; -1 where nothing names it."""
    numbers: dict[str, int] = {}
    codes = np.full(len(sheet.fits), -1, dtype=np.int64)
    for column in reversed(_PLACE):
        parsed = sheet.columns.get(column)
        if parsed is not None:
            own = [numbers.setdefault(f"{column} {name}", len(numbers)) if name else -1 for name in parsed.values]
            given = np.array(own, dtype=np.int64)[parsed.codes]
            codes = np.where(given >= 0, given, codes)
    return codes


def _place_names(sheet: Sheet) -> list[str]:
    """What names each row's place, as above; empty where nothing does."""
    names = [""] * len(sheet.fits)
    for column in reversed(_PLACE):
        parsed = sheet.columns.get(column)
        if parsed is not None:
            own = [parsed.values[code] for code in parsed.codes.tolist()]
            names = [str(given) if given else name for given, name in zip(own, names, strict=True)]
    return names


def _ids(sheet: Sheet) -> list[str]:
    """The id given, else place and first day where that is one row only, else the row number."""
    given = sheet.columns.get("id")
    stated = [given.values[code] for code in given.codes.tolist()] if given else [None] * len(sheet.fits)
    if all(stated):
        return [str(name) for name in stated]
    first = sheet.columns["from"]
    built = [
        f"{name}@{first.values[code]}" if name else ""
        for name, code in zip(_place_names(sheet), first.codes.tolist(), strict=True)
    ]
    times = Counter(built)
    return [
        str(own or (name if name and times[name] == 1 else f"row-{number}"))
        for own, name, number in zip(stated, built, sheet.grid.numbers.tolist(), strict=True)
    ]


def _drop_repeats(sheet: Sheet, ids: Sequence[str], columns: tuple[npt.NDArray[Any], ...]) -> int:
    """One row an id: the last counts, the same again is unchanged (returned), another saying is superseded."""
    fitting = np.flatnonzero(sheet.fits).tolist()
    last = {ids[row]: row for row in fitting}
    if len(last) == len(fitting):
        return 0
    unchanged = 0
    for row in fitting:
        kept = last[ids[row]]
        if kept == row:
            continue
        if all(column[row] == column[kept] for column in columns):
            sheet.fits[row] = False
            unchanged += 1
        else:
            sheet.reject(row, "id", ids[row], Unfit(SUPERSEDED, "superseded"))
    return unchanged
