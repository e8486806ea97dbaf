"""Layered add-ons: stricter than the policy above is flagged; the same or lighter, elsewhere or before it, is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.barriers import Barrier
from clearway.core.places import PlaceKind
from clearway.core.policies import Limits, Policy
from clearway.core.words import Bilingual
from clearway.warn.add_ons import add_ons_of_measure, add_ons_of_order
from tests.examples import AT, COUNTY, OTHER_COUNTY, TOWNSHIP, a_measure

PROVINCE = "990000000000"


def a_policy(number: str = "D-1", region: str = PROVINCE, **limits: object) -> Policy:
    """A policy of the province, a month old."""
    return Policy(
        number=number, title=Bilingual("防控优化办法", "Better control"), organ="province", region=region,
        since=AT - timedelta(days=30), limits=Limits(**limits),  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_measure_longer_than_the_policy_is_flagged_with_both_figures() -> None:
    found = add_ons_of_measure(a_measure(), None, [a_policy(days=5)])
    assert [(one.what, one.allowed, one.found) for one in found] == [("days", "5", "7")]
    assert "防控优化办法" in found[0].text.zh


def test_a_larger_place_and_a_forbidden_means_are_flagged() -> None:
    policy = a_policy(unit=PlaceKind.BUILDING, forbidden=(Barrier.WELDED, Barrier.FENCE))
    found = add_ons_of_measure(a_measure(barrier=Barrier.FENCE), PlaceKind.COMPOUND, [policy])
    assert [one.what for one in found] == ["unit", "means"]


def test_what_is_not_known_is_no_add_on() -> None:
    assert add_ons_of_measure(a_measure(place_code=None), None, [a_policy(days=1)]) == ()
    assert add_ons_of_measure(a_measure(), None, [a_policy(unit=PlaceKind.UNIT)]) == ()


def test_a_policy_of_elsewhere_or_of_later_binds_nobody_here() -> None:
    elsewhere = a_policy(region=OTHER_COUNTY, days=1)
    later = replace(a_policy(days=1), since=AT + timedelta(days=1))
    assert add_ons_of_measure(a_measure(), None, [elsewhere, later]) == ()


def test_a_township_order_that_asks_more_than_the_province_is_flagged_and_not_the_other_way_round() -> None:
    above = a_policy(days=5, forbidden=(Barrier.CODE_SCAN,))
    below = a_policy("D-2", TOWNSHIP, days=10, demands=(Barrier.CODE_SCAN,))
    assert [one.what for one in add_ons_of_order(below, [above, below])] == ["days", "means"]
    assert add_ons_of_order(above, [above, below]) == ()
    assert add_ons_of_order(a_policy("D-3", COUNTY, days=5), [above]) == ()


@given(allowed=st.integers(0, 60), days=st.integers(1, 60))
def test_only_more_days_than_allowed_are_an_add_on(allowed: int, days: int) -> None:
    measure = a_measure(starts_at=AT, ends_at=AT + timedelta(days=days))
    found = add_ons_of_measure(measure, None, [a_policy(days=float(allowed))])
    assert bool(found) is (days > allowed)
