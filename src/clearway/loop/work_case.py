"""Acts on work orders, merges, departments and contrary orders: one function an act, each written through the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clearway.core.cases import Case, Task
from clearway.core.casework import PauseReason, Stance
from clearway.core.decisions import Decision, Outcome
from clearway.core.people import Role
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import casework
from clearway.respond.cases import after, conflicts, merging, parts, tasks
from clearway.respond.cases.conflicts import Conflict
from clearway.respond.cases.parts import Part


def return_task(number: str, reason: str, desk: Desk) -> Decision:
    """Give a work order back (退单).

    Raises:
        Refusal: no such work order, not this office's, done already, no reason.
    """
    return _on_task(number, lambda case, task: tasks.return_task(case, task, reason, **_who(desk)), desk)


def reassign_task(number: str, role: Role, region: str, reason: str, desk: Desk) -> Decision:
    """Give a work order to another office (改派), or hand it over at the same level.

    Raises:
        Refusal: as ``return_task``; an office that may not hold it.
    """
    return _on_task(
        number, lambda case, task: tasks.reassign_task(case, task, role, region, reason, **_who(desk)), desk
    )


def extend_task(number: str, hours: float, reason: str, desk: Desk) -> Decision:
    """More time (延期).

    Raises:
        Refusal: as ``return_task``; more than the rule allows.
    """
    return _on_task(number, lambda case, task: tasks.extend_task(case, task, hours, reason, **_who(desk)), desk)


def pause_task(number: str, why: PauseReason, reason: str, desk: Desk) -> Decision:
    """Let its clock stand still (挂起).

    Raises:
        Refusal: as ``return_task``; overdue or paused already.
    """
    return _on_task(number, lambda case, task: tasks.pause_task(case, task, why, reason, **_who(desk)), desk)


def resume_task(number: str, desk: Desk) -> Decision:
    """Let its clock run again.

    Raises:
        Refusal: as ``return_task``; it runs.
    """
    return _on_task(number, lambda case, task: tasks.resume_task(case, task, **_who(desk)), desk)


def escalate_task(number: str, reason: str, desk: Desk) -> Decision:
    """Bring it to the level above (升级).

    Raises:
        Refusal: as ``return_task``; with the province already.
    """
    return _on_task(number, lambda case, task: tasks.escalate_task(case, task, reason, **_who(desk)), desk)


def finish_part(number: str, note: str, desk: Desk) -> Decision:
    """A department's part is done.

    Raises:
        Refusal: as ``return_task``; not a part.
    """
    return _on_task(number, lambda case, task: parts.finish_part(case, task, note, **_who(desk)), desk)


def ask_part(case_number: str, role: Role, region: str, text: str, hours: float | None, desk: Desk) -> Decision:
    """Ask a department to do its part of a case.

    Raises:
        Refusal: no such case, not this person, closed, nothing asked, too long a deadline.
    """

    def decide(case: Case) -> Outcome:
        asked = Bilingual(text, text) if text.strip() else None
        number = next_number("T", desk.at, desk.zone)
        part = Part(task=number, role=role, region=region, text=asked, hours=hours)
        return parts.ask_part(case, part, **_who(desk))

    return _on_case(case_number, decide, desk)


def supervise(case_number: str, note: str, desk: Desk) -> Decision:
    """Put a case under supervision (督办).

    Raises:
        Refusal: as the moves of a case.
    """
    return _on_case(
        case_number,
        lambda case: after.supervise(case, note, next_number("T", desk.at, desk.zone), **_who(desk)),
        desk,
    )


def revisit(case_number: str, note: str, desk: Desk) -> Decision:
    """What reporters said when they were called after the closing (回访).

    Raises:
        Refusal: as the moves of a case.
    """
    return _on_case(case_number, lambda case: after.revisit(case, note, **_who(desk)), desk)


def redo(case_number: str, note: str, desk: Desk) -> Decision:
    """Open a closed case again (重办); a merged one is taken out of its merge instead.

    Raises:
        Refusal: as the moves of a case.
    """
    return _on_case(
        case_number, lambda case: after.redo(case, note, next_number("T", desk.at, desk.zone), **_who(desk)), desk
    )


def merge(case_number: str, into: str, reason: str, desk: Desk) -> Decision:
    """Make a case part of another (并单).

    Raises:
        Refusal: no such case, not this person, filed already, closed, no reason.
    """
    with session():
        first, second = sorted((case_number, into))
        locked = {number: reading.case(number, lock=True) for number in dict.fromkeys((first, second))}
        reports = casework.reports_of(case_number)
        outcome = merging.merge_cases(locked[case_number], locked[into], reports, reason, **_who(desk))
        return write(outcome, desk)


def unmerge(case_number: str, reason: str, desk: Desk) -> Decision:
    """Undo a merge: the case stands where it stood.

    Raises:
        Refusal: it was not merged, not this person, no reason.
    """
    with session():
        done = casework.merge_of(case_number)
        into = reading.case(done.into, lock=True)
        return write(merging.undo_merge(done, into, reason, **_who(desk)), desk)


def take_position(case_number: str, stance: Stance, text: str, desk: Desk) -> Decision:
    """An office says what it orders about the place of a case.

    Raises:
        Refusal: no such case, not this office, closed, no words.
    """
    said = Bilingual(text, text) if text.strip() else None
    return _on_case(case_number, lambda case: conflicts.take_position(case, stance, said, **_who(desk)), desk)


def settle_conflict(case_number: str, stance: Stance, reason: str, desk: Desk) -> Decision:
    """Decide between contrary orders.

    Raises:
        Refusal: no such case, not this office, nothing contrary, no reason.
    """

    def decide(case: Case) -> Outcome:
        return conflicts.settle_conflict(case, conflicts_on(case, desk), stance, reason, **_who(desk))

    return _on_case(case_number, decide, desk)


def conflicts_on(case: Case, desk: Desk) -> tuple[Conflict, ...]:
    """What is contrary about the place of a case now."""
    settled = casework.settlement(case.number)
    measures = reading.measures_in_force(desk.at)
    return conflicts.conflicts_of(
        case, casework.positions(case.number), measures, settled.settled_at if settled else None
    )


def conflicts_within(region: str, desk: Desk) -> tuple[tuple[str, Conflict], ...]:
    """Every open conflict on a case in ``region``: case number and what is contrary."""
    return tuple(
        (number, one)
        for number in casework.cases_with_positions(region)
        for one in conflicts_on(reading.case(number), desk)
    )


def _on_task(number: str, decide: Callable[[Case, Task], Outcome], desk: Desk) -> Decision:
    with session():
        case = reading.case(casework.task(number).case, lock=True)
        return write(decide(case, casework.task(number)), desk)


def _on_case(number: str, decide: Callable[[Case], Outcome], desk: Desk) -> Decision:
    with session():
        return write(decide(reading.case(number, lock=True)), desk)


def _who(desk: Desk) -> dict[str, Any]:
    return {"by": desk.by, "at": desk.local, "rulebook": desk.rulebook}
