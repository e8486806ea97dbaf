"""Answers to reporters: in a person's words, or the sentence that goes out when somebody is sent."""

from __future__ import annotations

from datetime import datetime

from clearway.core.case_events import ReportAnswered
from clearway.core.decisions import Decision
from clearway.core.events import ReportJoined
from clearway.core.people import NO_OFFICE, Actor
from clearway.core.refusals import NotFound, WrongState
from clearway.core.reports import Report
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk, write
from clearway.monitor.masking import mask
from clearway.record import reading
from clearway.record.door import commit, session
from clearway.record.reading.casework import reports_of
from clearway.record.reading.reporters import companions, first_replies
from clearway.respond.cases.answering import JOINED, SENT, answer_report


def answer(report_number: str, text: str, desk: Desk) -> Decision:
    """Answer a reporter, in an office's own words (names and numbers masked, as in every text).

    Raises:
        Refusal: no such report, not this office, nothing said.
    """
    with session():
        report = reading.report(report_number)
        if report is None:
            raise NotFound(what="report", number=report_number[:40])
        said = mask(text.replace("\0", "").strip())
        return _answer(report, Bilingual(said, said) if said else None, desk)


def answer_everybody(case_number: str, text: str, desk: Desk) -> tuple[str, ...]:
    """Answer, in the same words, everybody who told of a case and has no answer yet; returns their reports.

    Raises:
        Refusal: not this office, nothing said, everybody has an answer.
    """
    with session():
        numbers = reports_of(case_number)
        waiting = tuple(number for number in numbers if number not in first_replies(numbers))
        if not waiting:
            raise WrongState(subject=case_number, state="answered", act="answer_report")
        for number in waiting:
            answer(number, text, desk)
        return waiting


def tell_witness(report: Report, case_number: str, by: Actor, at: datetime) -> None:
    """Whoever joins a case whose reporters an office has answered is answered with it: the office has spoken of this
    very thing. Where no office has, the clock of the first answer runs."""
    if first_replies(reports_of(case_number)):
        commit(Decision((ReportAnswered(subject=report.number, text=JOINED),)), by=by, at=at)


def tell_sent(report: Report, desk: Desk) -> None:
    """Tell the reporter that somebody was sent; the loop, which is nobody, tells nothing."""
    if desk.by.role not in NO_OFFICE:
        _answer(report, SENT, desk)


def tell_joined(report: Report, desk: Desk) -> None:
    """Tell the reporter that the report is handled with others of the place."""
    if desk.by.role not in NO_OFFICE:
        _answer(report, JOINED, desk)


def take_along(report: str, case: str, desk: Desk) -> None:
    """Witnesses and copies of a report go where it goes; each is told."""
    for number in companions(report):
        write(Decision((ReportJoined(subject=number, case=case),)), desk)
        beside = reading.report(number)
        if beside is not None:
            tell_joined(beside, desk)


def _answer(report: Report, text: Bilingual | None, desk: Desk) -> Decision:
    return write(answer_report(report, text, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
