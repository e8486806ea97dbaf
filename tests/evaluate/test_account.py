"""The cost account of a closure: additive, monotone, never negative, and what is unknown stays unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.costs import CostItem, CostKind, How, counted, modelled, unknown
from clearway.core.days import DayKind
from clearway.core.funds import Entry, FundLine, Payer
from clearway.core.words import Bilingual
from clearway.evaluate.account.crossings import crossings_lost
from clearway.evaluate.account.lighter import Step, compared, medium_of, next_lighter
from clearway.evaluate.account.norms import norms_on
from clearway.evaluate.account.pricing import PRICED, is_least, priced, total
from clearway.evaluate.account.reckoning import reckoned
from clearway.evaluate.account.span import Span, lesson_days
from clearway.evaluate.account.spending import spent_on, yuan
from clearway.evaluate.account.terms import Fact, RoadLoss, Terms, Ways
from clearway.evaluate.account.whole import amount, whole
from clearway.evaluate.account.words import NAMES, UNITS
from clearway.evaluate.costs import Interval, natural, prices_on
from clearway.law.load import load_rulebook
from tests.examples import AT, COMMUNITY, TOWNSHIP, ZONE

SAID = Bilingual("某处", "somebody")
NORMS = norms_on(load_rulebook(), AT.date())
PRICES = prices_on(load_rulebook(), AT.date())
CALENDAR = {date(2026, 11, 26): (DayKind.SCHOOL_HOLIDAY,), date(2026, 11, 28): (DayKind.WORKDAY,)}
LOSSES = (
    RoadLoss(kind="market", cut_off=3, delayed=40, outside_minutes=120.0, worst_minutes=9.0),
    RoadLoss(kind="ambulance", cut_off=0, delayed=70, outside_minutes=200.0, worst_minutes=4.0),
)


def terms(hours: float, *, start: float = 0.0, **changes: Any) -> Terms:
    first = AT + timedelta(hours=start)
    span = Span(first, first + timedelta(hours=hours))
    taught = lesson_days(span, CALENDAR, NORMS.lesson_hours, ZONE)
    own: dict[str, Any] = {
        "span": span, "state": "home", "barrier": True, "people": Fact(value=800.0, source=SAID),
        "pupils": Fact(value=120.0, source=SAID), "lessons": Fact(value=taught, source=SAID),
        "businesses": Fact(value=7.0, source=SAID), "gates": Fact(value=2.0, source=SAID),
        "ways": Ways(losses=LOSSES, source=SAID, links=(1, 2)),
    }  # fmt: skip
    return Terms(**(own | changes))


STATES = st.sampled_from(["home", "compound", "open"])
FLOWS = (
    CostKind.ISOLATED, CostKind.RESTRICTED, CostKind.DETOUR, CostKind.SCHOOL_DAYS, CostKind.BUSINESS_DAYS,
    CostKind.GUARD_HOURS,
)  # fmt: skip


@given(st.floats(0, 700), st.floats(0, 700), STATES)
def test_an_account_of_two_spans_is_the_account_of_both_together(one: float, two: float, state: str) -> None:
    halves = [reckoned(terms(one, state=state), NORMS, AT), reckoned(terms(two, start=one, state=state), NORMS, AT)]
    both = reckoned(terms(one + two, state=state), NORMS, AT)
    for kind in FLOWS:
        parts = sum(amount(half, kind) or 0.0 for half in halves)
        assert amount(both, kind) == pytest.approx(parts, rel=1e-6, abs=1e-3)


@given(st.floats(0, 500), st.floats(0, 100), st.integers(0, 5_000), st.integers(0, 500), STATES)
def test_more_people_or_hours_never_cost_less(hours: float, more: float, people: int, others: int, state: str) -> None:
    few, many = (Fact(value=float(count), source=SAID) for count in (people, people + others))
    less = priced(reckoned(terms(hours, people=few, state=state), NORMS, AT), PRICES)
    longer = priced(reckoned(terms(hours + more, people=many, state=state), NORMS, AT), PRICES)
    before, after = total(less), total(longer)
    assert before is not None
    assert after is not None
    for low, high in zip((before.low, before.value, before.high), (after.low, after.value, after.high), strict=True):
        assert 0 <= low <= high + 1e-6


@given(st.permutations(range(6)))
def test_it_does_not_matter_in_which_order_sources_speak(order: list[int]) -> None:
    items = [
        modelled(CostKind.SCHOOL_DAYS, (1.0, 2.0, 3.0), SAID, AT),
        counted(CostKind.SCHOOL_DAYS, 5.0, SAID, AT - timedelta(days=1)),
        unknown(CostKind.GUARD_HOURS, SAID),
        modelled(CostKind.DETOUR, (1.0, 2.0, 3.0), SAID, AT, of="market"),
        modelled(CostKind.DETOUR, (1.0, 2.0, 4.0), SAID, AT, of="market"),
        counted(CostKind.COMPLAINTS, 0.0, SAID, AT),
    ]
    assert whole(items[at] for at in order) == whole(items)


def test_a_count_outranks_a_reckoning_and_silence_is_told() -> None:
    count = counted(CostKind.SCHOOL_DAYS, 0, SAID, AT)
    reckoning = modelled(CostKind.SCHOOL_DAYS, (1.0, 2.0, 3.0), SAID, AT)
    account = whole([reckoning, count])
    sums = natural(account)
    assert sums["school_days"] == 0.0
    assert sums["guard_hours"] is None
    assert {item.kind for item in account} == set(CostKind)


@pytest.mark.parametrize("missing", ["people", "pupils", "lessons", "businesses", "gates"])
def test_what_nobody_knows_never_becomes_nought(missing: str) -> None:
    known = natural(reckoned(terms(48.0), NORMS, AT))
    blind = natural(reckoned(terms(48.0, **{missing: Fact(value=None, source=SAID)}), NORMS, AT))
    gone = {name for name, value in known.items() if value is not None and blind[name] is None}
    assert gone
    assert not [name for name, value in blind.items() if value == 0.0 and known[name] not in (0.0, None)]


def test_a_closed_way_nobody_drew_shuts_in_an_unknown_number() -> None:
    spot = terms(48.0, state="open", ways=Ways(losses=None, source=SAID), gates=Fact(value=None, source=SAID))
    sums = natural(reckoned(spot, NORMS, AT))
    assert all(sums[name] is None for name in ("restricted_person_hours", "detour_person_hours", "school_days"))
    assert total(priced(whole(reckoned(spot, NORMS, AT)), PRICES)) is None


def test_people_left_no_way_out_are_held_even_where_nobody_said_so() -> None:
    ways = Ways(losses=LOSSES, source=SAID, links=(1,), shut_in=30.0)
    sums = natural(reckoned(terms(10.0, state="open", ways=ways), NORMS, AT))
    assert sums["restricted_person_hours"] == 300.0


def test_an_hour_and_a_yuan_are_told_once() -> None:
    """Money the funds' ledger paid takes the place of reckoned guarding, up to its worth; trips and waits add none."""
    own = [*reckoned(terms(24.0), NORMS, AT), counted(CostKind.CROSSINGS, 900.0, SAID, AT)]
    without = total(priced(own, PRICES))
    small = total(priced([*own, counted(CostKind.SPENT, 100.0, SAID, AT)], PRICES))
    large = total(priced([*own, counted(CostKind.SPENT, 1e6, SAID, AT)], PRICES))
    assert without is not None
    assert small is not None
    assert large is not None
    assert small.value == pytest.approx(without.value)
    guarding = 2 * 2 * 24 * PRICES["guard_hour"].value
    assert large.value == pytest.approx(without.value - guarding + 1e6)
    assert CostKind.CROSSINGS not in PRICED
    assert CostKind.PAST_RELEASE not in PRICED


