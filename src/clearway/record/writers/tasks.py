"""Rows of work orders."""

from __future__ import annotations

from datetime import datetime

from clearway.core.events import TaskFinished, TaskOpened
from clearway.core.people import Actor
from clearway.record.models import TaskRow
from clearway.record.writers.table import writes


@writes(TaskOpened)
def task_opened(event: TaskOpened, *, by: Actor, at: datetime) -> None:
    """A work order with its clock."""
    TaskRow(
        number=event.subject,
        case_id=event.case,
        kind=event.task.value,
        role=event.role.value,
        region=event.region,
        opened_at=at,
        due_at=event.due_at,
        instruction_zh=event.instruction.zh,
        instruction_en=event.instruction.en,
        rule=event.rule,
    ).save(force_insert=True)


@writes(TaskFinished)
def task_finished(event: TaskFinished, *, by: Actor, at: datetime) -> None:
    """Done, by whom, with what note; what is done stays as it was done."""
    TaskRow.objects.filter(number=event.subject, finished_at=None).update(
        finished_at=at,
        finished_by=by.name,
        note=event.note,
        outcome=event.outcome.value if event.outcome else None,
    )
