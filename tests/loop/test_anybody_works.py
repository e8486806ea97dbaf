"""Anybody tries any work on cases at any time: what has ended leaves no clock running, and the ledger stays whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clearway.core.cases import OPEN_STATES, CaseState
from clearway.core.casework import PauseReason, Stance
from clearway.core.people import NO_OFFICE, Role
from clearway.core.places import Level
from clearway.core.refusals import Refusal
from clearway.loop import work_case
from clearway.loop.desk import Desk
from clearway.loop.keep_time import keep_time
from clearway.record import reading
from clearway.record.models import CaseRow, LedgerLine, MergeRow, TaskRow
from clearway.record.verifying import verify
from clearway.respond.cases.clocks import LEVELS
from clearway.respond.cases.tasks import HOLDERS
from clearway.web.task_acts import office_region
from tests.examples import AT, COMMUNITY, COUNTY, OTHER_COUNTY
from tests.loop.test_handle_case import ACTS, NEXT, desk_of, opened

OnTask = Callable[[str, Desk], object]
OnCase = Callable[[str, str, Desk], object]
ON_TASK: dict[str, OnTask] = {
    "return": lambda task, desk: work_case.return_task(task, "x", desk),
    "police": lambda task, desk: work_case.reassign_task(task, Role.POLICE, COUNTY, "x", desk),
    "township": lambda task, desk: work_case.reassign_task(
        task, Role.TOWNSHIP, office_region(Role.TOWNSHIP, COMMUNITY), "x", desk
    ),
    "extend": lambda task, desk: work_case.extend_task(task, 24, "x", desk),
    "pause": lambda task, desk: work_case.pause_task(task, PauseReason.WEATHER, "x", desk),
    "resume": work_case.resume_task,
    "escalate": lambda task, desk: work_case.escalate_task(task, "x", desk),
    "finish": lambda task, desk: work_case.finish_part(task, "x", desk),
}
ON_CASE: dict[str, OnCase] = {
    "part": lambda case, other, desk: work_case.ask_part(case, Role.TRANSPORT, COUNTY, "x", 9, desk),
    "supervise": lambda case, other, desk: work_case.supervise(case, "x", desk),
    "revisit": lambda case, other, desk: work_case.revisit(case, "x", desk),
    "redo": lambda case, other, desk: work_case.redo(case, "x", desk),
    "merge": lambda case, other, desk: work_case.merge(case, other, "x", desk),
    "unmerge": lambda case, other, desk: work_case.unmerge(case, "x", desk),
    "position": lambda case, other, desk: work_case.take_position(case, Stance.CLOSE, "x", desk),
    "open": lambda case, other, desk: work_case.take_position(case, Stance.KEEP_OPEN, "x", desk),
    "settle": lambda case, other, desk: work_case.settle_conflict(case, Stance.KEEP_OPEN, "x", desk),
}


class Offices(RuleBasedStateMachine):
    """Two cases of one community, and everybody at them."""

    def __init__(self) -> None:
        super().__init__()
        self.at = AT
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    @initialize()
    def two_cases(self) -> None:
        self.cases = [opened(self.at), opened(self.at)]

    def teardown(self) -> None:
        assert verify().ok
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        keep_time(desk_of(Role.MACHINE, self.at, COUNTY))
        lines = LedgerLine.objects.count()
        keep_time(desk_of(Role.MACHINE, self.at, COUNTY))
        assert LedgerLine.objects.count() == lines

    @rule(
        which=st.integers(0, 1), act=st.sampled_from(sorted(ON_TASK)), role=st.sampled_from(Role), abroad=st.booleans()
    )
    def somebody_works_on_an_order(self, which: int, act: str, role: Role, abroad: bool) -> None:
        numbers = [task.number for task in reading.case(self.cases[which]).open_tasks]
        if numbers:
            self._try(lambda desk: ON_TASK[act](numbers[0], desk), role, abroad)

    @rule(
        which=st.integers(0, 1), act=st.sampled_from(sorted(ON_CASE)), role=st.sampled_from(Role), abroad=st.booleans()
    )
    def somebody_works_on_a_case(self, which: int, act: str, role: Role, abroad: bool) -> None:
        self._try(lambda desk: ON_CASE[act](self.cases[which], self.cases[1 - which], desk), role, abroad)

    @rule(which=st.integers(0, 1), choice=st.integers(0, 1))
    def the_right_person_goes_on(self, which: int, choice: int) -> None:
        roles = NEXT.get(CaseRow.objects.get(number=self.cases[which]).state, ())
        if roles:
            act, role = roles[choice % len(roles)]
            self._try(lambda desk: ACTS[act](self.cases[which], desk), role, abroad=False)

    def _try(self, act: Callable[[Desk], object], role: Role, abroad: bool) -> None:
        lines = LedgerLine.objects.count()
        try:
            act(desk_of(role, self.at, OTHER_COUNTY if abroad else None))
        except Refusal:
            assert LedgerLine.objects.count() == lines
            return
        assert role not in NO_OFFICE
        assert not abroad

    @invariant()
    def what_has_ended_leaves_no_clock_running(self) -> None:
        for number in getattr(self, "cases", []):
            case = reading.case(number)
            if case.state not in OPEN_STATES:
                assert case.open_tasks == ()
            for task in case.open_tasks:
                assert task.role in HOLDERS[task.kind]

    @invariant()
    def a_merged_case_is_closed_and_its_merge_can_be_undone(self) -> None:
        for row in CaseRow.objects.exclude(merged_into=None):
            assert row.state == CaseState.CLOSED.value
            assert MergeRow.objects.filter(case=row.number, undone_at=None).count() == 1

    @invariant()
    def a_clock_is_never_brought_below_the_office_that_has_it(self) -> None:
        for row in TaskRow.objects.filter(finished_at=None).exclude(escalated=None):
            assert LEVELS.index(Level(str(row.escalated))) > 0


@pytest.mark.django_db
def test_whatever_people_try_what_has_ended_leaves_no_clock_running() -> None:
    run_state_machine_as_test(
        Offices,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
