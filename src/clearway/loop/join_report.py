"""One tap: "the same here". A report of its own, which goes where the earlier one goes and counts as a witness."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.decisions import Decision, Outcome
from clearway.core.people import Actor, Role, machine
from clearway.core.refusals import NotFound, Refusal
from clearway.core.reports import Report
from clearway.loop.answer_reports import tell_witness
from clearway.loop.take_report import Receipt, Told, take_report
from clearway.record import reading
from clearway.record.answers import Asked
from clearway.record.door import commit, session
from clearway.record.models import ReportRow
from clearway.record.reading.casework import case_of_report
from clearway.respond.cases.answering import witness
from clearway.respond.joining import join_as_witness

#: What is kept where somebody taps and writes nothing.
SAME_HERE = "同样的情况，我也遇到了。"


def join_one(told: Told, of: str, *, at: datetime, zone: ZoneInfo, region: str, asked: Asked | None = None) -> Receipt:
    """Take a report and let it go with ``of`` (a case, or a report nobody has sorted yet).

    Raises:
        NotFound: nothing with that number (the report is not taken then).
        Refusal: as ``take_report``; or it is closed, or of another place.
    """
    place_code = _place_of(of)
    told = replace(told, text=told.text.strip() or SAME_HERE, place_code=place_code)
    receipt = take_report(told, at=at, zone=zone, region=region, asked=asked)
    by = Actor(name="resident", role=Role.RESIDENT, region=region)
    with session():
        report = reading.report(receipt.number)
        row = ReportRow.objects.get(number=receipt.number)
        joined = report is not None and row.case is None and _commit(_joined(report, of, by, at), by, at)
        case = case_of_report(receipt.number) if joined else None
        if report is not None and case is not None:
            tell_witness(report, case, machine(region), at)
    return receipt


def _joined(report: Report, of: str, by: Actor, at: datetime) -> Outcome:
    if of.startswith("C"):
        return join_as_witness(report, reading.case(of, lock=True), by=by, at=at)
    earlier = reading.report(of)
    if earlier is None:
        raise NotFound(what="report", number=of[:40])
    row = ReportRow.objects.get(number=of)
    if row.case is not None:
        return join_as_witness(report, reading.case(row.case, lock=True), by=by, at=at)
    return witness(report, earlier, by=by, at=at)


def _place_of(of: str) -> str:
    """Where the case or report lies; refused before anything is taken."""
    if of.startswith("C"):
        return reading.case(of).place_code
    earlier = reading.report(of)
    if earlier is None or earlier.place_code is None:
        raise NotFound(what="report", number=of[:40])
    return earlier.place_code


def _commit(outcome: Outcome, by: Actor, at: datetime) -> bool:
    """Whether it was joined: a join that cannot be (closed meanwhile) leaves a report of its own, and nothing that was
    said is lost."""
    if isinstance(outcome, Decision):
        commit(outcome, by=by, at=at)
        return True
    assert isinstance(outcome, Refusal)
    return False
