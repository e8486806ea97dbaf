"""Readings that offices send: imports and shared stairs have a way in, what is measured counts, bad rows come back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from clearway.core.epidemic import InfectionCount
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.grades import IndicatorReading, LeastMeasure
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.sent_readings import SHARES, SentReading, SharedStairs, Travelled
from clearway.law.load import load_rulebook
from clearway.loop.county_readings import Known, county_readings
from clearway.loop.imports_and_stairs import Elsewhere, imports, people_by_place, shared_stairs
from clearway.loop.measured_readings import chosen, newest
from clearway.sources.baseline import read_baseline
from clearway.sources.sent_readings import read_sent_readings
from clearway.sources.travel import read_mobility, read_stairs
from clearway.warn.grading.settings import rules_on
from tests.examples import COMMUNITY, COUNTY, ZONE

AT = datetime(2026, 11, 23, 9, tzinfo=ZONE)
DAY = date(2026, 11, 22)
ORIGIN = "880100000000"
DEFAULTS = load_rulebook().value("risk.reading_defaults", DAY)


def a_town() -> dict[str, Place]:
    """A county of 10,000 with one community of 2,000."""
    return {
        COUNTY: Place(code=COUNTY, kind=PlaceKind.COUNTY, name="县", population=10_000),
        COMMUNITY: Place(code=COMMUNITY, kind=PlaceKind.COMMUNITY, name="社区", population=2_000, age60=400),
    }


def coming(travellers: int, days: int = 7, **more: float) -> list[Travelled]:
    """Travellers to the county on each of the last days."""
    return [
        Travelled(origin=ORIGIN, place_code=COUNTY, on=DAY - timedelta(days=back), travellers=travellers, **more)
        for back in range(days)
    ]


def elsewhere(travelled: list[Travelled], counts: tuple[InfectionCount, ...] = (), people: int = 0) -> Elsewhere:
    """What imports are reckoned from."""
    known = people_by_place(a_town().values()) | ({ORIGIN: people} if people else {})
    return Elsewhere(travelled=travelled, counts=counts, people=known, defaults=DEFAULTS, at=AT, zone=ZONE)


def test_imports_are_travellers_times_prevalence_shared_out_by_people() -> None:
    known = elsewhere(coming(1_000, prevalence=0.001, prevalence_low=0.0005, prevalence_high=0.002))
    whole, part = imports([COUNTY, COMMUNITY], known)
    assert whole is not None
    assert part is not None
    assert (whole.low, whole.value, whole.high) == (3.5, 7.0, 14.0)
    assert (part.low, part.value, part.high) == (0.7, 1.4, 2.8)
    assert not whole.doubtful


def test_a_prevalence_nobody_sent_is_reckoned_from_the_counts_of_the_origin() -> None:
    counts = tuple(InfectionCount(place_code=ORIGIN, on=DAY - timedelta(days=back), infections=10) for back in range(7))
    (found,) = imports([COUNTY], elsewhere(coming(1_000), counts, people=700_000))
    assert found is not None
    assert found.value == pytest.approx(7_000 * 70 * 2 / 700_000)
    assert found.low < found.value < found.high


def test_an_unknown_origin_is_never_nought() -> None:
    assert list(imports([COUNTY], elsewhere(coming(1_000)))) == [None]
    both = [
        *coming(1_000, prevalence=0.001),
        *(Travelled(origin="880200000000", place_code=COUNTY, on=one.on, travellers=1_000) for one in coming(1)),
    ]
    (found,) = imports([COUNTY], elsewhere(both))
    assert found is not None
    assert found.doubtful
    assert found.high > found.low


def test_days_not_told_are_scaled_up_and_doubted() -> None:
    (few,) = imports([COUNTY], elsewhere(coming(1_000, days=3, prevalence=0.001)))
    assert few is not None
    assert few.value == 7.0
    assert few.doubtful


def test_shared_stairs_are_those_the_people_there_share() -> None:
    stairs = [
        SharedStairs(place_code=f"{COMMUNITY}-A-1", stairs=2, residents=100, on=DAY),
        SharedStairs(place_code=f"{COMMUNITY}-A-2", stairs=1, residents=300, on=DAY - timedelta(days=9)),
        SharedStairs(place_code=f"{COMMUNITY}-A-3", stairs=1, residents=0, on=DAY),
    ]
    community, building, none = shared_stairs([COMMUNITY, f"{COMMUNITY}-A-1", "990102009009"], stairs, ZONE)
    assert community is not None
    assert building is not None
    assert (community.low, community.value, community.high) == (50.0, 300.0, 300.0)
    assert community.as_of.date() == DAY - timedelta(days=9)
    assert building.value == 50.0
    assert none is None


def a_reading(number: int, value: float, back: float, **more: object) -> IndicatorReading:
    """A reading some days old."""
    return IndicatorReading(
        place_code=COMMUNITY, indicator=number, value=value, low=value, high=value, as_of=AT - timedelta(days=back)
    )


def test_what_was_measured_counts_while_fresh_and_then_the_newer() -> None:
    fresh = {4: 3.0}
    reckoned, measured = {4: a_reading(4, 1.0, 0.5)}, {4: a_reading(4, 2.0, 2)}
    assert chosen(reckoned, measured, fresh, AT)[4].value == 2.0
    assert chosen(reckoned, {4: a_reading(4, 2.0, 5)}, fresh, AT)[4].value == 1.0
    assert chosen({}, {4: a_reading(4, 2.0, 9)}, fresh, AT)[4].value == 2.0


def test_an_empty_value_is_no_reading_and_old_facts_are_not_told() -> None:
    def told(back: int, value: float | None, **facts: object) -> SentReading:
        return SentReading(place_code=COMMUNITY, indicator=4, as_of=AT - timedelta(days=back), value=value, **facts)  # type: ignore[arg-type]

    found = newest([told(1, None), told(9, 1.5, infections=4, held_by=LeastMeasure.FLOOR, protected=True)], AT, 5)
    one = found[COMMUNITY]
    assert one.readings[4].value == 1.5
    assert (one.infections, one.held_by, one.protected) == (None, None, True)


def test_every_one_of_the_twelve_has_a_way_in() -> None:
    rules = rules_on(load_rulebook(), DAY)
    known = Known(
        counts=(), places=a_town(), facilities=(), reports=(), defaults=DEFAULTS, at=AT, zone=ZONE,
        sent=[
            SentReading(place_code=COMMUNITY, indicator=number, as_of=AT - timedelta(hours=2), value=0.5)
            for number in range(1, 13)
        ],
        fresh_days={one.id: one.fresh_days for one in rules.indicators},
    )  # fmt: skip
    (place,) = county_readings(known, gate_days=rules.infection_days)
    assert sorted(place.readings) == list(range(1, 13))
    assert {one.id for one in rules.indicators if one.share} == set(SHARES)


def test_a_building_that_reports_is_not_counted_twice_for_the_county() -> None:
    def counted(codes: tuple[str, ...]) -> float:
        counts = [
            InfectionCount(place_code=code, on=DAY - timedelta(days=back), infections=3)
            for code in codes
            for back in range(42)
        ]
        hospital = Facility(kind=FacilityKind.HOSPITAL, name="医院", entrances=(Point(34.7, 113.6),), capacity=100)
        known = Known(
            counts=counts, places=a_town(), facilities=(hospital,), reports=(), defaults=DEFAULTS, at=AT, zone=ZONE
        )
        return county_readings(known, gate_days=5)[0].readings[10].value

    assert counted((COMMUNITY,)) == counted((COMMUNITY, f"{COMMUNITY}-A-1"))


def written(folder: Path, text: str) -> Path:
    """A table as a file."""
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_bad_rows_come_back_with_what_is_wrong(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "place_code,indicator,value,low,high,as_of,quality\n"
        f"{COMMUNITY},5,2,1,4,2026-11-22,\n"
        f"{COMMUNITY},7,85,,,2026-11-22,\n"
        f"{COMMUNITY},4,2,3,4,2026-11-22,\n"
        f"{COMMUNITY},4,-1,,,2026-11-22,\n"
        f"{COMMUNITY},13,1,,,2026-11-22,\n"
        f"{COMMUNITY},6,,1,,2026-11-22,\n"
        f"{COMMUNITY},6,30,,,2026-11-30,\n"
        "120102001001,6,30,,,2026-11-22,\n"
        f"{COMMUNITY},6,,,,2026-11-22,\n",
    )
    found = read_sent_readings(path, zone=ZONE, at=AT, places=tuple(a_town().values()))
    assert [(one.row, one.code) for one in found.rejects] == [
        (2, "out_of_range"), (3, "disordered"), (4, "negative"), (5, "out_of_range"), (6, "empty"), (7, "future"),
        (8, "unknown_place"),
    ]  # fmt: skip
    assert [(one.indicator, one.value) for one in found.rows] == [(5, 2.0), (6, None)]


def test_travellers_stairs_and_baselines_are_checked_too(tmp_path: Path) -> None:
    places = tuple(a_town().values())
    travel = written(
        tmp_path,
        "origin,place_code,on,travellers,prevalence,prevalence_low,prevalence_high\n"
        f"{ORIGIN},{COUNTY},2026-11-22,500,0.01,,\n{COUNTY},{COUNTY},2026-11-22,5,,,\n"
        f"{ORIGIN},{COUNTY},2026-11-21,5,1.2,,\n{ORIGIN},{COUNTY},2026-11-20,5,0.1,0.2,\n"
        f"{ORIGIN},{COUNTY},2026-11-19,-5,,,\n{ORIGIN},{COUNTY},2026-11-18,5,,0.1,\n",
    )
    found = read_mobility(travel, zone=ZONE, at=AT, places=places)
    assert [one.code for one in found.rejects] == ["same_place", "out_of_range", "disordered", "negative", "empty"]
    assert len(found.rows) == 1
    stairs = written(
        tmp_path, f"place_code,stairs,residents,on\n{COMMUNITY}-A,0,10,2026-11-22\n{COMMUNITY}-B,2,90,2026-11-22\n"
    )
    told = read_stairs(stairs, zone=ZONE, at=AT, places=places)
    assert [one.persons for one in told.rows] == [45.0]
    assert len(told.rejects) == 1
    before = written(
        tmp_path, f"place_code,from,to,closures\n{COUNTY},2026-05-01,2026-04-01,3\n{COUNTY},2026-04-01,2026-06-30,40\n"
    )
    counted = read_baseline(before, zone=ZONE, at=AT, places=places)
    assert [(one.closures, one.days) for one in counted.rows] == [(40, 91)]
    assert [one.code for one in counted.rejects] == ["backwards"]
