"""What happens to a work order on its way: returned, reassigned, extended, paused, brought to the level above."""

from __future__ import annotations

from datetime import datetime, timedelta

from clearway.core.case_events import (
    TaskEscalated,
    TaskExtended,
    TaskPaused,
    TaskReassigned,
    TaskResumed,
    TaskWithdrawn,
)
from clearway.core.cases import Case, Task, TaskKind
from clearway.core.casework import PauseReason
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import DEPARTMENTS, NO_OFFICE, Actor, Role
from clearway.core.places import Level, covers, region_at
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.rules import Rulebook
from clearway.respond.cases.clocks import LEVELS, is_above, level_now, level_of
from clearway.respond.moves import RETURN, moved

EXTENSION = "duty.extension"
PAUSE = "duty.pause_hours"
#: Which offices may hold which kind of work order: who clears a way never checks it again.
HOLDERS = {
    TaskKind.VERIFY: frozenset({Role.TOWNSHIP, Role.INSPECTOR, Role.COUNTY_GOVERNMENT}),
    TaskKind.RECTIFY: frozenset({Role.COMMUNITY, Role.TOWNSHIP, *DEPARTMENTS}),
    TaskKind.RECHECK: frozenset({Role.INSPECTOR}),
    TaskKind.PART: frozenset(DEPARTMENTS) | {Role.COMMUNITY, Role.TOWNSHIP},
}
_ASSIGNERS = frozenset({Role.TOWNSHIP, Role.HOTLINE, Role.INSPECTOR, Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT})


