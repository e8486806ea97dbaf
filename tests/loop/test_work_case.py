"""Work on cases through the door: merged and taken apart, handed on, paused; rows always say what the ledger says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict

from clearway.core.cases import CaseState
from clearway.core.casework import PauseReason, Stance
from clearway.core.decisions import Decision
from clearway.core.events import ReportTaken, WarningUpdated
from clearway.core.evidence import FlowState
from clearway.core.people import Role, machine
from clearway.core.refusals import NotAllowed, NotFound, WrongState
from clearway.loop import handle_case, work_case
from clearway.loop.keep_time import keep_time
from clearway.loop.late_now import late_now
from clearway.loop.propose_merges import proposals_for
from clearway.record import reading
from clearway.record.door import commit
from clearway.record.models import CaseRow, EvidenceRow, LedgerLine, ReplyRow, ReportRow, ReprisalRow, TaskRow
from clearway.record.verifying import verify
from clearway.respond.cases.unfinished import PartsOpen
from tests.examples import AT, COMMUNITY, COUNTY, TOWNSHIP, a_report
from tests.loop.test_handle_case import ACTS, desk_of, opened

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def _reported(number: str, text: str = "小区南门被铁链锁住，老人去不了医院", **changes: object) -> str:
    """A report and the case the hotline opened on it; returns the case's number."""
    report = a_report(number, text=text, external_id=None, channel="web", **changes)
    commit(Decision((ReportTaken(subject=number, report=report),)), by=machine(COUNTY), at=AT)
    return handle_case.check_report(number, desk_of(Role.HOTLINE))


def _rows(*cases: str) -> list[dict[str, object]]:
    """Everything a merge touches, but for when it was touched."""
    found = [
        *CaseRow.objects.filter(number__in=cases).order_by("number"),
        *TaskRow.objects.order_by("number"),
        *ReportRow.objects.order_by("number"),
    ]
    return [{name: value for name, value in model_to_dict(row).items() if name != "updated_at"} for row in found]


def test_a_merge_undone_leaves_every_row_as_it_was() -> None:
    first, second = _reported("R1"), _reported("R2", "救护车在南门进不来")
    before = _rows(first, second)
    work_case.merge(second, first, "同一道门", desk_of(Role.TOWNSHIP))
    assert CaseRow.objects.get(number=second).merged_into == first
    assert set(ReportRow.objects.filter(case=first).values_list("number", flat=True)) == {"R1", "R2"}
    assert reading.case(second).open_tasks == ()
    work_case.unmerge(second, "是两道门", desk_of(Role.TOWNSHIP, AT + HOUR))
    assert _rows(first, second) == before
    with pytest.raises(NotFound):
        work_case.unmerge(second, "再来", desk_of(Role.TOWNSHIP))
    assert verify().ok


def test_what_came_to_the_other_case_since_a_merge_stays_there_when_it_is_undone() -> None:
    first, second = _reported("R1"), _reported("R2", "救护车在南门进不来")
    work_case.merge(second, first, "同一道门", desk_of(Role.TOWNSHIP))
    report = a_report("R3", external_id=None)
    commit(Decision((ReportTaken(subject="R3", report=report),)), by=machine(COUNTY), at=AT)
    handle_case.join("R3", first, desk_of(Role.HOTLINE))
    work_case.unmerge(second, "是两道门", desk_of(Role.TOWNSHIP))
    assert ReportRow.objects.get(number="R3").case == first
    assert ReportRow.objects.get(number="R2").case == second


def test_likely_duplicates_are_proposed_and_a_merged_one_no_more() -> None:
    first, second = _reported("R1"), _reported("R2")
    assert [one.number for one in proposals_for(second)] == [first]
    work_case.merge(second, first, "同一道门", desk_of(Role.TOWNSHIP))
    assert proposals_for(first) == ()


def test_a_merged_case_is_not_moved_on_its_own() -> None:
    first, second = _reported("R1"), _reported("R2")
    work_case.merge(second, first, "同一道门", desk_of(Role.TOWNSHIP))
    with pytest.raises(WrongState):
        ACTS["order"](second, desk_of(Role.COUNTY_GOVERNMENT))


