"""One case, several departments: each has its part, with a deadline of its own, and says when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import OPEN_STATES, Case, Task, TaskKind
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import TaskFinished, TaskOpened
from clearway.core.people import NO_OFFICE, Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.cases.clocks import is_above
from clearway.respond.cases.tasks import HOLDERS

PART = "duty.part_hours"
_LEADS = frozenset({Role.COUNTY_GOVERNMENT, Role.COUNTY_HEALTH, Role.TOWNSHIP, Role.CITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is asked of one department: ``hours`` None takes the rule's."""

    task: str
    role: Role
    region: str
    text: Bilingual | None
    hours: float | None = None


def ask_part(case: Case, part: Part, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The lead office asks a department to do its part, by a deadline of its own.

    Returns:
        The decision; or ``NotAllowed`` (not a lead, or an office that takes no parts), ``WrongState`` (closed),
        ``Missing`` (what is asked; a deadline within the rule).
    """
    if by.role not in _LEADS or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="ask_part")
    if case.state not in OPEN_STATES:
        return WrongState(subject=case.number, state=case.state.value, act="ask_part")
    if part.role not in HOLDERS[TaskKind.PART] or not _near(part.region, case.place_code):
        return NotAllowed(role=part.role.value, place=part.region, act="hold_task")
    if part.text is None:
        return Missing(zh="要求协办的内容", en="what the department is to do")
    most = float(rulebook.value(PART, at.date()))
    hours = most if part.hours is None else part.hours
    if not 0 < hours <= most:
        return Missing(rule=PART, zh=f"不超过 {most:.0f} 小时的时限", en=f"a deadline within {most:.0f} hours")
    asked = TaskOpened(
        subject=part.task,
        case=case.number,
        task=TaskKind.PART,
        role=part.role,
        region=part.region,
        due_at=at + timedelta(hours=hours),
        instruction=part.text,
        rule=PART,
    )
    return Decision((asked,), (Reason(rulebook.rule(PART).title, PART),))


def finish_part(case: Case, task: Task, note: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The department says its part is done.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (done already, or not a part), ``Missing`` (a note).
    """
    holder = by.role is task.role and by.reaches(task.region)
    above = by.role not in NO_OFFICE and is_above(by.role, task.role) and by.reaches(case.place_code)
    if not (holder or above):
        return NotAllowed(role=by.role.value, place=case.place_code, act="finish_part")
    if task.finished_at is not None or task.kind is not TaskKind.PART:
        return WrongState(subject=task.number, state="finished", act="finish_part")
    if not note.strip():
        return Missing(zh="办理情况说明", en="a note of what was done")
    return Decision((TaskFinished(subject=task.number, case=case.number, note=note),))


def _near(region: str, place_code: str) -> bool:
    return covers(region, place_code) or covers(place_code, region)
