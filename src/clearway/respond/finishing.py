"""The open work orders of a case, and finishing them."""

from __future__ import annotations

from clearway.core.cases import Case, CheckOutcome, TaskKind
from clearway.core.events import TaskFinished


def finished(case: Case, kind: TaskKind, note: str, *, outcome: CheckOutcome | None = None) -> tuple[TaskFinished, ...]:
    """One event for every open work order of ``kind``."""
    return tuple(
        TaskFinished(subject=task.number, case=case.number, note=note, outcome=outcome)
        for task in case.open_tasks
        if task.kind is kind
    )
