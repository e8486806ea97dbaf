"""Without a screen: a clerk writes down what a caller says; a sealed contact is opened by nobody it concerns."""

from __future__ import annotations

from datetime import datetime

from clearway.core.case_events import ReportFiledFor, ShiftHandedOver
from clearway.core.decisions import Decision, Outcome
from clearway.core.intake_events import ContactOpened
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed
from clearway.core.reports import Report

#: Who sits at a desk that people call or come to.
CLERKS = frozenset({Role.HOTLINE, Role.TOWNSHIP, Role.COMMUNITY})
#: Who may see how to reach a reporter: never the community or township, which clear the way or put it up.
OPENERS = frozenset({Role.HOTLINE, Role.INSPECTOR, Role.CITY, Role.PROVINCE})


def file_for(report: Report, channel: str, *, by: Actor, at: datetime) -> Outcome:
    """A clerk files for somebody; the ledger names the clerk, never the caller.

    Returns:
        The decision; or ``NotAllowed`` (no clerk, or another region).
    """
    if not is_clerk(by, report.place_code or by.region):
        return NotAllowed(role=by.role.value, place=report.place_code or by.region, act="file_for")
    return Decision((ReportFiledFor(subject=report.number, channel=channel),))


def open_contact(report: Report, reason: str, *, by: Actor, at: datetime) -> Outcome:
    """Look at the contact a reporter left; every look is a line of the ledger, with its reason.

    Returns:
        The decision; or ``NotAllowed`` (an office concerned, or another region), ``Missing`` (a reason).
    """
    place = report.place_code or by.region
    if by.role not in OPENERS or not by.reaches(place):
        return NotAllowed(role=by.role.value, place=place, act="open_contact")
    if not reason.strip():
        return Missing(zh="查看理由", en="why you look")
    return Decision((ContactOpened(subject=report.number, reason=reason),))


def hand_over(shift: ShiftHandedOver, *, by: Actor, at: datetime) -> Outcome:
    """The end of a shift: what was done, what is open, and a word for the next clerk.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (a word, where anything is overdue).
    """
    if by.role not in CLERKS or by.region != shift.subject:
        return NotAllowed(role=by.role.value, place=shift.subject, act="hand_over")
    if shift.overdue and not shift.note.strip():
        return Missing(zh="逾期件的交接说明", en="a word on what is overdue")
    return Decision((shift,))


def is_clerk(by: Actor, place_code: str) -> bool:
    """Whether this person may act for a caller from this place."""
    return by.role in CLERKS and by.reaches(place_code)
