"""iCalendar (RFC 5545): read back by the library, ends as events, cancelled on lifting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from icalendar import Calendar, Event

from clearway.core.barriers import Barrier
from clearway.publish.calendar_feed import calendar
from clearway.publish.published import Change, ChangeKind, Edition, Published
from tests.examples import AT
from tests.publish.editions import an_edition, an_item, editions, lifted


def _events(edition: Edition) -> list[Event]:
    read = Calendar.from_ical(calendar(edition))
    assert read.errors == []
    return list(read.walk("VEVENT"))


def _event(item: Published) -> Event:
    (event,) = _events(an_edition(item))
    return event


@given(edition=editions())
@settings(max_examples=100, deadline=None)
def test_whatever_a_measure_says_its_event_reads_back(edition: Edition) -> None:
    document = calendar(edition)
    assert all(len(line) <= 75 for line in document.split(b"\r\n"))
    assert b"\n" not in document.replace(b"\r\n", b"")
    events = _events(edition)
    assert len({event["UID"] for event in events}) == len(edition.items)
    for event, item in zip(events, edition.items, strict=True):
        assert event.errors == []
        ends = item.measure.ends_at or item.measure.starts_at
        assert event.decoded("DTSTART") == ends.replace(microsecond=0)
        assert str(event["LOCATION"]) == item.place.say(edition.language)
        assert item.number in str(event["DESCRIPTION"]) or "\\" in item.number


def test_an_end_is_an_event_and_a_lifting_cancels_it_with_a_higher_sequence() -> None:
    item = an_item()
    before, after = _event(item), _event(lifted(item))
    assert before.decoded("DTSTART") == item.measure.ends_at
    assert (before["STATUS"], before["SEQUENCE"]) == ("CONFIRMED", 0)
    assert (after["STATUS"], after["SEQUENCE"]) == ("CANCELLED", 1)
    assert before["UID"] == after["UID"]
    assert after.decoded("DTSTAMP") == AT


def test_a_release_clock_about_to_be_met_raises_the_sequence_once() -> None:
    item = an_item()
    early = replace(item.measure, ends_at=AT + timedelta(days=1))
    sooner = replace(item, measure=early)
    met = Change(key="end", kind=ChangeKind.ENDED, at=AT, ends_at=early.ends_at)
    assert [_event(one)["SEQUENCE"] for one in (item, sooner, replace(sooner, changes=(*item.changes, met)))] == [
        0,
        1,
        1,
    ]


def test_a_found_closure_is_tentative_until_it_is_lifted() -> None:
    found = replace(an_item().measure, registered=False, ends_at=None, barrier=Barrier.CHAINED_GATE)
    item = an_item(measure=found)
    assert _event(item)["STATUS"] == "TENTATIVE"
    assert "期限不明" in _event(item)["SUMMARY"]
    assert _event(lifted(item))["STATUS"] == "CANCELLED"


def test_positions_are_latitude_first() -> None:
    assert _event(an_item())["GEO"].to_ical() == "34.75;113.62"
