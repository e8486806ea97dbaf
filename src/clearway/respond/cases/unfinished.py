"""Work orders still open when a case is to end: a department's part is waited for, or withdrawn with the suspicion."""

from __future__ import annotations

from clearway.core.case_events import TaskWithdrawn
from clearway.core.cases import Case, TaskKind
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


class PartsOpen(Refusal):
    """A department has not done its part yet."""

    code = "parts_open"
    template = Bilingual(
        "案件 {number} 还有部门协办未完成（{tasks}），不能结案",
        "case {number} has departments' parts still open ({tasks}): it cannot be closed",
    )


def parts_open(case: Case) -> PartsOpen | None:
    """The refusal where a department's part is open; None where all are done."""
    tasks = [task.number for task in case.open_tasks if task.kind is TaskKind.PART]
    return PartsOpen(number=case.number, tasks=", ".join(tasks)) if tasks else None


def withdrawn_with(case: Case, reason: str, but: TaskKind) -> tuple[TaskWithdrawn, ...]:
    """The end of every open work order but those of one kind: nothing was there, so nothing is to be done."""
    return tuple(
        TaskWithdrawn(subject=task.number, case=case.number, reason=reason)
        for task in case.open_tasks
        if task.kind is not but
    )
