"""Whatever people try, in whatever order: nothing is closed unseen, and the rows say what the ledger says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from clearway.core.barriers import Barrier
from clearway.core.cases import CaseState, CheckOutcome
from clearway.core.decisions import Decision
from clearway.core.people import Actor, Role, machine
from clearway.core.places import Level, region_at
from clearway.core.refusals import NotAllowed, NotFound, WrongState
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop import handle_case
from clearway.loop.desk import Desk
from clearway.loop.handle_case import check_warning
from clearway.record import reading
from clearway.record.door import commit
from clearway.record.models import CaseRow, LedgerLine, MeasureRow, TaskRow
from clearway.record.numbers import next_number
from clearway.record.reading import Line
from clearway.record.verifying import verify
from tests.examples import AT, COMMUNITY, COUNTY, OTHER_COUNTY, ZONE, a_report, a_warning

_LEVELS = {Role.COMMUNITY: Level.COMMUNITY, Role.TOWNSHIP: Level.TOWNSHIP}
Act = Callable[[str, Desk], Decision]

ACTS: dict[str, Act] = {
    "confirm": lambda case, desk: handle_case.record_finding(
        case, handle_case.Finding(outcome=CheckOutcome.UNREGISTERED, note="seen", barrier=Barrier.FENCE), desk
    ),
    "clear": lambda case, desk: handle_case.record_finding(
        case, handle_case.Finding(outcome=CheckOutcome.NOTHING_FOUND, note="open"), desk
    ),
    "order": lambda case, desk: handle_case.order(case, Bilingual("拆", "open it"), ("closing.authority",), desk),
    "start": handle_case.start,
    "cleared": lambda case, desk: handle_case.cleared(case, "done", desk),
    "verify": lambda case, desk: handle_case.verify(case, "seen open", desk),
    "reopen": lambda case, desk: handle_case.reopen(case, "still shut", desk),
    "close": lambda case, desk: handle_case.close(case, "all done", desk),
}


#: Who may do what next, by state.
NEXT = {
    "accepted": (("confirm", Role.TOWNSHIP), ("clear", Role.INSPECTOR)),
    "filed": (("order", Role.COUNTY_GOVERNMENT),),
    "dispatched": (("start", Role.COMMUNITY),),
    "in_handling": (("cleared", Role.TOWNSHIP),),
    "replied": (("verify", Role.INSPECTOR), ("reopen", Role.INSPECTOR)),
    "verified": (("close", Role.COUNTY_HEALTH),),
}


def desk_of(role: Role, at: datetime = AT, region: str | None = None) -> Desk:
    """The desk of a person in ``role``."""
    own = region or region_at(COMMUNITY, _LEVELS.get(role, Level.COUNTY))
    actor = Actor(name=f"{role.value}-1", role=role, region=own)
    return Desk(by=actor, at=at, rulebook=load_rulebook(), zone=ZONE)


def opened(at: datetime = AT) -> str:
    """A warning raised by the machine and its case; returns the case's number."""
    warning = a_warning(next_number("W", at, ZONE))
    commit(Decision((warning,)), by=machine(COUNTY), at=at)
    return check_warning(warning, desk_of(Role.MACHINE, at, COUNTY))


@dataclass
class Told:
    """A case as the ledger alone tells it."""

    state: str = CaseState.ACCEPTED.value
    closure: str | None = None
    lifted: bool = False
    seen_by: list[str] = field(default_factory=list)
    open_tasks: set[str] = field(default_factory=set)

    def hear(self, line: Line) -> None:
        """Take one line in."""
        facts = line.facts
        if line.kind == "case_moved":
            assert facts["from_state"] == self.state
            self.state = facts["to_state"]
        elif line.kind == "closure_found":
            self.closure = line.subject
        elif line.kind == "measure_lifted":
            self.lifted = True
        elif line.kind == "task_opened":
            self.open_tasks.add(line.subject)
        elif line.kind == "task_finished":
            self.open_tasks.discard(line.subject)
            if facts["outcome"] is not None:
                self.seen_by.append(line.by_role)