def test_opening_a_case_on_a_report_answers_whoever_reported() -> None:
    _reported("R1")
    assert ReplyRow.objects.get().report == "R1"
    assert all(ReplyRow.objects.get().text_zh not in line.payload for line in LedgerLine.objects.all())


def _in_handling() -> tuple[str, str]:
    """A case being cleared, and its work order."""
    case = opened()
    for act, role in (("confirm", Role.TOWNSHIP), ("order", Role.COUNTY_GOVERNMENT), ("start", Role.COMMUNITY)):
        ACTS[act](case, desk_of(role))
    (task,) = reading.case(case).open_tasks
    return case, task.number


def test_an_order_handed_to_the_police_is_cleared_by_the_police_and_checked_by_inspectors() -> None:
    case, task = _in_handling()
    work_case.reassign_task(task, Role.POLICE, COUNTY, "要清障车", desk_of(Role.COUNTY_GOVERNMENT))
    with pytest.raises(NotAllowed):
        handle_case.cleared(case, "好了", desk_of(Role.TRANSPORT))
    handle_case.cleared(case, "已拖走", desk_of(Role.POLICE))
    with pytest.raises(NotAllowed):
        handle_case.verify(case, "通了", desk_of(Role.POLICE))
    handle_case.reopen(case, "还有半截铁链", desk_of(Role.INSPECTOR))
    assert [one.role for one in reading.case(case).open_tasks] == [Role.POLICE]
    handle_case.cleared(case, "全部拖走", desk_of(Role.POLICE))
    handle_case.verify(case, "通了", desk_of(Role.INSPECTOR))
    assert reading.case(case).state is CaseState.VERIFIED


def test_a_returned_order_is_dispatched_again_and_counts_for_nobody() -> None:
    case, task = _in_handling()
    work_case.return_task(task, "不归社区管", desk_of(Role.COMMUNITY))
    assert reading.case(case).state is CaseState.FILED
    assert TaskRow.objects.get(number=task).withdrawn
    ACTS["order"](case, desk_of(Role.COUNTY_GOVERNMENT))
    assert reading.case(case).state is CaseState.DISPATCHED


def test_a_paused_clock_runs_on_later_by_the_pause() -> None:
    _, task = _in_handling()
    due = TaskRow.objects.get(number=task).due_at
    work_case.pause_task(task, PauseReason.WEATHER, "暴雪", desk_of(Role.COMMUNITY, AT + HOUR))
    work_case.resume_task(task, desk_of(Role.COMMUNITY, AT + 6 * HOUR))
    assert TaskRow.objects.get(number=task).due_at == due + 5 * HOUR


def test_the_loop_warns_before_a_limit_escalates_after_it_and_tells_each_once() -> None:
    _, task = _in_handling()
    loop = desk_of(Role.MACHINE, AT + 45 * HOUR, COUNTY)
    assert keep_time(loop).warned == (task,)
    assert keep_time(loop).warned == ()
    late = desk_of(Role.MACHINE, AT + 49 * HOUR, COUNTY)
    assert keep_time(late).escalated == (task,)
    assert TaskRow.objects.get(number=task).escalated == "township"
    lines = LedgerLine.objects.count()
    assert keep_time(late).escalated == ()
    assert LedgerLine.objects.count() == lines
    assert keep_time(desk_of(Role.MACHINE, AT + 400 * HOUR, COUNTY)).escalated == (task,)
    assert TaskRow.objects.get(number=task).escalated == "province"


def test_counters_that_count_again_are_evidence_once_and_close_nothing() -> None:
    case, _ = _in_handling()
    number = CaseRow.objects.get(number=case).warning
    assert number is not None
    raised = reading.warning(number).raised  # type: ignore[union-attr]
    ended = WarningUpdated(
        subject=number, state=FlowState.CONFIRMED, probability=0.9, priority=1.0, triggers=raised.triggers,
        evidence=raised.evidence, sentences=raised.sentences, ended_at=AT + 5 * HOUR,
    )  # fmt: skip
    commit(Decision((ended,)), by=machine(COUNTY), at=AT + 6 * HOUR)
    loop = desk_of(Role.MACHINE, AT + 6 * HOUR, COUNTY)
    assert keep_time(loop).recovered == (case,)
    assert keep_time(loop).recovered == ()
    assert EvidenceRow.objects.get(case=case).kind == "sensor"
    assert reading.case(case).state is CaseState.IN_HANDLING