def test_a_sum_with_an_uncounted_part_is_a_least() -> None:
    assert is_least(priced([unknown(CostKind.GUARD_HOURS, SAID), counted(CostKind.SCHOOL_DAYS, 3, SAID, AT)], PRICES))
    assert not is_least(priced([counted(CostKind.SCHOOL_DAYS, 3, SAID, AT), unknown(CostKind.SUPPORT, SAID)], PRICES))


def test_figures_that_are_none_are_refused() -> None:
    for wrong in ((-1.0, 0.0, 1.0), (2.0, 1.0, 3.0), (0.0, 0.0, float("inf")), (float("nan"), 1.0, 2.0)):
        with pytest.raises(ValueError, match="interval"):
            modelled(CostKind.SPENT, wrong, SAID, AT)
    with pytest.raises(ValueError, match="unknown"):
        CostItem(kind=CostKind.SPENT, how=How.UNKNOWN, source=SAID, value=0.0, low=0.0, high=0.0)


def test_schools_teach_on_moved_work_days_and_not_in_their_holidays() -> None:
    monday = AT.replace(hour=0)
    week = Span(monday, monday + timedelta(days=7))
    assert lesson_days(week, CALENDAR, (8, 17), ZONE) == pytest.approx(5.0)
    morning = Span(monday + timedelta(hours=8), monday + timedelta(hours=12, minutes=30))
    assert lesson_days(morning, {}, (8, 17), ZONE) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("state", "barrier", "step"),
    [("home", True, Step.COMPOUND), ("compound", True, Step.BY_HOURS), ("compound", False, Step.MONITORING),
     ("open", True, Step.GATES_OPEN)],
)  # fmt: skip
def test_the_ladder_is_gone_down_one_step_and_never_costs_more(state: str, barrier: bool, step: Step) -> None:
    own = terms(72.0, state=state, barrier=barrier)
    found = next_lighter(own, NORMS)
    assert found is not None
    assert found[0] is step
    items = whole(reckoned(own, NORMS, AT))
    light = compared(items, own, *found, NORMS, PRICES, AT)
    assert light.share is not None
    assert 0 <= light.share <= 1
    assert light.beyond is not None
    assert light.beyond.value <= (total(priced(items, PRICES)) or Interval(low=0, value=0, high=0)).value + 1e-6


