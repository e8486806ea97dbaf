"""Whatever happens to measures, every feed tells it as it is committed, and none tells what was not."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.decisions import Decision
from clearway.core.epidemic import InfectionCount
from clearway.core.events import ClosureFound, Event, MeasureLifted, MeasureRegistered
from clearway.core.measure_events import ExtensionFiled, MeasureAdjusted, MeasureConfirmed
from clearway.core.people import Role, machine
from clearway.loop import handle_appeal
from clearway.loop.publish_feeds import Asked, edition, version
from clearway.publish.calendar_feed import calendar
from clearway.publish.cap import cap, messages
from clearway.publish.changes_atom import measure_atom
from clearway.publish.geojson import geojson
from clearway.publish.published import ChangeKind, Edition
from clearway.publish.wzdx import wzdx
from clearway.record import feeds, reading
from clearway.record.door import commit, session
from tests.examples import AT, COMMUNITY, COUNTY, POINT, ZONE, a_load, a_measure
from tests.journeys.streets import laid
from tests.loop.test_handle_measure import a_draft, desk_of, enacted

BY = machine(COUNTY)
DAY = timedelta(days=1)
_CHANGES = st.lists(st.sampled_from(["adjust", "confirm", "extend", "lift", "wait"]), max_size=5)


def _asked(at: datetime) -> Asked:
    return Asked(at=at, site="https://a.example", language="zh", zone=ZONE, home=site.ENVIRONMENT.home, simulated=False)


def _first(number: str, registered: bool, at: datetime) -> Event:
    if registered:
        measure = a_measure(number, starts_at=at, ends_at=at + 10 * DAY)
        return MeasureRegistered(subject=number, measure=measure, point=POINT)
    return ClosureFound(
        subject=number, case="K", place_code=COMMUNITY, point=POINT, since=at,
        barrier=Barrier.FENCE, imposed_by=ImposedBy.UNKNOWN,
    )  # fmt: skip


def _event(act: str, number: str, at: datetime) -> Event:
    made: dict[str, Callable[[], Event]] = {
        "adjust": lambda: MeasureAdjusted(subject=number, ends_at=at + 3 * DAY, road_links=(), scope="-", reason="-"),
        "confirm": lambda: MeasureConfirmed(subject=number, ends_at=at + 8 * DAY),
        "extend": lambda: ExtensionFiled(
            subject=f"E-{at:%H%M}", measure=number, ends_at=at + 12 * DAY, filed_with="省"
        ),
        "lift": lambda: MeasureLifted(subject=number, lifted_at=at, lifted_by="somebody", reason="-"),
    }
    return made[act]()


def _told(made: Edition, number: str) -> dict[str, Any]:
    """What each format says of one measure: whether it is over, and when it ends."""
    (item,) = [item for item in made.items if item.measure.number == number]
    (event,) = Calendar.from_ical(calendar(replace(made, items=(item,)))).walk("VEVENT")
    feature = json.loads(geojson(replace(made, items=(item,))))["features"][0]["properties"]
    newest = etree.fromstring(measure_atom(made, item)).find("{*}entry/{*}category")
    last = etree.fromstring(cap(made, item, messages(item)[-1]))
    assert newest is not None
    return {
        "calendar": str(event["STATUS"]) == "CANCELLED",
        "map": feature["status"] == "lifted",
        "atom": newest.get("term") == "lifted",
        "cap": last.findtext("{*}msgType") == "Cancel",
        "wzdx": json.loads(wzdx(replace(made, items=(item,))))["features"] == [],
    }


@pytest.mark.django_db
@given(registered=st.booleans(), acts=_CHANGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_measure_is_over_in_every_format_exactly_when_it_was_lifted(registered: bool, acts: list[str]) -> None:
    number, at, lifted, sequence = f"M-{uuid.uuid4().hex}", AT, False, -1
    events = [_first(number, registered, at)]
    for act in ["wait", *acts]:
        if act != "wait":
            events = [] if lifted else [_event(act, number, at)]
        tag = version(_asked(at)).tag
        commit(Decision(tuple(events)), by=BY, at=at)
        assert not events or version(_asked(at)).tag != tag
        lifted = lifted or act == "lift"
        made = edition(_asked(at), number)
        assert set(_told(made, number).values()) == {lifted}
        assert made.items[0].sequence >= sequence
        sequence, events, at = made.items[0].sequence, [], at + timedelta(minutes=7)


@pytest.mark.django_db
def test_what_was_rolled_back_was_never_told() -> None:
    commit(Decision((_first("M-1", True, AT),)), by=BY, at=AT)
    before, tag = edition(_asked(AT)), version(_asked(AT)).tag

    def fail() -> None:
        with session():
            commit(Decision((_event("lift", "M-1", AT),)), by=BY, at=AT)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail()
    assert version(_asked(AT)).tag == tag
    assert edition(_asked(AT)) == before


@pytest.mark.django_db
def test_a_release_clock_that_was_met_ends_a_measure_in_the_feeds() -> None:
    measure = a_measure("M-1", starts_at=AT, ends_at=AT + 10 * DAY)
    registered = MeasureRegistered(subject="M-1", measure=measure, point=POINT, release_days=2)
    commit(Decision((registered,)), by=BY, at=AT)
    days = [InfectionCount(place_code=COMMUNITY, on=(AT + back * DAY).date(), infections=0) for back in range(2)]
    feeds.store_infections(days, load=a_load("cases"), by=BY, at=AT)
    before, after = (edition(_asked(AT + wait * DAY)) for wait in (1, 3))
    assert [change.kind for change in before.items[0].changes] == [ChangeKind.ANNOUNCED]
    assert [change.kind for change in after.items[0].changes] == [ChangeKind.ANNOUNCED, ChangeKind.ENDED]
    assert [message.type for message in messages(after.items[0])] == ["Alert", "Cancel"]
    assert after.standing == ()
    assert version(_asked(AT + 3 * DAY)).since == after.items[0].measure.ends_at


@pytest.mark.django_db
def test_a_loaded_measure_is_announced_as_it_begins_but_not_before_its_register_was_loaded() -> None:
    early, late = a_measure("L-1", starts_at=AT - 9 * DAY), a_measure("L-2", starts_at=AT + DAY)
    feeds.store_measures([early, late], load=a_load("measures"), by=BY, at=AT)
    then = {item.number: item.changes[0].at for item in edition(_asked(AT + timedelta(hours=1))).items}
    assert then == {"L-1": AT, "L-2": AT}
    assert {item.number: item.changes[0].at for item in edition(_asked(AT + 2 * DAY)).items}["L-2"] == AT + DAY


@pytest.mark.django_db
def test_a_measure_that_begins_or_ends_by_itself_changes_the_version() -> None:
    commit(Decision((_first("M-1", True, AT + DAY),)), by=BY, at=AT)
    moments = [AT + timedelta(hours=1), AT + DAY + timedelta(hours=1), AT + 11 * DAY + timedelta(hours=1)]
    assert len({version(_asked(moment)).tag for moment in moments}) == 3
    assert version(_asked(moments[1])).since == AT + DAY


@pytest.mark.django_db
def test_an_appeal_upheld_opens_the_gate_in_every_format_at_once() -> None:
    with laid(site.ENVIRONMENT.home) as streets:
        measure = reading.proposal(enacted(a_draft(streets), AT)).measure
        assert measure is not None
        at = AT + 3 * DAY
        before = edition(_asked(at), measure)
        assert set(_told(before, measure).values()) == {False}
        (event,) = json.loads(wzdx(before))["features"]
        assert event["geometry"]["type"] == "MultiPoint"
        assert event["geometry"]["coordinates"][0] == pytest.approx([113.0065, 33.99955], abs=1e-4)
        receipt = handle_appeal.make_appeal(measure, "南门并无感染", COUNTY, desk_of(Role.MACHINE, at))
        handle_appeal.answer_appeal(receipt.number, True, "查实，应予解除", desk_of(Role.COUNTY_GOVERNMENT, at))
        after = edition(_asked(at), measure)
        assert set(_told(after, measure).values()) == {True}
        assert "查实" not in measure_atom(after, after.items[0]).decode()


@pytest.mark.django_db
def test_an_older_entry_keeps_the_scope_it_told() -> None:
    measure = a_measure("M-1", starts_at=AT, ends_at=AT + 10 * DAY, scope="南门和北门")
    commit(Decision((MeasureRegistered(subject="M-1", measure=measure, point=POINT),)), by=BY, at=AT)
    lighter = MeasureAdjusted(subject="M-1", ends_at=AT + 5 * DAY, road_links=(), scope="只有南门", reason="好转")
    commit(Decision((lighter,)), by=BY, at=AT + DAY)
    made = edition(_asked(AT + 2 * DAY), "M-1")
    new, old = (one.text or "" for one in etree.fromstring(measure_atom(made, made.items[0])).iter("{*}content"))
    assert "只有南门" in new
    assert "南门和北门" in old
