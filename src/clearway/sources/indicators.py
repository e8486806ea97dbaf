"""Readings of the twelve indicators as offices send them; for each place and indicator the newest counts.

An empty ``value`` is no reading, never a zero. Facts of a place may stand beside any of its readings: ``infections``
(confirmed inside, in the days of the gate), ``held_by`` (the smallest unit that holds them), ``protected``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from clearway.core.grades import INDICATORS, IndicatorReading, LeastMeasure, UnitFacts
from clearway.core.intake import Feed
from clearway.core.words import Bilingual
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import choice, identifier, integer, number, place_code, truth
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.intake import Intake
from clearway.sources.measures import day_or_moment
from clearway.sources.sheet import Sheet, read_sheet
from clearway.warn.grading.arrays import UNKNOWN, Readings
from clearway.warn.grading.plain import LADDER

_UNITS = {
    "household": LeastMeasure.HOUSEHOLD, "户": LeastMeasure.HOUSEHOLD,
    "floor": LeastMeasure.FLOOR, "楼层": LeastMeasure.FLOOR,
    "unit": LeastMeasure.UNIT, "单元": LeastMeasure.UNIT,
    "building": LeastMeasure.BUILDING, "楼栋": LeastMeasure.BUILDING,
    "compound": LeastMeasure.COMPOUND, "小区": LeastMeasure.COMPOUND,
}  # fmt: skip
#: Words of the column ``quality`` by which whoever sent a reading does not trust it; any other word does.
DOUBTFUL = frozenset({"doubtful", "poor", "bad", "low", "存疑", "差", "低", "不可靠"})
ORDER = Bilingual("不高于上限、不低于下限的读数", "low ≤ value ≤ high")

LAYOUT = Layout(
    feed=Feed.INDICATORS,
    columns=(
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES, required=True, filled=True),
        Column(name="indicator", parse=integer(1, 12), aliases=("指标", "指标序号"), required=True, filled=True),
        Column(name="value", parse=number, aliases=("读数", "数值"), required=True),
        Column(name="low", parse=number, aliases=("下限",)),
        Column(name="high", parse=number, aliases=("上限",)),
        Column(name="as_of", parse=day_or_moment, aliases=("at", "截至", "日期", "时间"), required=True, filled=True),
        Column(name="source", parse=identifier, aliases=("来源",)),
        Column(name="quality", parse=identifier, aliases=("质量",)),
        Column(name="infections", parse=integer(0), aliases=("确诊感染", "区内感染")),
        Column(name="held_by", parse=choice(LeastMeasure, _UNITS), aliases=("最小单元",)),
        Column(name="protected", parse=truth, aliases=("负面清单",)),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """n places with their newest readings: ``readings`` (ages in days before ``at``), and where each came from.

    ``as_of`` (n, 12) in seconds since 1970, NaN where nothing was reported. ``at``: the moment they are graded as of.
    """

    places: tuple[str, ...]
    readings: Readings
    as_of: npt.NDArray[np.float64]
    at: datetime

    def reading(self, row: int, indicator: int, zone: tzinfo) -> IndicatorReading | None:
        """One reading as an object; None where nothing was reported."""
        column = indicator - 1
        if np.isnan(self.readings.value[row, column]):
            return None
        return IndicatorReading(
            place_code=self.places[row], indicator=indicator,
            value=float(self.readings.value[row, column]), low=float(self.readings.low[row, column]),
            high=float(self.readings.high[row, column]),
            as_of=datetime.fromtimestamp(float(self.as_of[row, column]), zone),
            doubtful=bool(self.readings.doubtful[row, column]),
        )  # fmt: skip


def read_indicators(path: Path, *, zone: tzinfo, at: datetime | None = None) -> Intake[IndicatorTable]:
    """The newest readings of every place of a CSV, XLSX or Parquet file, graded as of ``at`` (default: the newest).

    A day without a time is its start in ``zone``.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    sheet = read_sheet(path, LAYOUT)
    _reject_disorder(sheet)
    rows = np.flatnonzero(sheet.fits)
    places, place = _codes(sheet, rows)
    moments = _moments(sheet, zone)[rows]
    table = _table(sheet, rows, places, place, moments, at)
    return Intake(
        feed=Feed.INDICATORS,
        file=str(path),
        digest=sheet.grid.digest,
        read=sheet.read,
        rows=table,
        rejects=sheet.sorted_rejects(),
        notes=tuple(sheet.notes),
    )


def _floats(sheet: Sheet, name: str) -> npt.NDArray[np.float64]:
    parsed = sheet.columns.get(name)
    if parsed is None:
        return np.full(len(sheet.fits), np.nan)
    return np.array([np.nan if value is None else value for value in parsed.values], np.float64)[parsed.codes]