def test_a_barrier_put_up_after_a_report_is_told_to_the_county_once() -> None:
    _reported("R1", at=AT - 20 * HOUR)
    case = opened()
    ACTS["confirm"](case, desk_of(Role.TOWNSHIP))
    loop = desk_of(Role.MACHINE, AT + HOUR, COUNTY)
    assert keep_time(loop).reprisals == ("R1",)
    assert keep_time(loop).reprisals == ()
    row = ReprisalRow.objects.get()
    assert (row.level, row.region) == ("county", COUNTY)


def test_the_board_of_what_is_late_counts_open_overdue_cases_and_unanswered_reports() -> None:
    case = opened()
    report = a_report("R9", at=AT, external_id=None, channel="web")
    commit(Decision((ReportTaken(subject="R9", report=report),)), by=machine(COUNTY), at=AT)
    now = late_now(COUNTY, desk_of(Role.COUNTY_GOVERNMENT, AT + 25 * HOUR))
    assert [one.task.case for one in now.tasks] == [case]
    assert [one.number for one in now.reports] == ["R9"]
    assert now.answers.rate == 0.0
    assert now.rate.rate is None
    later = late_now(COUNTY, desk_of(Role.COUNTY_GOVERNMENT, AT + timedelta(days=20)))
    assert [one.number for one in later.cases] == [case]
    assert later.rate.rate == 0.0
    assert [one.region for one in later.offices] == [TOWNSHIP]
    assert late_now("990103000000", desk_of(Role.COUNTY_GOVERNMENT, AT + timedelta(days=20))).tasks == ()


def test_contrary_orders_stay_open_until_settled() -> None:
    case, _ = _in_handling()
    work_case.take_position(case, Stance.CLOSE, "封闭管理", desk_of(Role.COUNTY_HEALTH))
    work_case.take_position(case, Stance.KEEP_OPEN, "保障物流", desk_of(Role.TRANSPORT, AT + HOUR))
    county = desk_of(Role.COUNTY_GOVERNMENT, AT + 2 * HOUR)
    assert [number for number, _ in work_case.conflicts_within(COUNTY, county)] == [case]
    work_case.settle_conflict(case, Stance.KEEP_OPEN, "生命通道不得封闭", county)
    assert work_case.conflicts_within(COUNTY, county) == ()
    assert COMMUNITY.startswith(TOWNSHIP[:9])


def test_a_case_is_not_closed_over_a_departments_open_part_and_a_false_alarm_withdraws_it() -> None:
    case, _ = _in_handling()
    work_case.ask_part(case, Role.TRANSPORT, COUNTY, "调拖车", 5, desk_of(Role.COUNTY_GOVERNMENT))
    handle_case.cleared(case, "好了", desk_of(Role.COMMUNITY))
    handle_case.verify(case, "通了", desk_of(Role.INSPECTOR))
    with pytest.raises(PartsOpen):
        handle_case.close(case, "结案", desk_of(Role.COUNTY_GOVERNMENT))
    (part,) = reading.case(case).open_tasks
    work_case.finish_part(part.number, "拖车已到", desk_of(Role.TRANSPORT))
    handle_case.close(case, "结案", desk_of(Role.COUNTY_GOVERNMENT))
    other = opened()
    work_case.ask_part(other, Role.TRANSPORT, COUNTY, "调拖车", 5, desk_of(Role.COUNTY_GOVERNMENT))
    ACTS["clear"](other, desk_of(Role.INSPECTOR))
    assert reading.case(other).open_tasks == ()
    assert TaskRow.objects.get(case_id=other, kind="part").withdrawn
