"""Returned, reassigned, extended, paused, brought up: by whom, how far, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from clearway.core.case_events import TaskExtended, TaskPaused, TaskReassigned, TaskWithdrawn
from clearway.core.cases import Case, CaseState, Task, TaskKind
from clearway.core.casework import PauseReason
from clearway.core.decisions import Decision, Outcome
from clearway.core.events import CaseMoved, TaskOpened
from clearway.core.people import NO_OFFICE, Actor, Role
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.cases import after, parts, tasks
from clearway.respond.cases.parts import Part
from tests.examples import AT, COMMUNITY, COUNTY, OTHER_COUNTY, TOWNSHIP

HOUR = timedelta(hours=1)
People = Mapping[Role, Actor]


def a_task(kind: TaskKind = TaskKind.RECTIFY, role: Role = Role.COMMUNITY, **changes: object) -> Task:
    """An open work order of the example community."""
    regions = {Role.COMMUNITY: COMMUNITY, Role.TOWNSHIP: TOWNSHIP}
    task = Task(
        number="T1", case="C1", kind=kind, role=role, region=regions.get(role, COUNTY), opened_at=AT,
        due_at=AT + 48 * HOUR,
    )  # fmt: skip
    return replace(task, **changes)  # type: ignore[arg-type]


def a_case(*held: Task, state: CaseState = CaseState.IN_HANDLING) -> Case:
    """The case they belong to."""
    return Case(
        number="C1", state=state, place_code=COMMUNITY, warning=None, closure=None, opened_at=AT, open_tasks=held
    )


def events(outcome: Outcome) -> list[object]:
    """What was decided; fails on a refusal."""
    assert isinstance(outcome, Decision), outcome
    return list(outcome.events)


def test_an_order_given_back_goes_to_be_dispatched_anew(actors: People, rulebook: Rulebook) -> None:
    task = a_task()
    done = tasks.return_task(a_case(task), task, "不归我管", by=actors[Role.COMMUNITY], at=AT, rulebook=rulebook)
    withdrawn, moved = events(done)
    assert isinstance(withdrawn, TaskWithdrawn)
    assert isinstance(moved, CaseMoved)
    assert (moved.from_state, moved.to_state) == (CaseState.IN_HANDLING, CaseState.FILED)


def test_a_check_given_back_goes_to_the_inspectors_who_keep_it(actors: People, rulebook: Rulebook) -> None:
    task = a_task(TaskKind.VERIFY, Role.TOWNSHIP)
    case = a_case(task, state=CaseState.ACCEPTED)
    (moved,) = events(tasks.return_task(case, task, "到不了", by=actors[Role.TOWNSHIP], at=AT, rulebook=rulebook))
    assert isinstance(moved, TaskReassigned)
    assert (moved.role, moved.region) == (Role.INSPECTOR, COUNTY)
    own = a_task(TaskKind.VERIFY, Role.INSPECTOR)
    again = tasks.return_task(case, own, "不想去", by=actors[Role.INSPECTOR], at=AT, rulebook=rulebook)
    assert isinstance(again, NotAllowed)


def test_nobody_gives_back_what_is_not_theirs_or_says_nothing(actors: People, rulebook: Rulebook) -> None:
    task = a_task()
    for role, actor in actors.items():
        outcome = tasks.return_task(a_case(task), task, "x", by=actor, at=AT, rulebook=rulebook)
        assert isinstance(outcome, Decision) == (role is Role.COMMUNITY), role
    silent = tasks.return_task(a_case(task), task, " ", by=actors[Role.COMMUNITY], at=AT, rulebook=rulebook)
    assert isinstance(silent, Missing)


def test_who_clears_a_way_is_never_given_the_check_of_it(actors: People, rulebook: Rulebook) -> None:
    recheck = a_task(TaskKind.RECHECK, Role.INSPECTOR)
    case = a_case(recheck, state=CaseState.REPLIED)
    county = actors[Role.COUNTY_GOVERNMENT]
    for role in Role:
        outcome = tasks.reassign_task(case, recheck, role, COUNTY, "改派", by=county, at=AT, rulebook=rulebook)
        assert isinstance(outcome, NotAllowed), role
    assert not tasks.HOLDERS[TaskKind.RECHECK] & tasks.HOLDERS[TaskKind.RECTIFY]


def test_a_reassigned_order_keeps_its_clock_and_its_new_holder_may_move_the_case(
    actors: People, rulebook: Rulebook
) -> None:
    task = a_task()
    given = tasks.reassign_task(
        a_case(task), task, Role.POLICE, COUNTY, "要清障车", by=actors[Role.COUNTY_GOVERNMENT], at=AT, rulebook=rulebook
    )
    (moved,) = events(given)
    assert isinstance(moved, TaskReassigned)
    assert moved.role is Role.POLICE
    abroad = tasks.reassign_task(
        a_case(task), task, Role.POLICE, OTHER_COUNTY, "x", by=actors[Role.COUNTY_GOVERNMENT], at=AT, rulebook=rulebook
    )
    assert isinstance(abroad, NotAllowed)


@pytest.mark.parametrize(("hours", "fits"), [(48, True), (1, True), (49, False), (0, False), (-3, False)])
def test_more_time_comes_from_above_within_the_rule_and_once(
    hours: float, fits: bool, actors: People, rulebook: Rulebook
) -> None:
    task = a_task()
    given = tasks.extend_task(a_case(task), task, hours, "道路施工", by=actors[Role.TOWNSHIP], at=AT, rulebook=rulebook)
    assert isinstance(given, Decision) == fits
    if isinstance(given, Decision):
        (event,) = given.events
        assert isinstance(event, TaskExtended)
        assert event.due_at == task.due_at + hours * HOUR
    twice = replace(task, extended=1)
    assert isinstance(
        tasks.extend_task(a_case(twice), twice, 1, "再延", by=actors[Role.TOWNSHIP], at=AT, rulebook=rulebook),
        WrongState,
    )


def test_nobody_extends_their_own_limit_nor_outsiders_anybodys(actors: People, rulebook: Rulebook) -> None:
    for holder in (Role.COMMUNITY, Role.TOWNSHIP, Role.POLICE):
        task = a_task(role=holder)
        own = tasks.extend_task(a_case(task), task, 1, "忙", by=actors[holder], at=AT, rulebook=rulebook)
        assert isinstance(own, NotAllowed)
        for role in NO_OFFICE:
            assert isinstance(
                tasks.extend_task(a_case(task), task, 1, "x", by=actors[role], at=AT, rulebook=rulebook), NotAllowed
            )


def test_a_clock_is_paused_for_a_reason_of_the_list_and_never_once_it_ran_out(
    actors: People, rulebook: Rulebook
) -> None:
    task, by = a_task(), actors[Role.COMMUNITY]
    (paused,) = events(
        tasks.pause_task(a_case(task), task, PauseReason.WEATHER, "暴雪", by=by, at=AT, rulebook=rulebook)
    )
    assert isinstance(paused, TaskPaused)
    assert paused.until == AT + 120 * HOUR
    late = tasks.pause_task(
        a_case(task), task, PauseReason.WEATHER, "暴雪", by=by, at=AT + 49 * HOUR, rulebook=rulebook
    )
    assert isinstance(late, WrongState)
    still = replace(task, paused_at=AT, paused_until=AT + 120 * HOUR)
    again = tasks.pause_task(a_case(still), still, PauseReason.COURT, "x", by=by, at=AT + HOUR, rulebook=rulebook)
    assert isinstance(again, WrongState)
    assert isinstance(tasks.resume_task(a_case(task), task, by=by, at=AT, rulebook=rulebook), WrongState)


def test_what_is_done_is_done(actors: People, rulebook: Rulebook) -> None:
    task, who = a_task(finished_at=AT), {"at": AT, "rulebook": rulebook}
    case, by = a_case(task), actors[Role.COMMUNITY]
    outcomes: list[Outcome | Refusal] = [
        tasks.return_task(case, task, "x", by=by, **who),
        tasks.extend_task(case, task, 1, "x", by=actors[Role.TOWNSHIP], **who),
        tasks.pause_task(case, task, PauseReason.COURT, "x", by=by, **who),
        tasks.escalate_task(case, task, "x", by=by, **who),
        tasks.reassign_task(case, task, Role.POLICE, COUNTY, "x", by=actors[Role.COUNTY_GOVERNMENT], **who),
    ]
    assert all(isinstance(one, WrongState) for one in outcomes)


def test_a_department_is_asked_with_a_deadline_within_the_rule(actors: People, rulebook: Rulebook) -> None:
    lead, text = actors[Role.COUNTY_GOVERNMENT], Bilingual("调拖车", "send a tow truck")

    def ask(role: Role = Role.TRANSPORT, hours: float | None = None, region: str = COUNTY) -> Outcome:
        part = Part(task="T9", role=role, region=region, text=text, hours=hours)
        return parts.ask_part(a_case(), part, by=lead, at=AT, rulebook=rulebook)

    (opened,) = events(ask())
    assert isinstance(opened, TaskOpened)
    assert (opened.task, opened.due_at) == (TaskKind.PART, AT + 24 * HOUR)
    assert isinstance(ask(hours=25), Missing)
    assert isinstance(ask(role=Role.HELPER), NotAllowed)
    assert isinstance(ask(region=OTHER_COUNTY), NotAllowed)
    closed = a_case(state=CaseState.CLOSED)
    part = Part(task="T9", role=Role.POLICE, region=COUNTY, text=text)
    assert isinstance(parts.ask_part(closed, part, by=lead, at=AT, rulebook=rulebook), WrongState)
    assert isinstance(parts.ask_part(a_case(), part, by=actors[Role.POLICE], at=AT, rulebook=rulebook), NotAllowed)


def test_only_its_department_or_one_above_finishes_a_part(actors: People, rulebook: Rulebook) -> None:
    task = a_task(TaskKind.PART, Role.TRANSPORT)
    may = {
        role
        for role, actor in actors.items()
        if isinstance(parts.finish_part(a_case(task), task, "完成", by=actor, at=AT, rulebook=rulebook), Decision)
    }
    assert may == {Role.TRANSPORT, Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE}


def test_supervision_gives_whoever_has_the_order_a_short_limit(actors: People, rulebook: Rulebook) -> None:
    case = a_case(a_task(role=Role.POLICE))
    moved, order = events(after.supervise(case, "超时太久", "T2", by=actors[Role.CITY], at=AT, rulebook=rulebook))
    assert isinstance(moved, CaseMoved)
    assert moved.to_state is CaseState.SUPERVISED
    assert isinstance(order, TaskOpened)
    assert (order.role, order.due_at) == (Role.POLICE, AT + 24 * HOUR)
    for role in (Role.COMMUNITY, Role.TOWNSHIP, Role.RESIDENT, Role.MACHINE):
        refused = after.supervise(case, "x", "T2", by=actors[role], at=AT, rulebook=rulebook)
        assert isinstance(refused, NotAllowed)