def return_task(case: Case, task: Task, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The office that has it gives it back (退单): an order goes back to be dispatched anew, a check to the inspectors.

    Returns:
        The decision; or ``NotAllowed`` (not its work order), ``WrongState``, ``Missing`` (a reason).
    """
    refused = _not_theirs(case, task, by, "return") or _done(task, "return") or _without(reason)
    if refused is not None:
        return refused
    if task.kind is TaskKind.VERIFY:
        county = region_at(case.place_code, Level.COUNTY)
        if by.role is Role.INSPECTOR:
            return NotAllowed(role=by.role.value, place=case.place_code, act="return")
        return Decision((_to(task, Role.INSPECTOR, county, reason),))
    withdrawn = TaskWithdrawn(subject=task.number, case=case.number, reason=reason)
    if task.kind is TaskKind.RECTIFY and case.state in RETURN.begins:
        return Decision((withdrawn, moved(case, RETURN, reason)))
    if task.kind is TaskKind.RECHECK:
        return NotAllowed(role=by.role.value, place=case.place_code, act="return")
    return Decision((withdrawn,))


def reassign_task(
    case: Case, task: Task, role: Role, region: str, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Give a work order to another office (改派); its clock runs on. The holder itself may hand it over to its level.

    Returns:
        The decision; or ``NotAllowed`` (this person, or an office that may not hold it), ``WrongState``, ``Missing``.
    """
    own = by.role is task.role and by.reaches(task.region) and level_of(role) is level_of(task.role)
    if not (own or (by.role in _ASSIGNERS and by.reaches(case.place_code))):
        return NotAllowed(role=by.role.value, place=case.place_code, act="reassign")
    refused = _done(task, "reassign") or _without(reason)
    if refused is not None:
        return refused
    fits = role in HOLDERS[task.kind] and (covers(region, case.place_code) or covers(case.place_code, region))
    if not fits or (role is task.role and region == task.region):
        return NotAllowed(role=role.value, place=region, act="hold_task")
    return Decision((_to(task, role, region, reason),))


def extend_task(
    case: Case, task: Task, hours: float, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """More time (延期), granted by an office above the one that has it, within the rule.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (done, or extended as often as the rule allows), ``Missing``.
    """
    if by.role in NO_OFFICE or not is_above(by.role, task.role) or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="extend_task", rule=EXTENSION)
    refused = _done(task, "extend_task") or _without(reason)
    if refused is not None:
        return refused
    limit = rulebook.value(EXTENSION, at.date())
    if task.extended >= int(limit["times"]):
        return WrongState(rule=EXTENSION, subject=task.number, state="extended", act="extend_task")
    if not 0 < hours <= float(limit["hours"]):
        most = limit["hours"]
        return Missing(rule=EXTENSION, zh=f"不超过 {most} 小时的延长", en=f"an extension of at most {most} hours")
    until = max(task.due(at), at) + timedelta(hours=hours)
    extended = TaskExtended(subject=task.number, case=case.number, due_at=until, reason=reason)
    return Decision((extended,), (Reason(rulebook.rule(EXTENSION).title, EXTENSION),))


def pause_task(
    case: Case, task: Task, why: PauseReason, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Let the clock stand still, for a reason of the list; what is overdue already cannot be paused.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (a reason in words).
    """
    refused = _not_theirs(case, task, by, "pause") or _done(task, "pause") or _without(reason)
    if refused is not None:
        return refused
    if task.paused_at is not None or task.overdue(at):
        state = "overdue" if task.overdue(at) else "paused"
        return WrongState(rule=PAUSE, subject=task.number, state=state, act="pause")
    until = at + timedelta(hours=float(rulebook.value(PAUSE, at.date())))
    paused = TaskPaused(subject=task.number, case=case.number, why=why, reason=reason, until=until)
    return Decision((paused,), (Reason(rulebook.rule(PAUSE).title, PAUSE),))


def resume_task(case: Case, task: Task, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """Let the clock run again, later by as long as it stood still.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (it runs).
    """
    refused = _not_theirs(case, task, by, "resume") or _done(task, "resume")
    if refused is not None:
        return refused
    if task.paused_at is None:
        return WrongState(subject=task.number, state="running", act="resume")
    return Decision((TaskResumed(subject=task.number, case=case.number, due_at=task.due(at)),))


def escalate_task(case: Case, task: Task, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """Bring a work order to the level above (升级) before its clock does.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (done, or with the province already), ``Missing``.
    """
    if by.role in NO_OFFICE or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="escalate")
    refused = _done(task, "escalate") or _without(reason)
    if refused is not None:
        return refused
    level = level_now(task, at, rulebook)
    if level is Level.PROVINCE:
        return WrongState(subject=task.number, state=level.value, act="escalate")
    return Decision((_escalated(task, LEVELS[LEVELS.index(level) + 1], reason, by_clock=False),))


def escalated_by_clock(task: Task, at: datetime, rulebook: Rulebook) -> TaskEscalated | None:
    """The event that says which level an overdue work order has come to; None where that is told already."""
    level = level_now(task, at, rulebook)
    told = task.escalated or level_of(task.role)
    if LEVELS.index(level) <= LEVELS.index(told):
        return None
    return _escalated(task, level, "", by_clock=True)


def _escalated(task: Task, level: Level, reason: str, *, by_clock: bool) -> TaskEscalated:
    return TaskEscalated(subject=task.number, case=task.case, level=level, reason=reason, by_clock=by_clock)


def _to(task: Task, role: Role, region: str, reason: str) -> TaskReassigned:
    return TaskReassigned(subject=task.number, case=task.case, role=role, region=region, reason=reason)


def _not_theirs(case: Case, task: Task, by: Actor, act: str) -> Refusal | None:
    """Only the office that has it, or one above it."""
    holder = by.role is task.role and covers(by.region, task.region)
    above = by.role not in NO_OFFICE and is_above(by.role, task.role) and by.reaches(case.place_code)
    if holder or (above and act != "return"):
        return None
    return NotAllowed(role=by.role.value, place=case.place_code, act=act)


def _done(task: Task, act: str) -> Refusal | None:
    if task.finished_at is None:
        return None
    return WrongState(subject=task.number, state="finished", act=act)


def _without(reason: str) -> Refusal | None:
    return None if reason.strip() else Missing(zh="理由", en="a reason")
