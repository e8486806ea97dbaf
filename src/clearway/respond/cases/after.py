"""After the closing: call-back (回访), rating (评价), and opening again what was closed and not put right (重办)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.case_events import ReportRated
from clearway.core.cases import Case, CaseState, TaskKind
from clearway.core.casework import Grade
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import CaseMoved, Event, TaskOpened
from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.cases.tasks import HOLDERS
from clearway.respond.deadlines import VERIFY, due
from clearway.respond.finishing import finished
from clearway.respond.moves import REDO, REVISIT, SUPERVISE, moved, refusal
from clearway.respond.rectifying import handlers_of

REOPEN_DAYS = "duty.reopen_days"
SUPERVISE_HOURS = "duty.supervise_hours"
ENDED = frozenset({CaseState.CLOSED, CaseState.REVISITED, CaseState.RATED})
_FOR_CALLERS = frozenset({Role.HOTLINE, Role.COMMUNITY, Role.TOWNSHIP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a case of a report ended: ``by_reporter`` how often its reporters had it reopened since."""

    case: Case
    closed_at: datetime | None
    by_reporter: bool = False


def supervise(case: Case, note: str, task: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """An office above takes the case in its eye: a short limit, counted anew (``task`` is the new order's number).

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (why).
    """
    refused = refusal(case, SUPERVISE, by) or _without(note)
    if refused is not None:
        return refused
    role, region = handlers_of(case.place_code)
    held = next((one for one in case.open_tasks if one.kind is TaskKind.RECTIFY), None)
    if held is not None and held.role in HOLDERS[TaskKind.RECTIFY]:
        role, region = held.role, held.region
    order = TaskOpened(
        subject=task,
        case=case.number,
        task=TaskKind.RECTIFY,
        role=role,
        region=region,
        due_at=due(SUPERVISE_HOURS, at, rulebook),
        instruction=Bilingual(f"督办：{note}", f"Under supervision: {note}"),
        rule=SUPERVISE_HOURS,
    )
    ended = finished(case, TaskKind.RECHECK, note)
    reason = Reason(rulebook.rule(SUPERVISE_HOURS).title, SUPERVISE_HOURS)
    return Decision((*ended, moved(case, SUPERVISE, note), order), (reason,))


def revisit(case: Case, note: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The hotline, or an inspector, asked the reporters after the closing.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (what they said).
    """
    return refusal(case, REVISIT, by) or _without(note) or Decision((moved(case, REVISIT, note),))


def redo(case: Case, note: str, task: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """An office opens a closed case again: inspectors look first.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (why).
    """
    refused = refusal(case, REDO, by) or _without(note)
    if refused is not None:
        return refused
    return Decision((moved(case, REDO, note), look_again(case, task, note, at, rulebook)), (_why(rulebook),))


def redo_for_reporter(
    closing: Closing, note: str, task: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """A reporter says it is still blocked: the case opens again, and inspectors look, never the office that closed it.

    Returns:
        The decision; or ``NotAllowed`` (not a reporter, nor a clerk for one), ``WrongState`` (open, or past the days
        of the rule), ``Missing`` (what is still wrong).
    """
    case = closing.case
    if not _speaks_for_reporter(by, case):
        return NotAllowed(role=by.role.value, place=case.place_code, act="redo")
    if case.state not in ENDED:
        return WrongState(subject=case.number, state=case.state.value, act="redo")
    days = timedelta(days=float(rulebook.value(REOPEN_DAYS, at.date())))
    if closing.closed_at is not None and at - closing.closed_at > days:
        return WrongState(rule=REOPEN_DAYS, subject=case.number, state="too_late", act="redo")
    refused = _without(note)
    if refused is not None:
        return refused
    told = "反映人要求重办"
    reopened = CaseMoved(
        subject=case.number, move=REDO.name, from_state=case.state, to_state=REDO.to_state, reason=told
    )
    return Decision((reopened, look_again(case, task, told, at, rulebook)), (_why(rulebook),))


def rate(report: str, case: Case, grade: Grade, note: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A reporter, or a clerk for one, rates what was done; again, the last rating counts.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (nothing is closed yet), ``Missing`` (why, below "fair").
    """
    if not _speaks_for_reporter(by, case):
        return NotAllowed(role=by.role.value, place=case.place_code, act="rate")
    if case.state not in ENDED:
        return WrongState(subject=case.number, state=case.state.value, act="rate")
    if grade.unhappy and not note.strip():
        return Missing(zh="哪里不满意", en="what was not good")
    events: list[Event] = [
        ReportRated(subject=report, case=case.number, grade=grade, note=note, for_caller=by.role is not Role.RESIDENT)
    ]
    if case.state is not CaseState.RATED:
        events.append(
            CaseMoved(
                subject=case.number, move="rate", from_state=case.state, to_state=CaseState.RATED, reason=grade.value
            )
        )
    return Decision(tuple(events))


def look_again(case: Case, task: str, note: str, at: datetime, rulebook: Rulebook) -> TaskOpened:
    """The inspectors' order to look at a case opened again."""
    return TaskOpened(
        subject=task,
        case=case.number,
        task=TaskKind.VERIFY,
        role=Role.INSPECTOR,
        region=region_at(case.place_code, Level.COUNTY),
        due_at=due(VERIFY, at, rulebook),
        instruction=Bilingual(f"重办：到现场再看（{note}）", f"Opened again, go and look: {note}"),
        rule=VERIFY,
    )


def _speaks_for_reporter(by: Actor, case: Case) -> bool:
    """The reporter (who holds the token), or a clerk at whose desk a caller asked for it."""
    return by.role is Role.RESIDENT or (by.role in _FOR_CALLERS and by.reaches(case.place_code))


def _why(rulebook: Rulebook) -> Reason:
    return Reason(rulebook.rule(REOPEN_DAYS).title, REOPEN_DAYS)


def _without(note: str) -> Refusal | None:
    return None if note.strip() else Missing(zh="说明", en="a note saying why")
