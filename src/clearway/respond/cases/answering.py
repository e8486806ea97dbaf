"""Answers to reporters, what reporters add, and what they see with their own eyes."""

from __future__ import annotations

from datetime import datetime, timedelta

from clearway.core.case_events import EvidenceAdded, ReportAddedTo, ReportAnswered, ReportWitnessed
from clearway.core.cases import OPEN_STATES, Case, CaseState
from clearway.core.casework import EvidenceKind, Seen
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import NO_OFFICE, Actor, Role
from clearway.core.places import Point
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.reports import Report
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.deadlines import FIRST_ANSWER

#: What the reporter of a case is told as soon as somebody is sent.
SENT = Bilingual(
    "已派人到现场核查，结果将在本页公布。", "Somebody has been sent to look; the result will be on this page."
)
JOINED = Bilingual(
    "已与同一地点的反映合并办理，进展将在本页公布。",
    "It is handled together with other reports of this place; progress will be on this page.",
)
#: Nearer than this a position is taken for "at the place" (m).
AT_PLACE_M = 300.0
_INSPECTORS = frozenset({Role.INSPECTOR, Role.TOWNSHIP, Role.SUPERVISOR, Role.EVALUATOR})


def answer_report(report: Report, text: Bilingual | None, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """An office answers a reporter; the first answer ends the clock of the first answer.

    Returns:
        The decision; or ``NotAllowed`` (no office, or not its region), ``Missing`` (the words).
    """
    place = report.place_code or by.region
    if by.role in NO_OFFICE or not by.reaches(place):
        return NotAllowed(role=by.role.value, place=place, act="answer_report")
    if text is None:
        return Missing(zh="答复内容", en="the answer")
    told = ReportAnswered(subject=report.number, text=text)
    return Decision((told,), (Reason(rulebook.rule(FIRST_ANSWER).title, FIRST_ANSWER),))


def add_to_report(report: Report, text: str, *, by: Actor, at: datetime) -> Outcome:
    """The reporter adds something (``text`` is masked already).

    Returns:
        The decision; or ``NotAllowed`` (only the reporter, or a clerk for one), ``Missing``.
    """
    if by.role is not Role.RESIDENT and by.role in NO_OFFICE:
        return NotAllowed(role=by.role.value, place=report.place_code or "?", act="add_to_report")
    if not text.strip():
        return Missing(zh="补充内容", en="what you want to add")
    return Decision((ReportAddedTo(subject=report.number, text=text),))


def witness(report: Report, of: Report, *, by: Actor, at: datetime, within: timedelta = timedelta(days=14)) -> Outcome:
    """The report says the same as an earlier one: it goes where that one goes, and counts as one more witness.

    Returns:
        The decision; or ``WrongState`` (another place, or too long ago).
    """
    here = report.place_code is not None and report.place_code == of.place_code
    if not here or abs(report.at - of.at) > within or report.number == of.number:
        return WrongState(subject=of.number, state="elsewhere", act="witness")
    return Decision((ReportWitnessed(subject=report.number, of=of.number),))


def confirm_open(report: str, case: Case, *, open_again: bool, by: Actor, at: datetime) -> Outcome:
    """A resident says, from the spot, whether the way is open; evidence for whoever checks, never a verdict.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (nobody has reported it cleared yet).
    """
    if by.role is not Role.RESIDENT and by.role in NO_OFFICE:
        return NotAllowed(role=by.role.value, place=case.place_code, act="confirm_open")
    if case.state not in {CaseState.REPLIED, CaseState.VERIFIED, CaseState.SUPERVISED, CaseState.IN_HANDLING}:
        return WrongState(subject=case.number, state=case.state.value, act="confirm_open")
    said = EvidenceAdded(
        subject=case.number,
        evidence=EvidenceKind.RESIDENT,
        note="",
        open_again=open_again,
        reference=report,
    )
    return Decision((said,))


def bring_back(
    case: Case, seen: Seen, note: str, point: Point | None, task: str, *, by: Actor, at: datetime
) -> Outcome:
    """What an inspector saw on a visit: the checklist, pictures before and after, and where it was made.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (closed).
    """
    if by.role not in _INSPECTORS or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="bring_back")
    if case.state not in OPEN_STATES:
        return WrongState(subject=case.number, state=case.state.value, act="bring_back")
    kinds = ((EvidenceKind.BEFORE, seen.photos_before), (EvidenceKind.AFTER, seen.photos_after))
    pictures = tuple(
        EvidenceAdded(subject=case.number, evidence=kind, note="", photos=photos, reference=task)
        for kind, photos in kinds
        if photos
    )
    visit = EvidenceAdded(
        subject=case.number,
        evidence=EvidenceKind.VISIT,
        note=note,
        open_again=seen.passable and seen.barrier_gone,
        point=point,
        away_m=seen.away_m,
        reference=task,
    )
    return Decision((*pictures, visit))


def sensor_recovered(case: Case, warning: str, link: str, *, at: datetime) -> Decision:
    """The counters of the case's warning count people again: evidence, written by the loop, once a case."""
    said = EvidenceAdded(
        subject=case.number,
        evidence=EvidenceKind.SENSOR,
        note=link,
        open_again=True,
        reference=warning,
    )
    return Decision((said,))
