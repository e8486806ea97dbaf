"""Anger that rises fast: distinct people, against what is usual at the place, told once."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from clearway.warn.opinion import QUIET, Voice, rises
from tests.examples import AT, COMMUNITY, ZONE, a_report


def voice(number: int, hours_ago: float, caller: str | None = "own", place: str = COMMUNITY) -> Voice:
    """An angry call; ``own``: a caller of its own."""
    who = f"caller-{number}" if caller == "own" else caller
    report = a_report(f"R-{number:04}", at=AT - timedelta(hours=hours_ago), caller=who, external_id=None)
    return Voice(report, place, ("凭什么",))


def _rises(voices: list[Voice]):  # type: ignore[no-untyped-def]
    return rises(voices, AT, least=3, zone=ZONE)


def test_three_people_within_a_day_where_nobody_was_angry_before_is_a_rise() -> None:
    (rise,) = _rises([voice(1, 20), voice(2, 10), voice(3, 1)])
    assert (rise.voices, rise.usual) == (3, 0.0)
    assert rise.raised_at == AT - timedelta(hours=1)
    assert "3 different people" in rise.summary.en


def test_one_person_who_calls_ten_times_is_one() -> None:
    assert _rises([voice(i, 10 - i, caller="the same") for i in range(10)]) == ()


def test_people_without_a_number_count_as_two_at_most() -> None:
    assert _rises([voice(i, 10 - i, caller=None) for i in range(10)]) == ()


def test_a_place_that_is_always_angry_is_not_rising() -> None:
    usual = [voice(day * 10 + person, day * 24 + person) for day in range(31) for person in range(4)]
    late = [one for one in _rises(usual) if one.raised_at > AT - timedelta(days=14)]
    assert late == []


def test_a_rise_is_told_once_and_again_only_after_quiet_days() -> None:
    first = [voice(i, 24 * 20 + i) for i in range(4)]
    second = [voice(10 + i, 24 * 18 + i) for i in range(4)]
    third = [voice(20 + i, i + 1) for i in range(6)]
    found = _rises([*first, *second, *third])
    assert len(found) == 2
    assert found[1].raised_at - found[0].raised_at > QUIET


def test_two_places_do_not_add_up() -> None:
    other = COMMUNITY[:-1] + "2"
    assert _rises([voice(1, 3), voice(2, 2), voice(3, 1, place=other)]) == ()


@given(st.lists(st.tuples(st.integers(0, 800), st.integers(0, 9)), max_size=30))
def test_no_rise_rests_on_fewer_people_than_the_rule_or_on_later_reports(calls: list[tuple[int, int]]) -> None:
    voices = [voice(i, hours, caller=f"c{who}") for i, (hours, who) in enumerate(calls)]
    for rise in _rises(voices):
        assert rise.voices >= 3
        assert rise.since <= rise.raised_at <= AT
        earlier = [one for one in voices if one.report.at <= rise.raised_at]
        assert rise in _rises(earlier)