def test_a_lighter_measure_over_fewer_places_comes_first_and_nothing_is_lighter_than_open_gates() -> None:
    own = terms(72.0)
    smaller = terms(72.0, people=Fact(value=80.0, source=SAID))
    assert next_lighter(own, NORMS, smaller) == (Step.SMALLER, smaller)
    assert next_lighter(terms(72.0, state="open", barrier=False), NORMS) is None


def test_where_nobody_knows_whom_a_measure_holds_the_lighter_cost_is_refused() -> None:
    nobody = Fact(value=None, source=SAID)
    own = terms(
        72.0, people=nobody, pupils=nobody, businesses=nobody, gates=nobody, ways=Ways(losses=None, source=SAID)
    )
    light = compared(whole(reckoned(own, NORMS, AT)), own, Step.COMPOUND, medium_of(own), NORMS, PRICES, AT)
    assert light.share is None
    assert light.beyond is None
    assert light.why is not None


def test_what_a_file_counted_is_scaled_by_the_same_norms() -> None:
    own = terms(72.0, pupils=Fact(value=None, source=SAID))
    items = whole([*reckoned(own, NORMS, AT), counted(CostKind.SCHOOL_DAYS, 400.0, SAID, AT)])
    light = compared(items, own, Step.COMPOUND, medium_of(own), NORMS, PRICES, AT)
    assert natural(light.items)["school_days"] == 400.0 * NORMS.closed["compound"]["school"][1]


def _line(entry: Entry, fen: int, purpose: str, place: str = "", day: int = 0) -> FundLine:
    on = AT.date() + timedelta(days=day)
    return FundLine(fund="F", entry=entry, fen=fen, purpose=purpose, payer=Payer.COUNTY, on=on, place_code=place)


def test_each_line_of_the_funds_ledger_belongs_to_one_measure_at_most() -> None:
    days = (AT.date() - timedelta(days=1), AT.date() + timedelta(days=5))
    stood = {"M-1": (TOWNSHIP, *days), "M-12": (COMMUNITY, *days)}
    lines = [
        _line(Entry.SPENT, 30_000, "M-12 supplies", TOWNSHIP),
        _line(Entry.SPENT, 10_000, "masks", COMMUNITY, day=1),
        _line(Entry.RETURNED, 5_000, "masks", COMMUNITY, day=2),
        _line(Entry.SPENT, 7_000, "masks", COMMUNITY, day=30),
        _line(Entry.PAID_IN, 90_000, "M-1"),
        _line(Entry.SPENT, 1_000, "guards", TOWNSHIP, day=1),
    ]
    found = spent_on(lines, stood)
    assert {number: yuan(own) for number, own in found.items()} == {"M-12": 350.0, "M-1": 10.0}


@given(st.integers(0, 40), st.integers(1, 60))
def test_crossings_lost_are_the_usual_less_what_was_seen(seen: int, usual: int) -> None:
    before = np.full((8, 24), float(usual))
    lost = crossings_lost(before, np.full(24, float(seen)))
    assert lost is not None
    assert lost.value == pytest.approx(24.0 * max(0, usual - seen))
    assert 0 <= lost.low <= lost.value <= lost.high


def test_hours_nobody_reported_are_neither_lost_nor_made() -> None:
    before, seen = np.full((8, 24), 10.0), np.zeros(24)
    seen[12:] = np.nan
    lost = crossings_lost(before, seen)
    assert lost is not None
    assert (lost.value, lost.heard) == (120.0, 0.5)
    assert crossings_lost(before, np.full(24, np.nan)) is None
    assert crossings_lost(np.full((2, 24), 10.0), np.zeros(24)) is None


def test_the_interval_of_crossings_lost_holds_the_truth() -> None:
    rng, held = np.random.default_rng(3), 0
    for trial in range(200):
        before, seen = rng.poisson(20, (8, 72)).astype(float), rng.poisson(6, 72).astype(float)
        lost = crossings_lost(before, seen, seed=trial)
        assert lost is not None
        held += lost.low <= 72 * 20.0 - seen.sum() <= lost.high
    assert held >= 160


def test_every_item_has_a_name_and_a_unit() -> None:
    assert set(NAMES) == set(UNITS) == set(CostKind)
