"""What the standards ask, what is missing, and who gets what there is: equal to trying every way on small cases."""

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.places import Place, PlaceKind
from clearway.core.resources import Allotment, Gap, Held, Item
from clearway.core.rules import Rulebook
from clearway.respond.resources.allocating import allocate, worth_of
from clearway.respond.resources.gaps import gaps

DAY = date(2026, 11, 23)
TOWNSHIP, VILLAGE = "410102001000", "410102001201"
PLACES = (
    Place(code=TOWNSHIP, kind=PlaceKind.TOWNSHIP, name="柳河镇"),
    Place(code=VILLAGE, kind=PlaceKind.VILLAGE, name="东柳村"),
)


def test_the_standards_of_the_plan_are_asked_of_townships_and_villages(rulebook: Rulebook) -> None:
    found = {(gap.place_code, gap.item): gap for gap in gaps(PLACES, (), rulebook=rulebook, on=DAY, region=TOWNSHIP)}
    assert found[TOWNSHIP, Item.EPIDEMIOLOGIST].needed == 2
    assert found[TOWNSHIP, Item.TEST_DEVICE].needed == 2
    assert found[VILLAGE, Item.LIAISON].needed == 1
    assert found[VILLAGE, Item.BARRIER_SET].needed == 20
    assert found[VILLAGE, Item.EMERGENCY_LIGHT].needed == 10


def test_what_nobody_counted_is_unknown_and_never_zero(rulebook: Rulebook) -> None:
    asked = gaps(PLACES, (), rulebook=rulebook, on=DAY, region=TOWNSHIP)
    assert all(gap.held is None and gap.missing is None for gap in asked)


def test_protective_stock_is_thirty_days_for_the_workers_a_place_has(rulebook: Rulebook) -> None:
    held = (
        Held(place_code=VILLAGE, item=Item.WORKER, quantity=4, on=DAY),
        Held(place_code=VILLAGE, item=Item.PROTECTIVE_KIT, quantity=50, on=DAY),
    )
    found = gaps(PLACES, held, rulebook=rulebook, on=DAY, region=VILLAGE)
    (kits,) = [gap for gap in found if gap.item is Item.PROTECTIVE_KIT]
    assert (kits.needed, kits.missing) == (120, 70)


def _gap(code: str, missing: int, item: Item = Item.BARRIER_SET) -> Gap:
    return Gap(place_code=code, item=item, needed=missing, held=0)


def test_places_at_high_risk_come_first() -> None:
    lacking = [_gap("a", 10), _gap("b", 10)]
    (only,) = allocate(lacking, {Item.BARRIER_SET: 5}, {"a": 1, "b": 9})
    assert (only.place_code, only.quantity) == ("b", 5)


def test_nobody_is_filled_to_the_brim_while_another_of_the_same_risk_has_nothing() -> None:
    given_out = allocate([_gap("a", 10), _gap("b", 10)], {Item.BARRIER_SET: 10}, {})
    assert {one.place_code: one.quantity for one in given_out} == {"a": 5, "b": 5}


def test_a_place_nobody_counted_is_sent_nothing() -> None:
    unknown = Gap(place_code="a", item=Item.BARRIER_SET, needed=20, held=None)
    assert allocate([unknown], {Item.BARRIER_SET: 10}, {}) == ()


def test_money_limits_what_is_bought() -> None:
    lacking = [_gap("a", 4), _gap("a", 4, Item.EMERGENCY_LIGHT)]
    prices = {Item.BARRIER_SET: 100.0, Item.EMERGENCY_LIGHT: 300.0}
    bought = allocate(lacking, {}, {}, prices=prices, budget=1_000)
    assert sum(one.quantity * prices[one.item] for one in bought) <= 1_000
    assert {one.item: one.quantity for one in bought} == {Item.BARRIER_SET: 4, Item.EMERGENCY_LIGHT: 2}


def test_what_the_store_has_costs_nothing_and_the_rest_is_bought() -> None:
    prices = {Item.BARRIER_SET: 100.0}
    for budget, sent in ((0.0, 3), (250.0, 5), (1_000.0, 8)):
        found = allocate([_gap("a", 8)], {Item.BARRIER_SET: 3}, {}, prices=prices, budget=budget)
        assert sum(one.quantity for one in found) == sent


@pytest.mark.parametrize("budget", [-1.0, float("nan")])
def test_a_budget_that_is_none_is_refused(budget: float) -> None:
    with pytest.raises(ValueError, match="at least zero"):
        allocate([_gap("a", 8)], {}, {}, prices={Item.BARRIER_SET: 1.0}, budget=budget)


def _best_by_trying(missing: list[int], reserve: int, weights: Mapping[str, float]) -> float:
    """The plain form: every way to share out."""
    best = 0.0
    for ways in product(*(range(most + 1) for most in missing)):
        if sum(ways) <= reserve:
            shared = [
                Allotment(place_code=str(n), item=Item.BARRIER_SET, quantity=some, missing=missing[n])
                for n, some in enumerate(ways)
                if some
            ]
            best = max(best, worth_of(shared, weights))
    return best


@given(
    missing=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    reserve=st.integers(0, 12),
    risks=st.lists(st.sampled_from([1.0, 3.0, 9.0]), min_size=4, max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_no_way_of_sharing_out_is_worth_more(missing: list[int], reserve: int, risks: list[float]) -> None:
    weights = {str(n): risk for n, risk in enumerate(risks)}
    found = allocate([_gap(str(n), most) for n, most in enumerate(missing)], {Item.BARRIER_SET: reserve}, weights)
    assert sum(one.quantity for one in found) <= reserve
    assert all(one.quantity <= one.missing for one in found)
    assert abs(worth_of(found, weights) - _best_by_trying(missing, reserve, weights)) < 1e-6
