"""What a form on a case page does: one function a move, each calling its act of the loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import QueryDict

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import CheckOutcome, TaskKind
from clearway.core.decisions import Decision
from clearway.core.people import Role
from clearway.core.refusals import BadUsage, Missing, NotFound
from clearway.core.words import Bilingual
from clearway.loop import handle_case, work_case
from clearway.loop.desk import Desk
from clearway.record import reading
from clearway.respond.checking import Finding
from clearway.respond.moves import (
    CLEAR_OF_SUSPICION,
    CLOSE,
    DISPATCH,
    FILE,
    REDO,
    REOPEN,
    REPLY,
    RETURN,
    REVISIT,
    START,
    SUPERVISE,
    VERIFY,
)

Act = Callable[[str, QueryDict, Desk], Decision]
#: Longer notes are cut off here by refusing them, never silently.
LONGEST_NOTE = 2_000


def move(case_number: str, form: QueryDict, desk: Desk) -> Decision:
    """Make the move the form names.

    Raises:
        BadUsage: no such move, or a note too long.
        Refusal: as the act.
    """
    act = ACTS.get(form.get("move", ""))
    if act is None:
        raise BadUsage(zh="没有这一步", en="no such move")
    if len(form.get("note", "")) > LONGEST_NOTE:
        raise BadUsage(zh=f"说明超过 {LONGEST_NOTE} 字", en=f"the note is longer than {LONGEST_NOTE} characters")
    return act(case_number, form, desk)


def _find(case_number: str, form: QueryDict, desk: Desk) -> Decision:
    return handle_case.record_finding(case_number, read_finding(form), desk)


def _order(case_number: str, form: QueryDict, desk: Desk) -> Decision:
    text = form.get("note", "").strip()
    rules = tuple(form.getlist("rule"))
    chosen = form.get("role", "")
    role = Role(chosen) if chosen in set(Role) else None
    return handle_case.order(case_number, Bilingual(text, text) if text else None, rules, desk, role)


def _return(case_number: str, form: QueryDict, desk: Desk) -> Decision:
    """Give the order to clear the way back to whoever dispatched it."""
    orders = [task for task in reading.case(case_number).open_tasks if task.kind is TaskKind.RECTIFY]
    if not orders:
        raise NotFound(what="task", number=case_number)
    return work_case.return_task(orders[0].number, form.get("note", ""), desk)


def read_finding(form: QueryDict) -> Finding:
    """What was found, from the form's fields.

    Raises:
        Missing: no outcome was chosen.
    """
    outcome = form.get("outcome", "")
    if outcome not in set(CheckOutcome):
        raise Missing(zh="核查结论", en="what was found")
    barrier, imposed_by = form.get("barrier", ""), form.get("imposed_by", "")
    return Finding(
        outcome=CheckOutcome(outcome),
        note=form.get("note", ""),
        barrier=Barrier(barrier) if barrier in set(Barrier) else None,
        imposed_by=ImposedBy(imposed_by) if imposed_by in set(ImposedBy) else ImposedBy.UNKNOWN,
        exceeds=form.get("exceeds", "").strip() or None,
    )


ACTS: Mapping[str, Act] = {
    FILE.name: _find,
    CLEAR_OF_SUSPICION.name: _find,
    DISPATCH.name: _order,
    START.name: lambda number, form, desk: handle_case.start(number, desk),
    REPLY.name: lambda number, form, desk: handle_case.cleared(number, form.get("note", ""), desk),
    VERIFY.name: lambda number, form, desk: handle_case.verify(number, form.get("note", ""), desk),
    REOPEN.name: lambda number, form, desk: handle_case.reopen(number, form.get("note", ""), desk),
    CLOSE.name: lambda number, form, desk: handle_case.close(number, form.get("note", ""), desk),
    RETURN.name: _return,
    SUPERVISE.name: lambda number, form, desk: work_case.supervise(number, form.get("note", ""), desk),
    REVISIT.name: lambda number, form, desk: work_case.revisit(number, form.get("note", ""), desk),
    REDO.name: lambda number, form, desk: work_case.redo(number, form.get("note", ""), desk),
}
