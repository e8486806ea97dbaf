"""The twelve readings of every place, as far as a county's own records go; what they do not hold stays missing.

Reckoned: 1 infections (shrunk), 2 growth, 3 found outside isolation, 4 positivity against last week, 5 imports (from
travellers counted), 6 shared stairs (from stairs counted), 7 contacts reached, 8 severity by age, 9 vulnerable
residents, 10 beds, 11 facilities inside, 12 livelihood complaints. Any of them may also be sent as measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import numpy as np
import numpy.typing as npt

from clearway.core.barriers import Topic
from clearway.core.epidemic import InfectionCount
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.grades import IndicatorReading, LeastMeasure
from clearway.core.places import Place, distance_m
from clearway.core.reports import Report
from clearway.core.sent_readings import SentReading, SharedStairs, Travelled
from clearway.evaluate.renewal.demand import Course, project
from clearway.evaluate.renewal.reproduction import estimate
from clearway.evaluate.renewal.serial_interval import SerialInterval
from clearway.evaluate.shrinking import shrink
from clearway.loop.imports_and_stairs import Elsewhere, imports, lies_in, people_by_place, shared_stairs
from clearway.loop.measured_readings import Measured, chosen, newest

Floats = npt.NDArray[np.float64]
DAYS, WEEK, FORTNIGHT = 42, 7, 14
_NEEDED = 5
_LIVELIHOOD = (Topic.MEDICAL, Topic.MEDICINE, Topic.FOOD, Topic.SCHOOL, Topic.FARM_FREIGHT)
_RULE = "risk.reading_defaults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a county knows: counts of the last weeks, its places, facilities and reports; ``defaults`` by the rule.

    ``sent``, ``travelled``, ``stairs``: what offices sent. ``fresh_days`` by indicator: how long a reading is fresh.
    """

    counts: Sequence[InfectionCount]
    places: Mapping[str, Place]
    facilities: Sequence[Facility]
    reports: Sequence[Report]
    defaults: Mapping[str, Any]
    at: datetime
    zone: tzinfo
    sent: Sequence[SentReading] = ()
    travelled: Sequence[Travelled] = ()
    stairs: Sequence[SharedStairs] = ()
    fresh_days: Mapping[int, float] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local day of ``at``."""
        return self.at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReadings:
    """One place: its readings by indicator, infections confirmed inside within the days of the gate (None: nobody
    reported), the smallest unit that holds them (None: nobody told), whether it is on the negative list; ``at``: the
    moment it was graded (None: now)."""

    place_code: str
    readings: Mapping[int, IndicatorReading]
    infections: int | None
    held_by: LeastMeasure | None = None
    protected: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """n places × the last days, yesterday's report last; NaN: nobody reported."""

    places: tuple[str, ...]
    infections: Floats
    outside: Floats
    tests: Floats
    contacts: Floats
    reached: Floats
    last: date


def county_readings(known: Known, *, gate_days: int) -> list[PlaceReadings]:
    """The readings of every place that reported infections (or none) in the last weeks, or sent a reading."""
    measured = newest(known.sent, known.at, gate_days)
    table = _table(known, measured)
    if not table.places:
        return []
    found = _reckoned(table, known)
    return [
        _of_place(row, code, found[row], measured.get(code), table, known, gate_days)
        for row, code in enumerate(table.places)
    ]


def _reckoned(table: _Table, known: Known) -> list[dict[int, IndicatorReading]]:
    """Of every place of the table what can be reckoned, by indicator."""
    people = np.array([_people(known.places.get(code)) for code in table.places])
    found: list[dict[int, IndicatorReading]] = [{} for _ in table.places]
    as_of = min(datetime.combine(table.last + timedelta(days=1), time(), tzinfo=known.zone), known.at)
    for number, values in (
        (1, _rates(table, people)), (2, _growth(table, known)), (3, _outside(table)), (4, _positivity(table)),
        (7, _reached(table)), (8, _severity(table, known)), (9, _vulnerable(table, known)), (10, _beds(table, known)),
        (11, _inside(table, known)), (12, _livelihoods(table, people, known)),
    ):  # fmt: skip
        for row, value in enumerate(values):
            if value is not None:
                found[row][number] = _reading(table.places[row], number, value, as_of)
    elsewhere = Elsewhere(
        travelled=known.travelled, counts=known.counts, people=people_by_place(known.places.values()),
        defaults=known.defaults, at=known.at, zone=known.zone,
    )  # fmt: skip
    for readings in (imports(table.places, elsewhere), shared_stairs(table.places, known.stairs, known.zone)):
        for row, reading in enumerate(readings):
            if reading is not None:
                found[row][reading.indicator] = reading
    return found


