"""Infections by place and local day as a table for evaluating: the cases feed, or bulletins by province or district.

Two counts of a bulletin (confirmed, asymptomatic) are added up; a day nobody reported stays unknown. Beside the counts
a row may hold how strict measures were that day (``stringency``) and how many people live there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from clearway.core.intake import Feed
from clearway.core.words import Bilingual
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import day, identifier, number
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.intake import Intake
from clearway.sources.sheet import Sheet, read_sheet

Floats = npt.NDArray[np.float64]
_NOT_NEGATIVE = Bilingual("不小于 0 的数", "a number that is not negative")
_TWICE = Bilingual("每个地点每天只有一行", "one row a place and day")
_TEN_THOUSAND = 10_000.0
_LONGEST = 36_525


def _count(cell: Cell) -> float:
    value = number(cell)
    if value < 0:
        raise Unfit(_NOT_NEGATIVE, "negative")
    return value


LAYOUT = Layout(
    feed=Feed.CASES,
    columns=(
        Column(
            name="place", parse=identifier, required=True, filled=True,
            aliases=("place_code", *PLACE_CODE_ALIASES, "prov", "province", "district", "省", "区", "区县", "地区"),
        ),
        Column(name="on", parse=day, aliases=("date", "day", "日期", "报告日期"), required=True, filled=True),
        Column(
            name="infections", parse=_count, aliases=("cases", "infected", "positive", "感染数", "新增感染", "阳性数")
        ),
        Column(name="confirmed", parse=_count, aliases=("local_confirmed", "确诊", "本土确诊")),
        Column(name="asymptomatic", parse=_count, aliases=("local_asymptomatic", "无症状", "本土无症状")),
        Column(name="stringency", parse=number, aliases=("strictness", "严格指数")),
        Column(name="population", parse=_count, aliases=("人口", "常住人口")),
        Column(name="pop10k", parse=_count, aliases=("万人",)),
    ),
    one_of=(("infections",), ("confirmed",), ("asymptomatic",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Epidemic:
    """n places × m local days from ``first``; NaN: nobody reported. ``people`` (n,) live there, NaN: not known."""

    places: tuple[str, ...]
    first: date
    infections: Floats
    stringency: Floats
    people: Floats

    @property
    def days(self) -> list[date]:
        """The days of the columns."""
        return [self.first + timedelta(days=at) for at in range(self.infections.shape[1])]


def read_epidemic(path: Path) -> Intake[Epidemic]:
    """The table in ``path``; of two rows for a place and day the later is rejected.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    sheet = read_sheet(path, LAYOUT)
    days = _days(sheet)
    names = sheet.columns["place"]
    codes = names.codes
    _reject_twice(sheet, codes, days)
    rows = np.flatnonzero(sheet.fits)
    places = dict.fromkeys(codes[rows].tolist())
    to = {code: number for number, code in enumerate(places)}
    cell = (np.array([to[code] for code in codes[rows].tolist()], dtype=np.int64), days[rows])
    start = int(days[rows].min()) if len(rows) else 0
    span = int(days[rows].max()) - start + 1 if len(rows) else 0
    shape = (len(places), min(span, _LONGEST))

    def spread(column: Floats) -> Floats:
        table = np.full(shape, np.nan)
        table[cell[0], cell[1] - start] = column[rows]
        return table

    people = np.full(len(places), np.nan)
    people[cell[0]] = _people(sheet)[rows]
    return Intake(
        feed=Feed.CASES,
        file=str(path),
        digest=sheet.grid.digest,
        read=sheet.read,
        rows=Epidemic(
            places=tuple(str(names.values[code]) for code in places),
            first=date.fromordinal(start) if start else date.min,
            infections=spread(_infections(sheet)),
            stringency=spread(_floats(sheet, "stringency")),
            people=people,
        ),
        rejects=sheet.sorted_rejects(),
        notes=tuple(sheet.notes),
    )


def _days(sheet: Sheet) -> npt.NDArray[np.int64]:
    parsed = sheet.columns["on"]
    return np.array([0 if value is None else value.toordinal() for value in parsed.values], np.int64)[parsed.codes]


def _floats(sheet: Sheet, name: str) -> Floats:
    parsed = sheet.columns.get(name)
    if parsed is None:
        return np.full(len(sheet.fits), np.nan)
    return np.array([np.nan if value is None else value for value in parsed.values], np.float64)[parsed.codes]


def _infections(sheet: Sheet) -> Floats:
    """Infections where they are told; else the sum of confirmed and asymptomatic, where either is."""
    whole = _floats(sheet, "infections")
    parts = np.stack([_floats(sheet, "confirmed"), _floats(sheet, "asymptomatic")])
    summed = np.where(np.isnan(parts).all(axis=0), np.nan, np.nansum(parts, axis=0))
    return np.where(np.isnan(whole), summed, whole)


def _people(sheet: Sheet) -> Floats:
    people = _floats(sheet, "population")
    return np.where(np.isnan(people), _floats(sheet, "pop10k") * _TEN_THOUSAND, people)


def _reject_twice(sheet: Sheet, codes: npt.NDArray[np.int64], days: npt.NDArray[np.int64]) -> None:
    rows = np.flatnonzero(sheet.fits)
    pairs = codes[rows] * 4_000_000 + days[rows]
    _, first = np.unique(pairs, return_index=True)
    twice = np.zeros(len(sheet.fits), dtype=np.bool_)
    twice[np.delete(rows, first)] = True
    sheet.reject_all(twice, "on", lambda row: str(sheet.value("on", row)), Unfit(_TWICE, "twice"))