class People(RuleBasedStateMachine):
    """Anybody tries anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.at = AT
        self.cases: list[str] = []
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        assert verify().ok
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @precondition(lambda self: len(self.cases) < 2)
    @rule()
    def a_warning_is_raised(self) -> None:
        self.cases.append(opened(self.at))

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 1), act=st.sampled_from(sorted(ACTS)), role=st.sampled_from(Role), abroad=st.booleans())
    def somebody_acts(self, which: int, act: str, role: Role, abroad: bool) -> None:
        self._try(self.cases[which % len(self.cases)], act, desk_of(role, self.at, OTHER_COUNTY if abroad else None))

    @precondition(lambda self: self.cases)
    @rule(which=st.integers(0, 1), choices=st.lists(st.integers(0, 1), min_size=1, max_size=8))
    def the_right_people_act(self, which: int, choices: list[int]) -> None:
        case = self.cases[which % len(self.cases)]
        for choice in choices:
            roles = NEXT.get(CaseRow.objects.get(number=case).state, ())
            if roles:
                act, role = roles[choice % len(roles)]
                assert self._try(case, act, desk_of(role, self.at))

    def _try(self, case: str, act: str, desk: Desk) -> bool:
        lines, row = LedgerLine.objects.count(), CaseRow.objects.filter(number=case).values().get()
        try:
            ACTS[act](case, desk)
        except (NotAllowed, WrongState):
            assert LedgerLine.objects.count() == lines
            assert CaseRow.objects.filter(number=case).values().get() == row
            return False
        assert desk.by.reaches(COMMUNITY)
        assert desk.by.role not in (Role.MACHINE, Role.RESIDENT)
        return True

    @invariant()
    def rows_say_what_the_ledger_says_and_nothing_is_closed_that_no_person_saw(self) -> None:
        for number in self.cases:
            told = Told()
            for line in reading.history(number):
                told.hear(line)
            row = CaseRow.objects.get(number=number)
            assert (row.state, row.closure) == (told.state, told.closure)
            waiting = TaskRow.objects.filter(case_id=number, finished_at=None).values_list("number", flat=True)
            assert set(waiting) == told.open_tasks
            assert MeasureRow.objects.filter(case=number).exclude(lifted_at=None).exists() == told.lifted
            if told.state != CaseState.ACCEPTED.value:
                assert set(told.seen_by) & {"township", "inspector"}
            if told.state == CaseState.CLOSED.value:
                assert told.open_tasks == set()
                assert told.closure is None or told.lifted


@pytest.mark.django_db
def test_nothing_is_closed_unseen_and_the_rows_say_what_the_ledger_says() -> None:
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )


@pytest.mark.django_db
def test_a_warning_leads_to_one_case_only() -> None:
    warning = a_warning()
    commit(Decision((warning,)), by=machine(COUNTY), at=AT)
    desk = desk_of(Role.MACHINE, AT, COUNTY)
    assert check_warning(warning, desk) == check_warning(warning, desk)
    assert CaseRow.objects.count() == 1


@pytest.mark.django_db
def test_a_case_from_one_report_goes_all_the_way() -> None:
    from clearway.core.events import ReportTaken

    commit(Decision((ReportTaken(subject="R1", report=a_report("R1")),)), by=machine(COUNTY), at=AT)
    case = handle_case.check_report("R1", desk_of(Role.HOTLINE))
    steps = (
        ("confirm", Role.TOWNSHIP),
        ("order", Role.COUNTY_GOVERNMENT),
        ("start", Role.COMMUNITY),
        ("cleared", Role.COMMUNITY),
        ("reopen", Role.INSPECTOR),
        ("cleared", Role.COMMUNITY),
        ("verify", Role.INSPECTOR),
        ("close", Role.COUNTY_GOVERNMENT),
    )
    for hours, (act, role) in enumerate(steps):
        ACTS[act](case, desk_of(role, AT + timedelta(hours=hours)))
    row = CaseRow.objects.get(number=case)
    assert (row.state, row.closed_reason) == ("closed", "all done")
    closure = reading.measure(str(row.closure))
    assert closure is not None
    assert closure.lifted_at == AT + timedelta(hours=6)


@pytest.mark.django_db
def test_a_case_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        handle_case.start("C0", desk_of(Role.COMMUNITY))
    with pytest.raises(NotFound):
        handle_case.dismiss("W0", "x", desk_of(Role.TOWNSHIP))
    with pytest.raises(NotFound):
        handle_case.check_report("R0", desk_of(Role.HOTLINE))