def _of_place(
    row: int, code: str, reckoned: Mapping[int, IndicatorReading], measured: Measured | None, table: _Table,
    known: Known, gate_days: int,
) -> PlaceReadings:  # fmt: skip
    """Reckoned and measured together; infections that were reported count before those told beside a reading."""
    inside = _confirmed(table.infections[row, -gate_days:])
    if measured is None:
        return PlaceReadings(place_code=code, readings=reckoned, infections=inside)
    return PlaceReadings(
        place_code=code,
        readings=chosen(reckoned, measured.readings, known.fresh_days, known.at),
        infections=_more(inside, measured.infections),
        held_by=measured.held_by,
        protected=bool(measured.protected),
    )


def _more(reported: int | None, told: int | None) -> int | None:
    """The larger of two counts; one that nobody gave is not nought."""
    return max((one for one in (reported, told) if one is not None), default=None)


def _reading(code: str, number: int, value: tuple[float, float, float], as_of: datetime) -> IndicatorReading:
    low, middle, high = (round(one, 6) for one in value)
    return IndicatorReading(
        place_code=code, indicator=number, low=min(low, middle), value=middle, high=max(high, middle), as_of=as_of,
        source="records",
    )  # fmt: skip


def _table(known: Known, measured: Mapping[str, Measured]) -> _Table:
    codes = tuple(sorted({one.place_code for one in known.counts} | measured.keys()))
    last = max((one.on for one in known.counts if one.on <= known.today), default=known.today)
    rows = {code: row for row, code in enumerate(codes)}
    arrays = [np.full((len(codes), DAYS), np.nan) for _ in range(5)]
    for one in known.counts:
        column = DAYS - 1 - (last - one.on).days
        if 0 <= column < DAYS:
            figures = (one.infections, one.outside_isolation, one.tests, one.contacts, one.contacts_reached)
            for array, figure in zip(arrays, figures, strict=True):
                array[rows[one.place_code], column] = np.nan if figure is None else figure
    infections, outside, tests, contacts, reached = arrays
    return _Table(codes, infections, outside, tests, contacts, reached, last)


def _people(place: Place | None) -> float:
    return float(place.population) if place is not None and place.population else float("nan")


def _week(values: Floats, weeks_ago: int = 0) -> Floats:
    """Sums over a week, scaled up for a day or two nobody reported; NaN where more are missing."""
    end = DAYS - WEEK * weeks_ago
    part = values[:, end - WEEK : end]
    days = (~np.isnan(part)).sum(axis=1)
    return np.asarray(np.where(days >= _NEEDED, np.nansum(part, axis=1) * WEEK / np.maximum(days, 1), np.nan))


Values = Iterator[tuple[float, float, float] | None]


def _rates(table: _Table, people: Floats) -> Values:
    """1: new infections in 7 days per 100,000, drawn to the county by how small the place is."""
    week = _week(table.infections)
    told = ~np.isnan(week) & ~np.isnan(people)
    if not told.any():
        yield from (None for _ in table.places)
        return
    found = shrink(week[told], people[told])
    where = np.cumsum(told) - 1
    for row, known in enumerate(told.tolist()):
        at = int(where[row])
        yield (float(found.low[at]), float(found.value[at]), float(found.high[at])) if known else None


def _growth(table: _Table, known: Known) -> Values:
    """2: probability that R is above 1; of the whole county where a place has too few cases, as an interval of both."""
    interval = SerialInterval(*known.defaults["serial_interval"])
    least = float(known.defaults["least_cases"])
    counts = np.nan_to_num(table.infections)
    own = estimate(counts, interval)
    whole = estimate(_county(table)[None, :], interval)
    county = float(whole.above(1.0)[0, -1]) if whole.cases[0, -1] >= least else None
    for row in range(len(table.places)):
        if own.cases[row, -1] >= least:
            share = float(own.above(1.0)[row, -1])
            yield share, share, share
        elif county is not None:
            yield min(0.2, county), county, max(0.6, county)
        else:
            yield None


def _county(table: _Table) -> Floats:
    """Infections of the whole by day; a place inside another that reports is the same infections, and left out."""
    within = set(table.places)
    upper = [not any(above in within for above in lies_in(code)) for code in table.places]
    return np.asarray(np.nan_to_num(table.infections[np.array(upper, dtype=np.bool_)]).sum(axis=0))