def _ends(sheet: Sheet) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Low end, value and high end; an end not given is the value."""
    value, low, high = (_floats(sheet, name) for name in ("value", "low", "high"))
    return np.where(np.isnan(low), value, low), value, np.where(np.isnan(high), value, high)


def _reject_disorder(sheet: Sheet) -> None:
    low, value, high = _ends(sheet)
    wrong = ~np.isnan(value) & ((low > value) | (value > high))
    sheet.reject_all(
        wrong, "value", lambda row: f"{low[row]:g}, {value[row]:g}, {high[row]:g}", Unfit(ORDER, "disordered")
    )


def _codes(sheet: Sheet, rows: npt.NDArray[np.int64]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The places in the order of their first rows, and each row's number among them."""
    parsed = sheet.columns["place_code"]
    numbers: dict[str, int] = {}
    own = parsed.codes[rows]
    order = dict.fromkeys(own.tolist())
    to = np.zeros(len(parsed.values), dtype=np.int64)
    for code in order:
        to[code] = numbers.setdefault(parsed.values[code], len(numbers))
    return list(numbers), to[own]


def _moments(sheet: Sheet, zone: tzinfo) -> npt.NDArray[np.float64]:
    """Seconds since 1970 of each row."""
    parsed = sheet.columns["as_of"]
    seconds = [np.nan if value is None else _seconds(value, zone) for value in parsed.values]
    return np.array(seconds, np.float64)[parsed.codes]


def _seconds(value: date | datetime, zone: tzinfo) -> float:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(), tzinfo=zone)
    return moment.timestamp()


def _table(
    sheet: Sheet,
    rows: npt.NDArray[np.int64],
    places: list[str],
    place: npt.NDArray[np.int64],
    moments: npt.NDArray[np.float64],
    at: datetime | None,
) -> IndicatorTable:
    low, value, high = (column[rows] for column in _ends(sheet))
    told = ~np.isnan(value)
    newest = np.argsort(moments, kind="stable")
    newest = newest[told[newest]]
    shape = (len(places), len(INDICATORS))
    parsed = sheet.columns["indicator"]
    indicator = np.array([(number or 1) - 1 for number in parsed.values], np.int64)[parsed.codes][rows]
    cell = (place[newest], indicator[newest])
    last = max(moments.tolist(), default=0.0)
    moment = at or datetime.fromtimestamp(last).astimezone()

    def spread(column: npt.NDArray[Any], empty: Any) -> Any:
        filled = np.full(shape, empty)
        filled[cell] = column[newest]
        return filled

    as_of = spread(moments, np.nan)
    return IndicatorTable(
        places=tuple(places),
        readings=Readings(
            value=spread(value, np.nan), low=spread(low, np.nan), high=spread(high, np.nan),
            age=np.maximum(0.0, (moment.timestamp() - as_of) / 86_400),
            doubtful=spread(_doubtful(sheet)[rows], False),
            **_facts(sheet, rows, place, len(places)),
        ),
        as_of=as_of,
        at=moment,
    )  # fmt: skip


def _doubtful(sheet: Sheet) -> npt.NDArray[np.bool_]:
    parsed = sheet.columns.get("quality")
    if parsed is None:
        return np.zeros(len(sheet.fits), dtype=np.bool_)
    return np.array([str(value).casefold() in DOUBTFUL for value in parsed.values], np.bool_)[parsed.codes]


def _facts(sheet: Sheet, rows: npt.NDArray[np.int64], place: npt.NDArray[np.int64], places: int) -> Mapping[str, Any]:
    """What stands beside the readings, of each place the last that was said."""
    facts: dict[str, Any] = {
        "infections": np.full(places, UNKNOWN, dtype=np.int64),
        "held_by": np.full(places, UNKNOWN, dtype=np.int64),
        "protected": np.zeros(places, dtype=np.bool_),
    }
    for name, column in facts.items():
        parsed = sheet.columns.get(name)
        if parsed is None:
            continue
        own = parsed.codes[rows]
        said = np.array([value is not None for value in parsed.values], np.bool_)[own]
        column[place[said]] = np.array([_number(value) for value in parsed.values])[own[said]]
    return facts


def _number(value: Any) -> int:
    if isinstance(value, LeastMeasure):
        return LADDER.index(value)
    return UNKNOWN if value is None else int(value)


def facts_of(readings: Readings, row: int) -> UnitFacts:
    """The facts of one place as an object."""
    infections, held = int(readings.infections[row]), int(readings.held_by[row])
    return UnitFacts(
        infections=None if infections == UNKNOWN else infections,
        held_by=None if held == UNKNOWN else LADDER[held],
        protected=bool(readings.protected[row]),
    )
