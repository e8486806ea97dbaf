"""Complaints: distinct callers, bursts, and the plan's three days running."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.cases import ClaimType
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.reports import Reading, Report
from clearway.warn.complaints import complaint_signals
from clearway.warn.signals import BURST, THREE_DAYS, ComplaintSignal

MONDAY = datetime(2026, 11, 16, 1, tzinfo=UTC)
HERE = Point(34.75, 113.62)
COMMUNITY = "410102001001"
ZONE = ZoneInfo("Asia/Shanghai")
PLACES = {COMMUNITY: Place(code=COMMUNITY, kind=PlaceKind.COMMUNITY, name="一号社区", point=HERE)}


def report(
    number: int,
    at: datetime = MONDAY,
    *,
    caller: str | None = "",
    topic: Topic = Topic.FOOD,
    status: TextStatus = TextStatus.STANDING,
    place: str | None = COMMUNITY,
    point: Point | None = HERE,
    barrier: BarrierNature = BarrierNature.PHYSICAL,
    confidence: float = 0.9,
) -> Report:
    return Report(
        number=f"R{number}",
        at=at,
        channel="hotline",
        claim_type=ClaimType.COMPLAINT,
        text="大门锁着",
        reading=Reading(topic=topic, barrier=barrier, status=status, confidence=confidence),
        place_code=place,
        point=point,
        caller=f"c{number}" if caller == "" else caller,
    )


def signals(reports: list[Report], at: datetime = MONDAY + timedelta(days=30)) -> tuple[ComplaintSignal, ...]:
    return complaint_signals(reports, PLACES, at)


def test_several_callers_within_a_day_are_a_burst() -> None:
    found = signals([report(i, MONDAY + timedelta(hours=i)) for i in range(4)])
    assert [one.trigger for one in found] == [BURST]
    assert found[0].callers >= 2
    assert found[0].raised_at <= MONDAY + timedelta(hours=3)


def test_one_angry_caller_is_one() -> None:
    assert signals([report(i, MONDAY + timedelta(hours=i), caller="same") for i in range(30)]) == ()


def test_what_is_open_again_does_not_count() -> None:
    assert signals([report(i, status=TextStatus.CLEARED) for i in range(6)]) == ()


def test_calls_that_name_no_barrier_or_are_read_unsurely_are_no_evidence() -> None:
    assert signals([report(i, MONDAY + timedelta(hours=i), barrier=BarrierNature.NONE) for i in range(8)]) == ()
    assert signals([report(i, MONDAY + timedelta(hours=i), confidence=0.5) for i in range(8)]) == ()


def test_one_call_days_before_does_not_date_the_beginning() -> None:
    moments = [MONDAY, *(MONDAY + timedelta(days=5, hours=hour) for hour in range(4))]
    found = signals([report(i, moment) for i, moment in enumerate(moments)])
    assert found[0].since >= MONDAY + timedelta(days=5)


def test_a_gate_that_two_callers_name_is_where_it_is() -> None:
    gate = Place(code=f"{COMMUNITY}-C01-G2", kind=PlaceKind.GATE, name="东门", point=Point(34.7512, 113.6215))
    reports = [report(i, MONDAY + timedelta(hours=i), place=gate.code, point=None) for i in range(2)]
    found = complaint_signals(reports, {**PLACES, gate.code: gate}, MONDAY + timedelta(days=1))
    assert [(one.point, one.place_code, one.callers) for one in found] == [(gate.point, gate.code, 2)]


def test_two_callers_who_name_no_gate_are_too_few() -> None:
    assert signals([report(i, MONDAY + timedelta(minutes=i)) for i in range(2)]) == ()


def test_callers_who_know_only_the_community_send_nobody_anywhere() -> None:
    assert signals([report(i, MONDAY + timedelta(hours=i), point=None) for i in range(9)]) == ()


def test_calls_far_apart_are_no_burst() -> None:
    spots = [Point(34.0 + i / 10, 113.0) for i in range(6)]
    assert signals([report(i, point=spot, place=None) for i, spot in enumerate(spots)]) == ()


def test_a_place_that_always_calls_needs_more_to_be_noticed() -> None:
    usual = [report(i, MONDAY + timedelta(days=i)) for i in range(60)]
    quiet = signals([report(i, MONDAY + timedelta(days=60, hours=i)) for i in range(3)], MONDAY + timedelta(days=61))
    used = signals(
        usual + [report(100 + i, MONDAY + timedelta(days=60, hours=i)) for i in range(3)], MONDAY + timedelta(days=61)
    )
    assert quiet
    assert not [one for one in used if one.raised_at >= MONDAY + timedelta(days=60)]


def test_medical_access_blocked_three_days_running_in_one_community_is_a_signal_by_itself() -> None:
    reports = [report(i, MONDAY + timedelta(days=i), topic=Topic.MEDICAL, caller="same") for i in range(3)]
    found = [one for one in signals(reports) if one.trigger == THREE_DAYS]
    assert len(found) == 1
    assert found[0].place_code == COMMUNITY
    assert found[0].reports == ("R0", "R1", "R2")
    assert found[0].raised_at == reports[-1].at


@pytest.mark.parametrize("days", [(0, 1), (0, 1, 3), (0, 2, 4)])
def test_days_that_do_not_follow_each_other_are_no_run(days: tuple[int, ...]) -> None:
    reports = [report(i, MONDAY + timedelta(days=day), topic=Topic.MEDICAL) for i, day in enumerate(days)]
    assert [one for one in signals(reports) if one.trigger == THREE_DAYS] == []


def test_days_are_those_of_the_county() -> None:
    late = datetime(2026, 11, 16, 15, 30, tzinfo=UTC)
    moments = [late, late + timedelta(hours=1), late + timedelta(days=1, hours=1)]
    reports = [report(i, moment, topic=Topic.MEDICAL) for i, moment in enumerate(moments)]
    assert [one.trigger for one in signals(reports) if one.trigger == THREE_DAYS] == [THREE_DAYS]


def test_a_run_that_goes_on_is_told_once() -> None:
    reports = [report(i, MONDAY + timedelta(days=i), topic=Topic.MEDICAL, caller="same") for i in range(9)]
    assert len([one for one in signals(reports) if one.trigger == THREE_DAYS]) == 1


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 5)), max_size=25), st.integers(0, 250))
def test_what_was_told_by_a_moment_does_not_depend_on_what_came_after(calls: list[tuple[int, int]], hour: int) -> None:
    reports = [
        report(i, MONDAY + timedelta(hours=h), caller=f"c{who}", topic=Topic.MEDICAL)
        for i, (h, who) in enumerate(calls)
    ]
    at = MONDAY + timedelta(hours=hour)
    assert signals(reports, at) == tuple(one for one in signals(reports) if one.raised_at <= at)