def _outside(table: _Table) -> Values:
    """3: share of the week's infections found outside isolation; none found means none outside."""
    for struck, outside in zip(_week(table.infections), _week(table.outside), strict=True):
        if np.isnan(struck) or np.isnan(outside):
            yield None
        elif struck == 0:
            yield 0.0, 0.0, 0.0
        else:
            share = min(1.0, float(outside / struck))
            yield share, share, share


def _positivity(table: _Table) -> Values:
    """4: positivity this week over last week's, half an infection added to both; None without tests."""
    rates = []
    for ago in (0, 1):
        tests = _week(table.tests, ago)
        rates.append((_week(table.infections, ago) + 0.5) / np.where(tests > 0, tests, np.nan))
    for ratio in (rates[0] / rates[1]).tolist():
        yield None if np.isnan(ratio) else (ratio, ratio, ratio)


def _reached(table: _Table) -> Values:
    """7: contacts reached within a day; without contacts there is nobody to reach."""
    for contacts, reached in zip(_week(table.contacts), _week(table.reached), strict=True):
        if np.isnan(contacts) or np.isnan(reached):
            yield None
        else:
            share = 1.0 if contacts == 0 else min(1.0, float(reached / contacts))
            yield share, share, share


def _aged(table: _Table, known: Known) -> Iterator[float | None]:
    for code in table.places:
        place = known.places.get(code)
        told = place is not None and place.population and place.age60 is not None
        yield (
            place.age60 / place.population if told and place and place.population and place.age60 is not None else None
        )


def _severity(table: _Table, known: Known) -> Values:
    """8: severe outcomes per 100 infections by the share of the aged; its ends are full and no vaccination."""
    old, young = known.defaults["severe_from_60"], known.defaults["severe_below_60"]
    for aged in _aged(table, known):
        if aged is None:
            yield None
        else:
            low, middle, high = (aged * first + (1 - aged) * second for first, second in zip(old, young, strict=True))
            yield low, middle, high


def _vulnerable(table: _Table, known: Known) -> Values:
    """9: vulnerable residents as a share of the aged."""
    low, middle, high = known.defaults["vulnerable_of_aged"]
    for aged in _aged(table, known):
        yield None if aged is None else (aged * low, aged * middle, aged * high)


def _beds(table: _Table, known: Known) -> Values:
    """10: peak of beds needed in the next fortnight over those there are, for the whole county."""
    beds = sum(one.capacity or 0 for one in known.facilities if one.kind is FacilityKind.HOSPITAL)
    series = _county(table)
    if not beds:
        yield from (None for _ in table.places)
        return
    course = Course(
        admitted=float(known.defaults["admitted"]),
        delay=tuple(known.defaults["delay"]),
        stay=tuple(known.defaults["stay"]),
    )
    ratio = project(series, course, SerialInterval(*known.defaults["serial_interval"])).against(beds)
    yield from (ratio for _ in table.places)


def _inside(table: _Table, known: Known) -> Values:
    """11: critical facilities near the middle of the place, weighted; None where the place has no point."""
    weights, reach = known.defaults["facility_weights"], float(known.defaults["facility_within_m"])
    for code in table.places:
        place = known.places.get(code)
        if place is None or place.point is None:
            yield None
            continue
        point = place.point
        count = sum(
            float(weights.get(one.kind.value, 0.0))
            for one in known.facilities
            if distance_m(one.entrances[0], point) <= reach
        )
        yield count, count, count


def _livelihoods(table: _Table, people: Floats, known: Known) -> Values:
    """12: complaints about care, medicine, food, school and freight per 1,000 people a day, over a fortnight."""
    since = known.at - timedelta(days=FORTNIGHT)
    told = [one.place_code for one in known.reports if one.at >= since and one.reading.topic in _LIVELIHOOD]
    for code, count in zip(table.places, people.tolist(), strict=True):
        if np.isnan(count):
            yield None
        else:
            here = sum(other is not None and (other == code or other.startswith(code + "-")) for other in told)
            rate = 1000.0 * here / count / FORTNIGHT
            yield rate, rate, rate


def _confirmed(days: Floats) -> int | None:
    """Infections in the days of the gate: any counts; none only where every day was reported."""
    total = float(np.nansum(days))
    if total > 0:
        return int(total)
    return None if np.isnan(days).any() else 0
