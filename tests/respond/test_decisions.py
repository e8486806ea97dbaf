"""From the warning to the closed case, step by step, and what each step refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from clearway.core.barriers import Barrier
from clearway.core.cases import Case, CaseState, CheckOutcome, Task, TaskKind
from clearway.core.decisions import Decision, Outcome
from clearway.core.events import (
    CaseMoved,
    CaseOpened,
    ClosureFound,
    Event,
    MeasureLifted,
    OrderIssued,
    ReportJoined,
    TaskFinished,
    TaskOpened,
    WarningChecked,
    WarningDismissed,
)
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, NotFound, Refusal, WrongState
from clearway.core.rules import Rulebook
from clearway.core.warnings import WarningFacts
from clearway.core.words import Bilingual
from clearway.respond.checking import Finding, Site, record_check
from clearway.respond.joining import join_report
from clearway.respond.overriding import dismiss_warning
from clearway.respond.rectifying import (
    Order,
    close_case,
    order_rectification,
    report_cleared,
    send_back,
    start_work,
    verify_cleared,
)
from clearway.respond.verification import Numbers, checkers_of, open_check, open_check_for_report
from tests.examples import AT, COMMUNITY, COUNTY, OTHER_COUNTY, POINT, TOWNSHIP, a_report, a_warning

Kind = TypeVar("Kind", bound=Event)
NUMBERS = Numbers(case="C1", task="T1")
SITE = Site(point=POINT, since=AT, road_links=(17,))
CHAINED = Finding(outcome=CheckOutcome.UNREGISTERED, note="铁链锁门", barrier=Barrier.CHAINED_GATE)
ORDER = Order(number="O1", task="T2", text=Bilingual("立即拆除", "take it down"), rules=("closing.authority",))
Actors = Mapping[Role, Actor]


def _case(state: CaseState, *tasks: TaskKind) -> Case:
    opened = tuple(
        Task(
            number=f"T-{kind}",
            case="C1",
            kind=kind,
            role=Role.TOWNSHIP,
            region=TOWNSHIP,
            opened_at=AT,
            due_at=AT + timedelta(hours=24),
        )
        for kind in tasks
    )
    return Case(
        number="C1", state=state, place_code=COMMUNITY, warning="W1", closure="M1", opened_at=AT, open_tasks=opened
    )


def _only(outcome: Outcome, kind: type[Kind]) -> Kind:
    assert isinstance(outcome, Decision)
    (event,) = (event for event in outcome.events if isinstance(event, kind))
    return event


def test_the_machine_opens_a_check_for_the_township_within_a_day(actors: Actors, rulebook: Rulebook) -> None:
    outcome = open_check(a_warning(), NUMBERS, by=actors[Role.MACHINE], at=AT, rulebook=rulebook)
    task = _only(outcome, TaskOpened)
    assert (task.task, task.role, task.region) == (TaskKind.VERIFY, Role.TOWNSHIP, TOWNSHIP)
    assert task.due_at == AT + timedelta(hours=24)
    assert _only(outcome, CaseOpened).warning == a_warning().subject
    assert isinstance(outcome, Decision)
    assert outcome.reasons[0].rule == "duty.verify_hours"


def test_a_check_above_the_townships_goes_to_the_inspectors() -> None:
    assert checkers_of(COUNTY) == (Role.INSPECTOR, COUNTY)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LEGAL_REVIEW, Role.CITY])
def test_others_open_no_check(role: Role, actors: Actors, rulebook: Rulebook) -> None:
    assert isinstance(open_check(a_warning(), NUMBERS, by=actors[role], at=AT, rulebook=rulebook), NotAllowed)


def test_nobody_opens_a_check_in_another_county(actors: Actors, rulebook: Rulebook) -> None:
    abroad = replace(actors[Role.TOWNSHIP], region=OTHER_COUNTY)
    assert isinstance(open_check(a_warning(), NUMBERS, by=abroad, at=AT, rulebook=rulebook), NotAllowed)


def test_a_person_opens_a_check_on_one_report(actors: Actors, rulebook: Rulebook) -> None:
    name = Bilingual("柳林社区", "Liulin")
    outcome = open_check_for_report(a_report("R1"), name, NUMBERS, by=actors[Role.HOTLINE], at=AT, rulebook=rulebook)
    assert _only(outcome, ReportJoined).case == "C1"
    nowhere = a_report("R1", place_code=None)
    refused = open_check_for_report(nowhere, name, NUMBERS, by=actors[Role.HOTLINE], at=AT, rulebook=rulebook)
    assert isinstance(refused, NotAllowed)


def test_a_confirmed_check_files_the_case_with_the_closure(actors: Actors, rulebook: Rulebook) -> None:
    case = _case(CaseState.ACCEPTED, TaskKind.VERIFY)
    outcome = record_check(case, SITE, CHAINED, "M9", by=actors[Role.TOWNSHIP], at=AT, rulebook=rulebook)
    closure = _only(outcome, ClosureFound)
    assert (closure.subject, closure.barrier, closure.road_links) == ("M9", Barrier.CHAINED_GATE, (17,))
    assert _only(outcome, CaseMoved).to_state is CaseState.FILED
    assert _only(outcome, TaskFinished).outcome is CheckOutcome.UNREGISTERED
    assert _only(outcome, WarningChecked).subject == "W1"


@pytest.mark.parametrize("found", [CheckOutcome.NOTHING_FOUND, CheckOutcome.LAWFUL, CheckOutcome.SENSOR_FAULT])
def test_a_check_that_does_not_confirm_closes_the_case_with_its_reason(
    found: CheckOutcome, actors: Actors, rulebook: Rulebook
) -> None:
    case = _case(CaseState.ACCEPTED, TaskKind.VERIFY)
    finding = Finding(outcome=found, note="门开着")
    outcome = record_check(case, SITE, finding, "M9", by=actors[Role.INSPECTOR], at=AT, rulebook=rulebook)
    moved = _only(outcome, CaseMoved)
    assert (moved.to_state, moved.reason) == (CaseState.CLOSED, "门开着")
    assert _only(outcome, WarningChecked).outcome is found


@pytest.mark.parametrize(
    ("finding", "names"),
    [
        (replace(CHAINED, note=" "), "note"),
        (replace(CHAINED, barrier=None), "barrier"),
        (replace(CHAINED, outcome=CheckOutcome.PAST_TERM), "measure"),
        (Finding(outcome=CheckOutcome.LAWFUL, note=""), "note"),
    ],
)
def test_a_finding_states_what_it_must(finding: Finding, names: str, actors: Actors, rulebook: Rulebook) -> None:
    case = _case(CaseState.ACCEPTED, TaskKind.VERIFY)
    refused = record_check(case, SITE, finding, "M9", by=actors[Role.INSPECTOR], at=AT, rulebook=rulebook)
    assert isinstance(refused, Missing)
    assert names in refused.say("en")


def test_the_county_government_orders_and_the_community_has_the_hours_of_the_rulebook(
    actors: Actors, rulebook: Rulebook
) -> None:
    outcome = order_rectification(
        _case(CaseState.FILED), ORDER, by=actors[Role.COUNTY_GOVERNMENT], at=AT, rulebook=rulebook
    )
    task = _only(outcome, TaskOpened)
    assert (task.task, task.role, task.region) == (TaskKind.RECTIFY, Role.COMMUNITY, COMMUNITY)
    assert task.due_at == _only(outcome, OrderIssued).due_at == AT + timedelta(hours=48)


@pytest.mark.parametrize("order", [replace(ORDER, text=None), replace(ORDER, rules=())])
def test_an_order_says_what_and_on_what_ground(order: Order, actors: Actors, rulebook: Rulebook) -> None:
    by = actors[Role.COUNTY_GOVERNMENT]
    assert isinstance(order_rectification(_case(CaseState.FILED), order, by=by, at=AT, rulebook=rulebook), Missing)


def test_an_order_rests_on_rules_that_exist(actors: Actors, rulebook: Rulebook) -> None:
    order = replace(ORDER, rules=("closing.because_i_say_so",))
    with pytest.raises(NotFound):
        order_rectification(_case(CaseState.FILED), order, by=actors[Role.COUNTY_GOVERNMENT], at=AT, rulebook=rulebook)


def test_the_way_is_cleared_looked_at_again_and_the_closure_lifted(actors: Actors, rulebook: Rulebook) -> None:
    community, inspector = actors[Role.COMMUNITY], actors[Role.INSPECTOR]
    started = start_work(_case(CaseState.DISPATCHED, TaskKind.RECTIFY), by=community, at=AT, rulebook=rulebook)
    assert _only(started, CaseMoved).to_state is CaseState.IN_HANDLING
    handled = _case(CaseState.IN_HANDLING, TaskKind.RECTIFY)
    replied = report_cleared(handled, "已拆", "T3", by=community, at=AT, rulebook=rulebook)
    assert _only(replied, TaskOpened).role is Role.INSPECTOR
    assert _only(replied, TaskFinished).subject == "T-rectify"
    rechecked = _case(CaseState.REPLIED, TaskKind.RECHECK)
    verified = verify_cleared(rechecked, "已畅通", by=inspector, at=AT, rulebook=rulebook)
    assert _only(verified, MeasureLifted).subject == "M1"
    closed = close_case(_case(CaseState.VERIFIED), "办结", by=actors[Role.COUNTY_HEALTH], at=AT, rulebook=rulebook)
    assert _only(closed, CaseMoved).to_state is CaseState.CLOSED


def test_what_is_still_blocked_is_sent_back_under_a_new_clock(actors: Actors, rulebook: Rulebook) -> None:
    case = _case(CaseState.REPLIED, TaskKind.RECHECK)
    outcome = send_back(case, "仍有水泥墩", "T9", by=actors[Role.INSPECTOR], at=AT, rulebook=rulebook)
    assert _only(outcome, CaseMoved).to_state is CaseState.IN_HANDLING
    assert _only(outcome, TaskOpened).due_at > AT
    assert isinstance(outcome, Decision)
    assert not [event for event in outcome.events if isinstance(event, MeasureLifted)]


@pytest.mark.parametrize("note", ["", "  \n"])
def test_every_later_step_needs_a_word(note: str, actors: Actors, rulebook: Rulebook) -> None:
    inspector, health = actors[Role.INSPECTOR], actors[Role.COUNTY_HEALTH]
    replied = _case(CaseState.REPLIED)
    refused: list[Outcome] = [
        report_cleared(_case(CaseState.IN_HANDLING), note, "T", by=actors[Role.COMMUNITY], at=AT, rulebook=rulebook),
        verify_cleared(replied, note, by=inspector, at=AT, rulebook=rulebook),
        send_back(replied, note, "T", by=inspector, at=AT, rulebook=rulebook),
        close_case(_case(CaseState.VERIFIED), note, by=health, at=AT, rulebook=rulebook),
    ]
    assert all(isinstance(outcome, Missing) for outcome in refused)


def _facts(**changes: object) -> WarningFacts:
    return replace(WarningFacts(raised=a_warning(), updated_at=AT), **changes)


def test_an_override_is_easy_has_a_reason_and_ends(actors: Actors) -> None:
    outcome = dismiss_warning(_facts(), "道路施工", by=actors[Role.TOWNSHIP], at=AT)
    assert _only(outcome, WarningDismissed).until == AT + timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "reason", "days", "role", "refusal"),
    [
        ({}, "", 1, Role.TOWNSHIP, Missing),
        ({}, "施工", 8, Role.TOWNSHIP, Missing),
        ({}, "施工", 0, Role.TOWNSHIP, Missing),
        ({}, "施工", 1, Role.MACHINE, NotAllowed),
        ({}, "施工", 1, Role.RESIDENT, NotAllowed),
        ({"ended_at": AT}, "施工", 1, Role.TOWNSHIP, WrongState),
    ],
)
def test_an_override_is_refused(
    changes: dict[str, object], reason: str, days: int, role: Role, refusal: type[Refusal], actors: Actors
) -> None:
    outcome = dismiss_warning(_facts(**changes), reason, by=actors[role], at=AT, lasts=timedelta(days=days))
    assert isinstance(outcome, refusal)


def test_reports_join_an_open_case_only(actors: Actors) -> None:
    by = actors[Role.HOTLINE]
    assert _only(join_report(a_report("R1"), _case(CaseState.FILED), by=by, at=AT), ReportJoined).case == "C1"
    assert isinstance(join_report(a_report("R1"), _case(CaseState.CLOSED), by=by, at=AT), WrongState)
    assert isinstance(join_report(a_report("R1"), _case(CaseState.FILED), by=actors[Role.CITY], at=AT), NotAllowed)
