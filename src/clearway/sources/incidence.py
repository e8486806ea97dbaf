"""Infections of a series by day number, as ``clearway rt`` takes them: ``series, t, cases``, t = 1, 2, … without gaps.

A day without a number is no day without infections: a series with a gap, an empty or a bad day is not taken at all,
and the row at fault is named.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from clearway.core.intake import Feed
from clearway.core.words import Bilingual
from clearway.sources.cells import identifier, integer, number
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.intake import Intake
from clearway.sources.sheet import Sheet, read_sheet

Series = dict[str, npt.NDArray[np.float64]]
_NOT_NEGATIVE = Bilingual("不小于 0 的数", "a number that is not negative")
_GAP = Bilingual("t = 1, 2, … 连续的日序", "t = 1, 2, … without gaps")
_TWICE = Bilingual("每个序列每天只有一行", "one row a series and day")


def _cases(cell: Cell) -> float:
    value = number(cell)
    if value < 0:
        raise Unfit(_NOT_NEGATIVE, "negative")
    return value


LAYOUT = Layout(
    feed=Feed.CASES,
    columns=(
        Column(name="series", parse=identifier, aliases=("place_code", "序列", "地区"), required=True, filled=True),
        Column(name="t", parse=integer(1), aliases=("日序", "天"), required=True, filled=True),
        Column(name="cases", parse=_cases, aliases=("infections", "感染数", "新增感染"), required=True, filled=True),
    ),
)


def read_incidence(path: Path) -> Intake[Series]:
    """The whole series of a table, in the order of their first rows; infections by day from day 1.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    sheet = read_sheet(path, LAYOUT)
    broken = _of_bad_rows(sheet)
    index = np.flatnonzero(sheet.fits)
    names, t, cases = (_column(sheet, name)[index] for name in ("series", "t", "cases"))
    series: Series = {}
    for name, rows in _by_name(names):
        order = rows[np.argsort(t[rows], kind="stable")]
        if name not in broken and not _refused(sheet, index[order], t[order].astype(np.int64)):
            series[name] = cases[order].astype(np.float64)
    return Intake(
        feed=Feed.CASES,
        file=str(path),
        digest=sheet.grid.digest,
        read=sheet.read,
        rows=series,
        rejects=sheet.sorted_rejects(),
        notes=tuple(sheet.notes),
    )


def _column(sheet: Sheet, name: str) -> npt.NDArray[np.object_]:
    parsed = sheet.columns[name]
    return np.array(parsed.values, dtype=object)[parsed.codes]


def _of_bad_rows(sheet: Sheet) -> frozenset[str]:
    """Series that lost a row to a bad cell: their days have a hole."""
    return frozenset(str(sheet.value("series", row)) for row in np.flatnonzero(~sheet.fits).tolist())


def _by_name(names: npt.NDArray[np.object_]) -> list[tuple[str, npt.NDArray[np.int64]]]:
    """The rows of each series, in the order of first appearance."""
    numbers: dict[str, int] = {}
    codes = np.fromiter((numbers.setdefault(name, len(numbers)) for name in names), np.int64, len(names))
    order = np.argsort(codes, kind="stable")
    counts = Counter(codes.tolist())
    ends = np.cumsum([counts[code] for code in range(len(numbers))], dtype=np.int64)
    return list(zip(numbers, np.split(order, ends[:-1]), strict=True)) if numbers else []


def _refused(sheet: Sheet, rows: npt.NDArray[np.int64], t: npt.NDArray[np.int64]) -> bool:
    """Whether the days of a series are not 1, 2, …; the first row at fault is then rejected, and the series with it."""
    wrong = np.flatnonzero(t != np.arange(1, len(t) + 1))
    if not len(wrong):
        return False
    first = int(wrong[0])
    twice = first > 0 and t[first] == t[first - 1]
    fault = Unfit(_TWICE, "twice") if twice else Unfit(_GAP, "gap")
    sheet.reject(int(rows[first]), "t", str(int(t[first])), fault)
    return True
