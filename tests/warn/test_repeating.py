"""Repeated offenders: counted from closures that were confirmed on the spot, each standing closure once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.barriers import ImposedBy
from clearway.core.measures import Measure, MeasureKind
from clearway.warn.repeating import Limits, repeated
from tests.examples import AT, COMMUNITY, a_measure

LIMITS = Limits(place=2, office=3, days=90)


def closure(
    number: str, days_ago: float, *, lasted: float | None = 1.0, place: str = COMMUNITY, **changes: object
) -> Measure:
    """A closure found by a check, ``days_ago``, opened again after ``lasted`` days (None: still standing)."""
    start = AT - timedelta(days=days_ago)
    lifted = None if lasted is None else start + timedelta(days=lasted)
    given = {"imposed_by": ImposedBy.PROPERTY, "lifted_at": lifted} | changes
    return Measure(
        number=number, kind=MeasureKind.BARRIER, place_code=place, place_text=place, starts_at=start, ends_at=None,
        registered=False, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def test_two_closures_at_one_place_are_told_with_the_newest_last() -> None:
    (found,) = repeated([closure("M-2", 3), closure("M-1", 20)], LIMITS, AT)
    assert found.closures == ("M-1", "M-2")
    assert "2 closures" in found.sentence.en
    assert "2次" in found.sentence.zh


def test_one_closure_found_twice_while_it_stood_is_one() -> None:
    standing = [closure("M-1", 20, lasted=None), closure("M-2", 3, lasted=None)]
    assert repeated(standing, LIMITS, AT) == ()


def test_a_closure_older_than_the_rule_looks_back_does_not_count() -> None:
    assert repeated([closure("M-1", 91), closure("M-2", 3)], LIMITS, AT) == ()


def test_a_registered_measure_is_nobodys_offence() -> None:
    assert repeated([a_measure("L-1"), a_measure("L-2", starts_at=AT - timedelta(hours=3))], LIMITS, AT) == ()


def test_a_committee_with_three_closures_in_its_community_is_told_once_though_no_place_repeats() -> None:
    places = [f"{COMMUNITY}-C0{gate}" for gate in range(3)]
    found = repeated(
        [closure(f"M-{i}", 10 - i, place=place, imposed_by=ImposedBy.COMMITTEE) for i, place in enumerate(places)],
        LIMITS,
        AT,
    )
    assert [(one.who, one.place_code) for one in found] == [(ImposedBy.COMMITTEE, COMMUNITY)]


def test_private_people_and_unknown_ones_are_no_office() -> None:
    for who in (ImposedBy.PRIVATE, ImposedBy.UNKNOWN):
        some = [closure(f"M-{i}", 10 - i, place=f"{COMMUNITY}-C0{i}", imposed_by=who) for i in range(4)]
        assert repeated(some, LIMITS, AT) == ()


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        repeated([], LIMITS, AT.replace(tzinfo=None))


@given(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 30)), max_size=12))
def test_what_is_told_is_within_the_days_at_or_above_the_limit_and_never_twice(spans: list[tuple[int, int]]) -> None:
    some = [closure(f"M-{i:02}", ago, lasted=lasted) for i, (ago, lasted) in enumerate(spans)]
    found = repeated(some, LIMITS, AT)
    assert len({one.closures for one in found}) == len(found)
    for one in found:
        assert len(one.closures) >= LIMITS.place
        assert one.since >= AT - timedelta(days=LIMITS.days)
        assert list(one.closures) == sorted(one.closures, key=lambda number: -spans[int(number[2:])][0])
