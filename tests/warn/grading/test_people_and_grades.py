"""Rises that must be steady, overrides with their limits, and weights that a panel compared pair by pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.decisions import Decision
from clearway.core.grade_events import GradeOverridden, OverrideAsked, OverrideReason
from clearway.core.grades import Grade, LeastMeasure
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.warn.grading.ahp import BadComparisons, together, weigh
from clearway.warn.grading.holding import Rise, measure_at, published
from clearway.warn.grading.overriding import Asked, GateHolds, OverrideTooLong, override
from tests.examples import AT, COMMUNITY

RISE = Rise(runs=3, needed=2)
L, M, H = Grade.LOW, Grade.MEDIUM, Grade.HIGH
GRADED = st.sampled_from([L, M, H])
HEALTH = Actor(name="health", role=Role.COUNTY_HEALTH, region="990102000000")
MAYOR = Actor(name="mayor", role=Role.COUNTY_GOVERNMENT, region="990102000000")


@pytest.mark.parametrize(
    ("raw", "before", "confirmed", "expected"),
    [
        ([L, L, H], L, False, L),
        ([L, H, H], L, False, H),
        ([L, M, H], L, False, M),
        ([L, L, H], L, True, H),
        ([H, H, L], H, False, L),
        ([H, H, M], H, False, M),
        ([H], None, False, H),
        ([M, H], M, False, M),
    ],
)
def test_a_rise_is_steady_or_confirmed_and_a_fall_is_at_once(
    raw: list[Grade], before: Grade | None, confirmed: bool, expected: Grade
) -> None:
    assert published(raw, before, confirmed=confirmed, rise=RISE) is expected


@given(st.lists(GRADED, min_size=1, max_size=6), GRADED, st.booleans())
def test_a_published_grade_is_never_above_todays_run(raw: list[Grade], before: Grade, confirmed: bool) -> None:
    assert published(raw, before, confirmed=confirmed, rise=RISE).rank <= raw[-1].rank


@pytest.mark.parametrize(
    ("measure", "reached", "holds", "by_hand", "expected"),
    [
        (LeastMeasure.UNIT, H, M, False, LeastMeasure.PARTIAL),
        (LeastMeasure.UNIT, H, H, False, LeastMeasure.UNIT),
        (LeastMeasure.ROUTINE, M, M, False, LeastMeasure.ROUTINE),
        (LeastMeasure.PARTIAL, M, H, True, LeastMeasure.HOUSEHOLD),
        (LeastMeasure.UNIT, H, L, True, LeastMeasure.ROUTINE),
        (LeastMeasure.CANNOT_GRADE, M, H, True, LeastMeasure.CANNOT_GRADE),
    ],
)
def test_the_measure_follows_the_grade_that_holds(
    measure: LeastMeasure, reached: Grade, holds: Grade, by_hand: bool, expected: LeastMeasure
) -> None:
    assert measure_at(measure, reached, holds, by_hand=by_hand) is expected


def asked(**changes: object) -> Asked:
    """A raise from medium to high for two days, with an infection inside."""
    ask = Asked(
        place_code=COMMUNITY, now=M, to=H, reason=OverrideReason.LATE_REPORT, note="two reports came late",
        until=AT + timedelta(hours=48), infected=True,
    )  # fmt: skip
    return replace(ask, **changes)  # type: ignore[arg-type]


def test_a_raise_waits_for_a_second_person_and_the_same_one_twice_is_one(rulebook: Rulebook) -> None:
    first = override(asked(), None, rulebook, by=HEALTH, at=AT)
    assert isinstance(first, Decision)
    (event,) = first.events
    assert isinstance(event, OverrideAsked)
    again = override(asked(), (event, "health"), rulebook, by=HEALTH, at=AT)
    assert isinstance(again, Decision)
    assert isinstance(again.events[0], OverrideAsked)
    second = override(asked(), (event, "health"), rulebook, by=MAYOR, at=AT)
    assert isinstance(second, Decision)
    done = second.events[0]
    assert isinstance(done, GradeOverridden)
    assert done.signed == ("health", "mayor")


def test_one_person_lowers(rulebook: Rulebook) -> None:
    outcome = override(asked(now=H, to=M), None, rulebook, by=HEALTH, at=AT)
    assert isinstance(outcome, Decision)
    assert isinstance(outcome.events[0], GradeOverridden)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"until": AT + timedelta(hours=73)}, OverrideTooLong),
        ({"until": AT}, OverrideTooLong),
        ({"note": "  "}, Missing),
        ({"infected": False}, GateHolds),
        ({"place_code": "990103001001"}, NotAllowed),
    ],
)
def test_an_override_beyond_its_limits_is_refused(
    rulebook: Rulebook, changes: dict[str, object], refusal: type[Refusal]
) -> None:
    assert isinstance(override(asked(**changes), None, rulebook, by=HEALTH, at=AT), refusal)


def test_a_community_and_the_machine_cannot_override(rulebook: Rulebook, actors: Mapping[Role, Actor]) -> None:
    for role in (Role.COMMUNITY, Role.MACHINE, Role.RESIDENT):
        assert isinstance(override(asked(), None, rulebook, by=actors[role], at=AT), NotAllowed)


@given(st.lists(st.floats(0.5, 1.5), min_size=2, max_size=7))
def test_comparisons_made_from_weights_give_them_back(given_weights: list[float]) -> None:
    weights = np.array(given_weights) / sum(given_weights)
    found = weigh(weights[:, None] / weights[None, :])
    assert found.weights == pytest.approx(weights.tolist(), abs=1e-8)
    assert found.consistent


def test_comparisons_in_a_circle_are_named_and_not_used() -> None:
    circle = np.array([[1, 5, 1 / 5], [1 / 5, 1, 5], [5, 1 / 5, 1]])
    found = weigh(circle)
    assert not found.consistent
    assert found.worst is not None


def test_saatys_own_example() -> None:
    """A table of three with weights 0.637, 0.258, 0.105 and a ratio of about 0.03 to 0.04."""
    found = weigh(np.array([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]))
    assert found.weights == pytest.approx((0.637, 0.258, 0.105), abs=1e-3)
    assert found.ratio == pytest.approx(0.033, abs=0.002)


@pytest.mark.parametrize("table", [[[1, 2], [2, 1]], [[1, 20], [0.05, 1]], [[1, 2, 3]], [[1, np.nan], [1, 1]]])
def test_a_table_that_is_none_is_refused(table: list[list[float]]) -> None:
    with pytest.raises(BadComparisons):
        weigh(np.array(table, dtype=float))


def test_members_tables_are_joined_by_their_geometric_mean() -> None:
    joined = together([np.array([[1, 4], [1 / 4, 1]]), np.array([[1, 1.0], [1, 1]])])
    assert joined[0, 1] == pytest.approx(2.0)
    assert weigh(joined).weights == pytest.approx((2 / 3, 1 / 3))
