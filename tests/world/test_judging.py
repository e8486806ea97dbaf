"""Found against true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.evidence import FlowState
from clearway.core.places import Point
from clearway.world import WorldSummary
from clearway.world.judging import Happening, Truth, judge, read_truth

START = datetime.fromisoformat("2026-11-10T08:00:00+08:00")
HERE = Point(34.7, 113.6)
NEAR = Point(34.703, 113.6)  # 334 m
FAR = Point(34.706, 113.6)  # 667 m


@dataclass(frozen=True)
class Warned:
    """A warning, as far as it is judged."""

    subject: str = "W1"
    point: Point = NEAR
    since: datetime = START
    raised_at: datetime = START + timedelta(hours=2)
    state: FlowState = FlowState.CONFIRMED
    triggers: tuple[str, ...] = ("flow_drop",)


def closure(number: str = "K1", *, until: datetime | None = None, findable: bool = True) -> Happening:
    return Happening(number=number, point=HERE, since=START, until=until, findable=findable)


def truth(*closures: Happening, softs: tuple[Happening, ...] = (), faults: tuple[Happening, ...] = ()) -> Truth:
    return Truth(closures=closures, softs=softs, faults=faults)


def test_a_warning_nearby_and_in_time_is_right_and_its_delay_counts_from_the_start() -> None:
    figures = judge([Warned()], truth(closure()))
    assert (figures.precision, figures.recall, figures.median_delay_hours) == (1.0, 1.0, 2.0)
    assert figures.missed == figures.false_alarms == ()


@pytest.mark.parametrize(
    "warned",
    [
        Warned(point=FAR),
        Warned(raised_at=START - timedelta(minutes=1)),
        Warned(since=START - timedelta(hours=7)),
        Warned(since=START + timedelta(days=2), raised_at=START + timedelta(days=3)),
    ],
    ids=["too far", "before it began", "dated too early", "dated long after its end"],
)
def test_a_warning_elsewhere_or_at_another_time_is_wrong(warned: Warned) -> None:
    figures = judge([warned], truth(closure(until=START + timedelta(days=1))))
    assert (figures.wrong, figures.recall, figures.false_alarms, figures.missed) == (1, 0.0, ("W1",), ("K1",))


def test_a_second_warning_about_the_same_closure_is_right_but_finds_nothing_more() -> None:
    figures = judge([Warned(), Warned("W2", raised_at=START + timedelta(hours=9))], truth(closure()))
    assert (figures.right, figures.repeated, figures.closures_found, figures.median_delay_hours) == (2, 1, 1, 2.0)


def test_a_soft_barrier_makes_a_warning_right_without_counting_as_a_closure() -> None:
    figures = judge([Warned()], truth(softs=(closure("R1"),)))
    assert (figures.precision, figures.softs_found, figures.recall) == (1.0, 1, None)


def test_a_road_left_empty_by_a_closure_further_on_is_wrong_and_known_for_what_it_is() -> None:
    beyond = Happening(number="K1", point=HERE, since=START, until=None, findable=True, echoes=(FAR,))
    figures = judge([Warned(point=FAR), Warned("W2", point=Point(34.8, 113.6))], truth(beyond))
    assert (figures.wrong, figures.knock_on, figures.recall) == (2, 1, 0.0)


def test_silence_and_paper_are_judged_apart() -> None:
    silent = Warned("W1", state=FlowState.SILENT)
    paper = Warned("W2", point=FAR, triggers=("lagging",))
    figures = judge([silent, paper], truth(closure(), faults=(closure("F1"),)))
    assert (figures.judged, figures.silent_right, figures.lagging_claims, figures.precision) == (0, 1, 1, None)


def test_recall_is_also_stated_against_what_could_be_found() -> None:
    hidden = Happening(number="K2", point=FAR, since=START, until=None, findable=False)
    figures = judge([Warned(point=HERE)], truth(closure(), hidden))
    assert (figures.recall, figures.recall_of_findable) == (0.5, 1.0)


@given(st.lists(st.tuples(st.floats(-0.02, 0.02), st.integers(-48, 400)), max_size=8))
def test_shares_stay_between_none_and_all(found: list[tuple[float, int]]) -> None:
    warnings = [
        Warned(
            f"W{number}", Point(34.7 + north, 113.6), START + timedelta(hours=hour), START + timedelta(hours=hour + 1)
        )
        for number, (north, hour) in enumerate(found)
    ]
    figures = judge(warnings, truth(closure(until=START + timedelta(days=9)), closure("K2", findable=False)))
    assert figures.right + figures.wrong == figures.judged == len(warnings)
    for share in (figures.precision, figures.recall, figures.within_72_hours):
        assert share is None or 0.0 <= share <= 1.0


def test_warnings_made_of_the_truth_itself_find_all_of_it(county: WorldSummary) -> None:
    known = read_truth(county.truth)
    warnings = [
        Warned(thing.number, thing.point, thing.since, thing.since + timedelta(hours=1))
        for thing in known.closures + known.softs
    ]
    figures = judge(warnings, known)
    assert (figures.precision, figures.recall, figures.softs_found) == (1.0, 1.0, county.soft_barriers)
    assert figures.repeated == 0
    assert figures.median_delay_hours == 1.0
    assert 0 < figures.findable <= county.closures
