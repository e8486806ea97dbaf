"""The acts on a case, one function an act: read the case, let ``respond`` decide, write through the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from clearway.core.cases import Case
from clearway.core.decisions import Decision, Outcome
from clearway.core.events import WarningRaised
from clearway.core.people import Role
from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.loop.answer_reports import take_along, tell_joined, tell_sent
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import casework
from clearway.respond import joining
from clearway.respond.checking import Finding, Site, record_check
from clearway.respond.joining import join_report
from clearway.respond.overriding import dismiss_warning
from clearway.respond.rectifying import (
    Order,
    close_case,
    order_rectification,
    report_cleared,
    send_back,
    start_work,
    verify_cleared,
)
from clearway.respond.verification import Numbers, open_check, open_check_for_report


def check_warning(warning: WarningRaised, desk: Desk) -> str:
    """Open a case and a work order to look on the spot; returns the case's number (the one it has, if it has one).

    Raises:
        Refusal: the person may not.
    """
    with session():
        known = reading.warning(warning.subject)
        if known is not None and known.case is not None:
            return known.case
        numbers = _numbers(desk)
        outcome = open_check(warning, numbers, by=desk.by, at=desk.local, rulebook=desk.rulebook)
        write(outcome, desk)
    return numbers.case


def check_report(report_number: str, desk: Desk) -> str:
    """Open a case on one report a person has read; returns the case's number.

    Raises:
        NotFound: no such report.
        Refusal: the person may not.
    """
    with session():
        report = reading.report(report_number)
        if report is None:
            raise NotFound(what="report", number=report_number)
        name = reading.place_name(report.place_code)
        numbers = _numbers(desk)
        outcome = open_check_for_report(report, name, numbers, by=desk.by, at=desk.local, rulebook=desk.rulebook)
        write(outcome, desk)
        tell_sent(report, desk)
        take_along(report.number, numbers.case, desk)
    return numbers.case


def record_finding(case_number: str, finding: Finding, desk: Desk) -> Decision:
    """What was found on the spot; files the case or closes it.

    Raises:
        Refusal: no such case, not this person, not now, something not stated.
    """

    def decide(case: Case) -> Outcome:
        closure = next_number("M", desk.at, desk.zone)
        return record_check(case, _site(case), finding, closure, by=desk.by, at=desk.local, rulebook=desk.rulebook)

    return _act(case_number, decide, desk)


def order(
    case_number: str, text: Bilingual | None, rules: tuple[str, ...], desk: Desk, role: Role | None = None
) -> Decision:
    """Order rectification; ``role`` None: from the office of the place.

    Raises:
        Refusal: as ``record_finding``.
    """

    def decide(case: Case) -> Outcome:
        number, task = next_number("O", desk.at, desk.zone), next_number("T", desk.at, desk.zone)
        ordered = Order(number=number, task=task, text=text, rules=rules, role=role)
        return order_rectification(case, ordered, by=desk.by, at=desk.local, rulebook=desk.rulebook)

    return _act(case_number, decide, desk)


def start(case_number: str, desk: Desk) -> Decision:
    """Begin the work.

    Raises:
        Refusal: as ``record_finding``.
    """
    return _act(case_number, lambda case: start_work(case, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def cleared(case_number: str, note: str, desk: Desk) -> Decision:
    """Report the way open.

    Raises:
        Refusal: as ``record_finding``.
    """

    def decide(case: Case) -> Outcome:
        task = next_number("T", desk.at, desk.zone)
        return report_cleared(case, note, task, by=desk.by, at=desk.local, rulebook=desk.rulebook)

    return _act(case_number, decide, desk)


def verify(case_number: str, note: str, desk: Desk) -> Decision:
    """Verify that the way is open; lifts the closure.

    Raises:
        Refusal: as ``record_finding``.
    """
    return _act(
        case_number, lambda case: verify_cleared(case, note, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk
    )


def reopen(case_number: str, note: str, desk: Desk) -> Decision:
    """Send it back: still blocked.

    Raises:
        Refusal: as ``record_finding``.
    """

    def decide(case: Case) -> Outcome:
        task = next_number("T", desk.at, desk.zone)
        had_by = casework.last_handler(case_number)
        return send_back(case, note, task, by=desk.by, at=desk.local, rulebook=desk.rulebook, had_by=had_by)

    return _act(case_number, decide, desk)


def close(case_number: str, reason: str, desk: Desk) -> Decision:
    """Close the case.

    Raises:
        Refusal: as ``record_finding``.
    """
    return _act(
        case_number, lambda case: close_case(case, reason, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk
    )


def dismiss(warning_number: str, reason: str, desk: Desk, lasts: timedelta = timedelta(days=1)) -> Decision:
    """Set a warning aside for a time.

    Raises:
        Refusal: no such warning, not this person, no reason.
    """
    with session():
        warning = reading.warning(warning_number)
        if warning is None:
            raise NotFound(what="warning", number=warning_number)
        return write(dismiss_warning(warning, reason, by=desk.by, at=desk.local, lasts=lasts), desk)


def join(report_number: str, case_number: str, desk: Desk) -> Decision:
    """Make a report part of an open case (并单).

    Raises:
        Refusal: no such report or case, not this person, the case is closed.
    """
    with session():
        report = reading.report(report_number)
        if report is None:
            raise NotFound(what="report", number=report_number)
        case = reading.case(case_number, lock=True)
        decision = write(join_report(report, case, by=desk.by, at=desk.local), desk)
        tell_joined(report, desk)
        take_along(report_number, case_number, desk)
        return decision


def take_out(report_number: str, reason: str, desk: Desk) -> Decision:
    """Undo a join: the report waits to be sorted again.

    Raises:
        Refusal: no such report, of no case, not this person, the case is closed or began with it, no reason.
    """
    with session():
        report, number = reading.report(report_number), casework.case_of_report(report_number)
        if report is None or number is None:
            raise NotFound(what="report", number=report_number[:40])
        case = reading.case(number, lock=True)
        begun = casework.begun_by(number)
        return write(joining.take_out(report_number, begun, case, reason, by=desk.by, at=desk.local), desk)


def _act(case_number: str, decide: Callable[[Case], Outcome], desk: Desk) -> Decision:
    with session():
        return write(decide(reading.case(case_number, lock=True)), desk)


def _numbers(desk: Desk) -> Numbers:
    return Numbers(case=next_number("C", desk.at, desk.zone), task=next_number("T", desk.at, desk.zone))


def _site(case: Case) -> Site:
    """Where the warning or the report says it is; else the place itself."""
    warning = reading.warning(case.warning) if case.warning else None
    if warning is not None:
        raised = warning.raised
        return Site(point=raised.point, since=raised.since, road_links=raised.road_links)
    return Site(point=reading.where(case.number), since=case.opened_at)
