"""Loading twice changes nothing; a load is one transaction and one line."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.barriers import Service
from clearway.core.days import CalendarDay, DayKind
from clearway.core.epidemic import InfectionCount
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.people import machine
from clearway.core.places import Point
from clearway.core.reports import Report
from clearway.core.sensors import SensorLink
from clearway.record import reading
from clearway.record.door import commit
from clearway.record.feeds import (
    store_calendar,
    store_facilities,
    store_infections,
    store_load,
    store_measures,
    store_places,
    store_reports,
    store_sensors,
)
from clearway.record.feeds.content import BATCH
from clearway.record.models import LedgerLine, MeasureRow, ReportRow
from clearway.record.verifying import verify
from tests.examples import AT, COMMUNITY, COUNTY, GATE, POINT, ZONE, a_load, a_measure, a_place, a_report

pytestmark = pytest.mark.django_db
BY = machine(COUNTY)


def _reports(items: Iterator[Report] | list[Report]) -> tuple[int, int]:
    return store_reports(items, load=a_load(), by=BY, at=AT, zone=ZONE)


CASES: list[tuple[str, Callable[..., tuple[int, int]], list[Any], list[Any], Callable[[], Any]]] = [
    ("places", store_places, [a_place(), a_place(code=GATE)], [a_place(name="柳林新村")], reading.places),
    (
        "facilities",
        store_facilities,
        [Facility(kind=FacilityKind.PHARMACY, name="同仁", entrances=(POINT, Point(34.7, 113.6)))],
        [Facility(kind=FacilityKind.PHARMACY, name="同仁", entrances=(POINT,), capacity=3)],
        reading.facilities,
    ),
    (
        "links",
        store_sensors,
        [SensorLink(link="s-1", point=POINT, osm_way=12, link_class="primary"), SensorLink(link="s-2", point=POINT)],
        [SensorLink(link="s-2", point=POINT, osm_way=9)],
        reading.sensors,
    ),
    (
        "calendar",
        store_calendar,
        [CalendarDay(day=date(2026, 10, 1), kind=DayKind.HOLIDAY, name="国庆")],
        [CalendarDay(day=date(2026, 10, 1), kind=DayKind.HOLIDAY, name="国庆节")],
        reading.calendar,
    ),
    (
        "cases",
        store_infections,
        [InfectionCount(place_code=COMMUNITY, on=date(2026, 11, 1), infections=0)],
        [InfectionCount(place_code=COMMUNITY, on=date(2026, 11, 1), infections=3, tests=100)],
        lambda: tuple(reading.infections()),
    ),
    (
        "measures",
        store_measures,
        [a_measure(), a_measure("L-2", place_code=None, place_text="某小区")],
        [a_measure(ends_at=AT + timedelta(days=2))],
        lambda: tuple(sorted(reading.measures(), key=lambda measure: measure.number)),
    ),
]


@pytest.mark.parametrize(("feed", "store", "items", "changed", "read"), CASES, ids=[case[0] for case in CASES])
def test_a_feed_comes_back_as_it_went_in_and_twice_changes_nothing(
    feed: str,
    store: Callable[..., tuple[int, int]],
    items: list[Any],
    changed: list[Any],
    read: Callable[[], Any],
) -> None:
    assert store(items, load=a_load(feed), by=BY, at=AT) == (len(items), 0)
    assert read() == tuple(items)
    assert store(items, load=a_load(feed), by=BY, at=AT) == (0, len(items))
    assert read() == tuple(items)
    assert store(changed, load=a_load(feed), by=BY, at=AT) == (1, 0)
    assert changed[0] in read()
    assert len(read()) == len(items)
    corrections = int(feed == "measures")
    assert LedgerLine.objects.count() == 2 + corrections, "a load that brings nothing new writes no line"


def test_reports_get_numbers_once_and_keep_them() -> None:
    items = [a_report(external_id=f"H-{n}") for n in range(3)]
    assert _reports(items) == (3, 0)
    numbers = {report.external_id: report.number for report in reading.reports()}
    assert sorted(numbers.values()) == ["R20261123-0001", "R20261123-0002", "R20261123-0003"]
    told_again = [a_report(external_id="H-1", text="已经开门"), *items[:1], a_report(external_id="H-9")]
    assert _reports(told_again) == (2, 1)
    again = {report.external_id: report for report in reading.reports()}
    assert again["H-1"].text == "已经开门"
    assert {key: again[key].number for key in numbers} == numbers


def test_a_report_comes_back_as_it_went_in() -> None:
    report = a_report("R-own", caller="c" * 64, service=Service.MEDICAL, simulated=True)
    _reports([report])
    assert list(reading.reports()) == [report]
    assert list(reading.reports(since=AT)) == []
    assert list(reading.reports(until=AT - timedelta(days=1))) == []


def test_two_channels_may_use_the_same_id() -> None:
    assert _reports([a_report(), a_report(channel="app")]) == (2, 0)


def test_a_report_of_a_feed_needs_its_channels_id() -> None:
    with pytest.raises(ValueError, match="id"):
        _reports([a_report(external_id=None)])


def test_the_last_of_two_rows_with_one_key_counts() -> None:
    assert _reports([a_report(text="one"), a_report(text="two")]) == (1, 1)
    assert ReportRow.objects.get().text == "two"


def test_a_load_that_breaks_off_leaves_whole_batches_and_the_same_load_again_the_rest_and_its_line() -> None:
    told = [a_report(external_id=f"H-{number}") for number in range(2 * BATCH + 5)]

    def broken() -> Iterator[Report]:
        yield from told
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="disk"):
        _reports(broken())
    assert ReportRow.objects.count() == BATCH
    assert not LedgerLine.objects.exists()
    assert _reports(told) == (BATCH + 5, BATCH)
    assert ReportRow.objects.count() == len(told)
    assert LedgerLine.objects.count() == 1


def test_a_load_of_one_batch_that_breaks_off_leaves_nothing() -> None:
    def broken() -> Iterator[Report]:
        yield from (a_report(external_id=f"H-{number}") for number in range(BATCH - 5))
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="disk"):
        _reports(broken())
    assert not ReportRow.objects.exists()
    assert not LedgerLine.objects.exists()


def test_one_load_is_one_line_with_its_counts() -> None:
    _reports([a_report(external_id=f"H-{n}") for n in range(5)])
    _reports([a_report(external_id=f"H-{n}") for n in range(7)])
    facts = [json.loads(line.payload) for line in LedgerLine.objects.order_by("seq")]
    assert [(fact["kept"], fact["unchanged"]) for fact in facts] == [(5, 0), (2, 5)]


def test_a_lifting_is_not_undone_by_loading_the_listing_again() -> None:
    from clearway.core.decisions import Decision
    from clearway.core.events import MeasureLifted

    store_measures([a_measure()], load=a_load("measures"), by=BY, at=AT)
    lifted = MeasureLifted(subject="L-1", lifted_at=AT, lifted_by="li", reason="open")
    commit(Decision((lifted,)), by=BY, at=AT)
    listed = [a_measure(scope="南门"), a_measure("L-2", lifted_at=AT, lifted_by="wang")]
    assert store_measures(listed, load=a_load("measures"), by=BY, at=AT) == (2, 0)
    row = MeasureRow.objects.get(number="L-1")
    assert (row.lifted_by, row.lifted_at, row.scope) == ("li", AT, "南门")
    assert MeasureRow.objects.get(number="L-2").lifted_by == "wang"


def test_freshness_tells_the_last_load_and_the_whole_span() -> None:
    assert reading.freshness() == {}
    first = a_load("flow", first_at=AT - timedelta(days=50), last_at=AT - timedelta(days=1), kept=9, read=9)
    store_load(first, by=BY, at=AT)
    store_load(a_load("flow", first_at=None, last_at=None, read=0), by=BY, at=AT + timedelta(hours=1))
    fresh = reading.freshness()["flow"]
    assert (fresh.first_at, fresh.last_at) == (first.first_at, first.last_at)
    assert (fresh.loaded_at, fresh.read) == (AT + timedelta(hours=1), 0)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("ab")), max_size=8), max_size=4))
def test_however_a_feed_is_cut_into_loads_the_rows_are_the_last_told(loads: list[list[tuple[int, str]]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        expected: dict[str, str] = {}
        for load in loads:
            kept, unchanged = _reports([a_report(external_id=f"H-{key}", text=text) for key, text in load])
            assert kept + unchanged == len(load)
            expected |= {f"H-{key}": text for key, text in load}
        assert {report.external_id: report.text for report in reading.reports()} == expected
        assert verify().ok
        transaction.set_rollback(True)


@pytest.mark.slow
def test_a_hundred_thousand_reports_take_less_than_half_a_minute_of_work() -> None:
    """Processor time, so that a busy machine does not fail it; the wall clock is printed beside."""
    count, wall, work = 100_000, time.perf_counter(), time.process_time()
    assert _reports(a_report(external_id=f"H-{number}") for number in range(count)) == (count, 0)
    wall, work = time.perf_counter() - wall, time.process_time() - work
    print(f"{count} reports: {work:.1f} s of work in {wall:.1f} s")
    assert work < 30
