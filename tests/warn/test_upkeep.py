"""Silent counters: listed once, forgotten when they speak, and never a closure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.evidence import FlowState
from clearway.core.upkeep_events import SensorSilent, SensorSpoke, Silence
from clearway.warn.episodes import LinkEpisode
from clearway.warn.upkeep import note_quiet, quiet_sensors
from tests.examples import AT, COMMUNITY, POINT

MINUTES = timedelta(minutes=5)


def episode(link: str, state: FlowState, *, over: bool = False) -> LinkEpisode:
    """A link that lost its traffic six hours ago."""
    since = AT - timedelta(hours=6)
    return LinkEpisode(
        link=link, point=POINT, cell="", since=since, raised_at=since, ended_at=AT if over else None, state=state,
        nats=9.0, probability=0.9, expected=80.0, passed=0, interval_minutes=5,
    )  # fmt: skip


def test_a_counter_without_a_report_for_a_day_is_silent_since_its_last() -> None:
    last = {"a": AT - timedelta(hours=25), "b": AT, "c": AT - timedelta(hours=23)}
    quiet = quiet_sensors(last, (), AT, MINUTES)
    assert quiet is not None
    assert {link: (one.since, one.silence) for link, one in quiet.items()} == {"a": (last["a"], Silence.NO_REPORT)}


def test_zeros_that_are_not_believed_are_a_repair_and_a_confirmed_closure_is_none() -> None:
    episodes = [
        episode("z", FlowState.SILENT),
        episode("c", FlowState.CONFIRMED),
        episode("o", FlowState.SILENT, over=True),
    ]
    quiet = quiet_sensors(dict.fromkeys("zco", AT), episodes, AT, MINUTES)
    assert quiet is not None
    assert [(link, one.silence) for link, one in quiet.items()] == [("z", Silence.ZEROS)]


def test_when_most_counters_stop_it_is_the_feed_that_is_silent() -> None:
    last = {"a": AT - timedelta(days=2), "b": AT - timedelta(days=2), "c": AT}
    assert quiet_sensors(last, (), AT, MINUTES) is None
    assert quiet_sensors({}, (), AT, MINUTES) is None


def test_counts_by_the_day_are_waited_for_three_days() -> None:
    last = {"a": AT - timedelta(days=2), "b": AT, "c": AT}
    assert quiet_sensors(last, (), AT, timedelta(days=1)) == {}


def test_only_changes_are_noted_and_a_counter_out_of_sight_is_not_said_to_speak() -> None:
    quiet = quiet_sensors({"a": AT - timedelta(days=2), "b": AT, "c": AT}, (), AT, MINUTES)
    assert quiet is not None
    decision = note_quiet(quiet, frozenset({"b", "x"}), frozenset("abc"), place_of=lambda link: COMMUNITY)
    assert [(type(event), event.subject) for event in decision.events] == [(SensorSilent, "a"), (SensorSpoke, "b")]
    again = note_quiet(quiet, frozenset({"a", "x"}), frozenset("abc"), place_of=lambda link: COMMUNITY)
    assert again.events == ()


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        quiet_sensors({"a": AT, "b": AT, "c": AT}, (), AT.replace(tzinfo=None), MINUTES)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 100)), st.frozensets(st.sampled_from("abcdefgh")))
def test_noting_twice_changes_nothing_more(hours: dict[str, int], known: frozenset[str]) -> None:
    quiet = quiet_sensors({link: AT - timedelta(hours=ago) for link, ago in hours.items()}, (), AT, MINUTES)
    if quiet is None:
        return
    heard = frozenset(hours)
    first = note_quiet(quiet, known, heard, place_of=lambda link: COMMUNITY)
    silent = {event.subject for event in first.events if isinstance(event, SensorSilent)}
    spoke = {event.subject for event in first.events if isinstance(event, SensorSpoke)}
    assert note_quiet(quiet, (known | silent) - spoke, heard, place_of=lambda link: COMMUNITY).events == ()
