"""Many reports, one case (并单)."""

from __future__ import annotations

from datetime import datetime

from clearway.core.case_events import ReportTakenOut
from clearway.core.cases import OPEN_STATES, Case
from clearway.core.decisions import Decision, Outcome
from clearway.core.events import ReportJoined
from clearway.core.people import Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.reports import Report

#: Who sorts reports.
SORTERS = frozenset({Role.HOTLINE, Role.COMMUNITY, Role.TOWNSHIP, Role.INSPECTOR, Role.COUNTY_HEALTH})


def join_report(report: Report, case: Case, *, by: Actor, at: datetime) -> Outcome:
    """The report becomes part of an open case.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (the case is closed).
    """
    if by.role not in SORTERS or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="join_report")
    if case.state not in OPEN_STATES:
        return WrongState(subject=case.number, state=case.state.value, act="join_report")
    return Decision((ReportJoined(subject=report.number, case=case.number),))


def join_as_witness(report: Report, case: Case, *, by: Actor, at: datetime) -> Outcome:
    """A resident says the same as a case of this place that is open: one more witness.

    Returns:
        The decision; or ``NotAllowed`` (another place), ``WrongState`` (the case is closed).
    """
    here = report.place_code is not None and (
        covers(report.place_code, case.place_code) or covers(case.place_code, report.place_code)
    )
    if by.role is not Role.RESIDENT or not here:
        return NotAllowed(role=by.role.value, place=case.place_code, act="join_report")
    if case.state not in OPEN_STATES:
        return WrongState(subject=case.number, state=case.state.value, act="join_report")
    return Decision((ReportJoined(subject=report.number, case=case.number),))


def take_out(report: str, begun: str | None, case: Case, reason: str, *, by: Actor, at: datetime) -> Outcome:
    """Undo a join: the report waits to be sorted again. ``begun`` is the report the case began with, which stays.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (the case is closed, or began with it), ``Missing`` (why).
    """
    if by.role not in SORTERS or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="join_report")
    if case.state not in OPEN_STATES or report == begun:
        return WrongState(subject=report, state=case.state.value, act="take_out")
    if not reason.strip():
        return Missing(zh="为什么不是同一件", en="why it is not the same case")
    return Decision((ReportTakenOut(subject=report, case=case.number, reason=reason.strip()),))
