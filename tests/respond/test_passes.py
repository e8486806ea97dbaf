"""Passes as pure decisions: what a rule issues at once, who decides the rest, and what can never be done with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.decisions import Decision
from clearway.core.measures import MeasureKind
from clearway.core.pass_events import PassAsked, PassIssued, PassRevoked, RevocationHeld
from clearway.core.passes import (
    AskedBy,
    ControlledGate,
    GateCount,
    Pass,
    PassState,
    PassWish,
    Purpose,
    Revocation,
    RevocationReason,
    RevocationState,
    StatusPlace,
    Term,
)
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.respond.passes import appealing, asking, batching, revoking
from clearway.respond.passes.appealing import PassAppeal
from clearway.respond.passes.asking import Marks
from clearway.respond.passes.counting import ROUND_TO, checked, published
from clearway.respond.passes.gates import legal_end, listed, on_the_way
from clearway.respond.passes.refusals import (
    NoGateOnTheWay,
    NotThatReason,
    OnceOneGate,
    PassNotLive,
    PassTooLong,
    SecondPersonNeeded,
)
from clearway.respond.passes.revoking import Already
from tests.examples import AT, COMMUNITY, a_measure

Actors = Mapping[Role, Actor]
K = 5


def a_wish(**changes: object) -> PassWish:
    wish = PassWish(
        purpose=Purpose.MEDICAL, asked_by=AskedBy.RESIDENT, place_code=COMMUNITY, destination="县医院",
        gates=(1001,), term=Term(starts_at=AT, ends_at=AT + timedelta(hours=24)),
    )  # fmt: skip
    return replace(wish, **changes)  # type: ignore[arg-type]


def a_pass(**changes: object) -> Pass:
    found = Pass(
        number="G20261123-0001", wish=a_wish(), state=PassState.ISSUED, asked_at=AT, due_at=AT,
        status=StatusPlace(list_number=0, index=7, cti="00" * 8),
    )  # fmt: skip
    return replace(found, **changes)  # type: ignore[arg-type]


MARKS = Marks(number="G20261123-0001", status=StatusPlace(list_number=0, index=7, cti="00" * 8), token_hash="h")
PROPOSED = Revocation(
    number="Y20261123-0001", pass_number="G20261123-0001", reason=RevocationReason.PASSED_ON,
    state=RevocationState.PROPOSED, office="community:990102001001", proposed_by="worker-a", proposed_at=AT,
)  # fmt: skip


@pytest.mark.parametrize("purpose", [Purpose.MEDICAL, Purpose.MEDICINE])
def test_medical_need_and_medicine_are_issued_by_the_decision_that_takes_the_request(
    purpose: Purpose, actors: Actors, rulebook: Rulebook
) -> None:
    done = asking.ask(a_wish(purpose=purpose), MARKS, by=actors[Role.RESIDENT], at=AT, rulebook=rulebook)
    assert isinstance(done, Decision)
    assert [type(event) for event in done.events] == [PassAsked, PassIssued]


@pytest.mark.parametrize("purpose", [one for one in Purpose if one not in (Purpose.MEDICAL, Purpose.MEDICINE)])
def test_every_other_purpose_waits_for_a_person_within_the_clock(
    purpose: Purpose, actors: Actors, rulebook: Rulebook
) -> None:
    done = asking.ask(a_wish(purpose=purpose), MARKS, by=actors[Role.RESIDENT], at=AT, rulebook=rulebook)
    assert isinstance(done, Decision)
    (asked,) = done.events
    assert isinstance(asked, PassAsked)
    assert asked.due_at == AT + timedelta(hours=4)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"gates": ()}, NoGateOnTheWay),
        ({"gates": (1001, 1002), "uses": 1}, OnceOneGate),
        ({"term": Term(starts_at=AT, ends_at=AT + timedelta(days=15))}, PassTooLong),
    ],
)
def test_what_no_token_could_say_is_refused(
    changes: dict[str, object], refusal: type[Refusal], actors: Actors, rulebook: Rulebook
) -> None:
    assert isinstance(asking.ask(a_wish(**changes), MARKS, by=actors[Role.RESIDENT], at=AT, rulebook=rulebook), refusal)


def test_the_ledger_never_learns_where_when_or_for_whom(actors: Actors, rulebook: Rulebook) -> None:
    done = asking.ask(a_wish(), MARKS, by=actors[Role.RESIDENT], at=AT, rulebook=rulebook)
    assert isinstance(done, Decision)
    asked = done.events[0]
    assert {"wish", "token_hash", "status"} <= set(asked.withheld)


def test_nobody_decides_on_a_pass_outside_their_region(actors: Actors, rulebook: Rulebook) -> None:
    waiting = a_pass(state=PassState.ASKED)
    far = replace(actors[Role.COMMUNITY], region="990103001001")
    assert isinstance(asking.approve(waiting, "", by=far, at=AT, rulebook=rulebook), NotAllowed)
    assert isinstance(asking.approve(waiting, "", by=actors[Role.RESIDENT], at=AT, rulebook=rulebook), NotAllowed)
    assert isinstance(asking.approve(waiting, "", by=actors[Role.COMMUNITY], at=AT, rulebook=rulebook), Decision)


def test_a_refusal_to_issue_needs_a_reason_the_holder_can_appeal(actors: Actors, rulebook: Rulebook) -> None:
    waiting, clerk = a_pass(state=PassState.ASKED), actors[Role.COMMUNITY]
    assert isinstance(asking.decline(waiting, " ", by=clerk, at=AT, rulebook=rulebook), Refusal)
    assert isinstance(asking.decline(waiting, "可走北门，不受管控", by=clerk, at=AT, rulebook=rulebook), Decision)
    appeal = appealing.make_appeal(
        "A1", a_pass(state=PassState.DECLINED), "北门也锁着", False, at=AT, rulebook=rulebook
    )
    assert isinstance(appeal, Decision)


def test_one_person_never_revokes_alone(actors: Actors, rulebook: Rulebook) -> None:
    first = replace(actors[Role.COMMUNITY], name="worker-a")
    quiet = Already(moments=(), live=100)
    alone = revoking.confirm(PROPOSED, a_pass(), quiet, by=first, at=AT, rulebook=rulebook)
    assert isinstance(alone, SecondPersonNeeded)
    second = replace(actors[Role.COMMUNITY], name="worker-b")
    done = revoking.confirm(PROPOSED, a_pass(), quiet, by=second, at=AT, rulebook=rulebook)
    assert isinstance(done, Decision)
    assert isinstance(done.events[0], PassRevoked)


@pytest.mark.parametrize("reason", ["", "positive_test", "petitioned", "holder_asked", "lost"])
def test_an_office_revokes_for_a_listed_reason_that_is_not_the_holders_own(
    reason: str, actors: Actors, rulebook: Rulebook
) -> None:
    clerk = actors[Role.COMMUNITY]
    assert isinstance(
        revoking.propose("Y1", a_pass(), reason, False, by=clerk, at=AT, rulebook=rulebook), NotThatReason
    )


@given(live=st.integers(0, 200_000), ago=st.lists(st.integers(1, 3 * 24 * 60), max_size=250))
def test_the_limit_is_the_greater_of_ten_and_one_in_a_thousand_within_a_day(live: int, ago: list[int]) -> None:
    rulebook = _RULEBOOK
    already = Already(moments=[AT - timedelta(minutes=minutes) for minutes in ago], live=live)
    within_a_day = sum(minutes < 24 * 60 for minutes in ago)
    assert (revoking.too_many(already, AT, rulebook) is not None) == (within_a_day >= max(10, live // 1000))


def test_what_exceeds_the_limit_waits_for_the_county_and_a_third_person(actors: Actors, rulebook: Rulebook) -> None:
    full = Already(moments=[AT - timedelta(minutes=5)] * 10, live=500)
    second = replace(actors[Role.COMMUNITY], name="worker-b")
    done = revoking.confirm(PROPOSED, a_pass(), full, by=second, at=AT, rulebook=rulebook)
    assert isinstance(done, Decision)
    assert isinstance(done.events[0], RevocationHeld)
    held = replace(PROPOSED, state=RevocationState.HELD, seconded_by="worker-b")
    county = actors[Role.COUNTY_GOVERNMENT]
    assert isinstance(revoking.release(held, a_pass(), by=second, at=AT, rulebook=rulebook), NotAllowed)
    same = replace(county, name="worker-b")
    assert isinstance(revoking.release(held, a_pass(), by=same, at=AT, rulebook=rulebook), SecondPersonNeeded)
    assert isinstance(revoking.release(held, a_pass(), by=county, at=AT, rulebook=rulebook), Decision)


def test_a_holder_gives_back_or_reports_lost_and_nothing_else(rulebook: Rulebook) -> None:
    for reason in RevocationReason:
        done = revoking.holder_revokes(a_pass(), reason, at=AT, rulebook=rulebook)
        own = reason in (RevocationReason.HOLDER_ASKED, RevocationReason.LOST)
        assert isinstance(done, Decision if own else NotThatReason)
    over = revoking.holder_revokes(a_pass(), RevocationReason.LOST, at=AT + timedelta(days=2), rulebook=rulebook)
    assert isinstance(over, PassNotLive)


def test_an_appeal_is_not_answered_by_who_signed_what_it_is_about(actors: Actors, rulebook: Rulebook) -> None:
    county = actors[Role.COUNTY_GOVERNMENT]
    made = PassAppeal(number="A1", pass_number="G1", made_at=AT, due_at=AT, against=frozenset({county.name}))
    revoked = a_pass(state=PassState.REVOKED)
    answered = appealing.answer_appeal(made, revoked, True, "撤销有误", by=county, at=AT, rulebook=rulebook)
    assert isinstance(answered, NotAllowed)
    other = replace(county, name="county-2")
    assert isinstance(
        appealing.answer_appeal(made, revoked, True, "撤销有误", by=other, at=AT, rulebook=rulebook), Decision
    )


def test_a_batch_is_an_offices_act(actors: Actors, rulebook: Rulebook) -> None:
    none = batching.issue_batch((), "d", COMMUNITY, by=actors[Role.COMMUNITY], at=AT, rulebook=rulebook)
    assert isinstance(none, Refusal)
    helper = batching.issue_batch((), "d", COMMUNITY, by=actors[Role.HELPER], at=AT, rulebook=rulebook)
    assert isinstance(helper, NotAllowed)


def test_a_gate_is_controlled_to_the_end_of_its_approval_and_never_beyond_a_fortnight(rulebook: Rulebook) -> None:
    short = a_measure(kind=MeasureKind.CLOSE_PLACE)
    assert legal_end(short, rulebook) == short.ends_at
    long = a_measure(ends_at=AT + timedelta(days=60))
    assert legal_end(long, rulebook) == long.starts_at + timedelta(days=14)
    lifted = a_measure(lifted_at=AT, lifted_by="county")
    assert legal_end(lifted, rulebook) == AT


def a_gate(number: int, link: int | None, days: int = 3) -> ControlledGate:
    return ControlledGate(
        number=number, measure="M1", approval="N1", place_code=COMMUNITY, starts_at=AT - timedelta(days=1),
        ends_at=AT + timedelta(days=days), link=link,
    )  # fmt: skip


def test_the_gates_of_a_pass_are_those_met_on_the_way_while_they_are_controlled() -> None:
    gates = (a_gate(3, 30), a_gate(1, 10), a_gate(2, None), a_gate(4, None), a_gate(5, 50, days=-1 + 1))
    met = on_the_way(gates, (10, 30, 99), (2,), AT, AT + timedelta(hours=2))
    assert met == (1, 2, 3)


def test_a_gate_whose_approval_ended_lately_stays_listed_so_that_it_says_open() -> None:
    ended, gone = a_gate(1, 10, days=0), a_gate(2, 20, days=-20)
    assert [one.number for one in listed((gone, ended), AT + timedelta(days=1))] == [1]


_COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("123")), st.integers(0, 40), min_size=1, max_size=12
)


@given(cells=_COUNTS)
def test_no_published_cell_is_small_or_exact_and_none_is_hidden_alone(cells: dict[tuple[str, str], int]) -> None:
    table = published(cells, K)
    for cell, shown in table.cells.items():
        true = cells.get(cell, 0)
        assert shown is None or (shown % ROUND_TO == 0 and abs(shown - true) <= ROUND_TO // 2 + 0.5)
        assert not 0 < true < K or shown is None
    rows, columns = {row for row, _ in table.cells}, {column for _, column in table.cells}
    lines = [[table.cells[row, column] for column in columns] for row in rows]
    lines += [[table.cells[row, column] for row in rows] for column in columns]
    assert all(line.count(None) != 1 for line in lines if len(line) > 1)


def test_sums_are_of_what_is_shown_so_that_nothing_is_found_by_subtracting() -> None:
    counts = {(gate, purpose): 10 * int(purpose) + 7 for gate in "abc" for purpose in "123"} | {("a", "1"): 3}
    table = published(counts, K)
    assert table.total == sum(value for value in table.cells.values() if value is not None) > 0


@pytest.mark.parametrize(
    "changes",
    [
        {"hour": AT + timedelta(minutes=1)},
        {"hour": AT - timedelta(days=30)},
        {"hour": AT + timedelta(days=1)},
        {"verdict": "red"},
        {"purpose": 8},
        {"count": 0},
        {"count": 100_000},
    ],
)
def test_a_gate_tells_whole_hours_of_known_verdicts_and_nothing_else(changes: dict[str, object]) -> None:
    good = GateCount(gate=1001, hour=AT, purpose=1, verdict="accept", count=3)
    assert checked((good,), AT) is None
    assert checked((good, replace(good, **changes)), AT) is not None  # type: ignore[arg-type]


def _load() -> Rulebook:
    from clearway.law.load import load_rulebook

    return load_rulebook()


_RULEBOOK = _load()


def test_the_moments_of_a_term_are_in_order() -> None:
    with pytest.raises(ValueError, match="after"):
        Term(starts_at=AT, ends_at=AT)
    with pytest.raises(ValueError, match="zone"):
        Term(starts_at=datetime(2026, 11, 23), ends_at=AT)
