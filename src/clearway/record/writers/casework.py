"""Rows of work orders on their way, merges, positions, evidence and shifts."""

from __future__ import annotations

from datetime import datetime

from clearway.core.case_events import (
    CaseMerged,
    CaseUnmerged,
    ConflictSettled,
    EvidenceAdded,
    PositionTaken,
    ReportTakenOut,
    ShiftHandedOver,
    TaskEscalated,
    TaskExtended,
    TaskNearLimit,
    TaskPaused,
    TaskReassigned,
    TaskResumed,
    TaskWithdrawn,
)
from clearway.core.cases import CaseState
from clearway.core.people import Actor
from clearway.record.models import (
    CaseRow,
    EvidenceRow,
    MergeRow,
    PositionRow,
    ReportRow,
    SettlementRow,
    ShiftRow,
    TaskRow,
)
from clearway.record.writers.cases import MovedMeanwhile
from clearway.record.writers.table import writes


@writes(TaskWithdrawn)
def task_withdrawn(event: TaskWithdrawn, *, by: Actor, at: datetime) -> None:
    """It ended without being done."""
    TaskRow.objects.filter(number=event.subject, finished_at=None).update(
        finished_at=at, finished_by=by.name, withdrawn=True, note=event.reason
    )


@writes(TaskReassigned)
def task_reassigned(event: TaskReassigned, *, by: Actor, at: datetime) -> None:
    """Another office has it now."""
    TaskRow.objects.filter(number=event.subject, finished_at=None).update(role=event.role.value, region=event.region)


@writes(TaskExtended)
def task_extended(event: TaskExtended, *, by: Actor, at: datetime) -> None:
    """A later limit; a pause within it is over, its time counted in."""
    row = TaskRow.objects.select_for_update().get(number=event.subject)
    TaskRow.objects.filter(number=event.subject).update(
        due_at=event.due_at, extended=row.extended + 1, paused_at=None, paused_until=None, escalated=None
    )


@writes(TaskPaused)
def task_paused(event: TaskPaused, *, by: Actor, at: datetime) -> None:
    """The clock stands still."""
    TaskRow.objects.filter(number=event.subject, paused_at=None).update(
        paused_at=at, paused_until=event.until, paused_why=event.why.value
    )


@writes(TaskResumed)
def task_resumed(event: TaskResumed, *, by: Actor, at: datetime) -> None:
    """It runs again."""
    TaskRow.objects.filter(number=event.subject).update(
        due_at=event.due_at, paused_at=None, paused_until=None, paused_why=""
    )


@writes(TaskEscalated)
def task_escalated(event: TaskEscalated, *, by: Actor, at: datetime) -> None:
    """The level it has come to."""
    TaskRow.objects.filter(number=event.subject).update(escalated=event.level.value)


@writes(TaskNearLimit)
def task_near_limit(event: TaskNearLimit, *, by: Actor, at: datetime) -> None:
    """This limit was warned of."""
    TaskRow.objects.filter(number=event.subject).update(warned_of=event.due_at)


@writes(CaseMerged)
def case_merged(event: CaseMerged, *, by: Actor, at: datetime) -> None:
    """Its reports go to the other case, its clocks end, and it is closed into it."""
    changed = CaseRow.objects.filter(number=event.subject, state=event.from_state.value, merged_into=None).update(
        state=CaseState.CLOSED.value, closed_at=at, updated_at=at, closed_reason=event.reason, merged_into=event.into
    )
    if changed != 1:
        raise MovedMeanwhile(f"case {event.subject} does not stand at {event.from_state.value}")
    ReportRow.objects.filter(number__in=event.reports, case=event.subject).update(case=event.into)
    TaskRow.objects.filter(number__in=event.tasks).update(finished_at=at, finished_by=by.name, withdrawn=True)
    MergeRow(
        case=event.subject,
        into=event.into,
        from_state=event.from_state.value,
        reports=list(event.reports),
        tasks=list(event.tasks),
        reason=event.reason,
        merged_at=at,
        merged_by=by.name,
    ).save(force_insert=True)


@writes(CaseUnmerged)
def case_unmerged(event: CaseUnmerged, *, by: Actor, at: datetime) -> None:
    """Everything stands where it stood; what came to the other case since stays there."""
    CaseRow.objects.filter(number=event.subject, merged_into=event.out_of).update(
        state=event.to_state.value, closed_at=None, updated_at=at, closed_reason="", merged_into=None
    )
    ReportRow.objects.filter(number__in=event.reports, case=event.out_of).update(case=event.subject)
    TaskRow.objects.filter(number__in=event.tasks, withdrawn=True).update(
        finished_at=None, finished_by="", withdrawn=False
    )
    MergeRow.objects.filter(case=event.subject, into=event.out_of, undone_at=None).update(undone_at=at)


@writes(ReportTakenOut)
def report_taken_out(event: ReportTakenOut, *, by: Actor, at: datetime) -> None:
    """The report belongs to no case again."""
    ReportRow.objects.filter(number=event.subject, case=event.case).update(case=None)


@writes(PositionTaken)
def position_taken(event: PositionTaken, *, by: Actor, at: datetime) -> None:
    """What the office wants of the place."""
    PositionRow(
        case=event.subject,
        role=event.role.value,
        stance=event.stance.value,
        text_zh=event.text.zh,
        text_en=event.text.en,
        taken_at=at,
        taken_by=by.name,
    ).save(force_insert=True)


@writes(ConflictSettled)
def conflict_settled(event: ConflictSettled, *, by: Actor, at: datetime) -> None:
    """What was decided between them."""
    SettlementRow(
        case=event.subject, stance=event.stance.value, reason=event.reason, settled_at=at, settled_by=by.name
    ).save(force_insert=True)


@writes(EvidenceAdded)
def evidence_added(event: EvidenceAdded, *, by: Actor, at: datetime) -> None:
    """One piece, with who brought it."""
    EvidenceRow(
        case=event.subject,
        kind=event.evidence.value,
        note=event.note,
        open_again=event.open_again,
        lat=event.point.lat if event.point else None,
        lon=event.point.lon if event.point else None,
        away_m=event.away_m,
        photos=list(event.photos),
        reference=event.reference,
        at=at,
        by_name=by.name,
        by_role=by.role.value,
    ).save(force_insert=True)


@writes(ShiftHandedOver)
def shift_handed_over(event: ShiftHandedOver, *, by: Actor, at: datetime) -> None:
    """What the next clerk finds."""
    ShiftRow(
        region=event.subject,
        since=event.since,
        handed_at=at,
        handed_by=by.name,
        done=event.done,
        open_now=event.open_now,
        overdue=event.overdue,
        note=event.note,
    ).save(force_insert=True)
