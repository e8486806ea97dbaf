"""Calling back whoever told (回访): whom to call, whether they were reached, and the grade they gave (评价)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from clearway.core.casework import Grade
from clearway.core.decisions import Decision
from clearway.core.events import Event
from clearway.core.intake_events import CalledBack
from clearway.core.refusals import NotFound, Refusal, WrongState
from clearway.loop.desk import Desk, write
from clearway.monitor.masking import mask
from clearway.record import reading
from clearway.record.door import session
from clearway.record.models import CallBackRow, CaseRow, RatingRow, ReportRow
from clearway.record.reading import code_prefix
from clearway.respond.cases.after import ENDED, rate

#: Best first, as the hotline counts: 5 very satisfied … 1 very dissatisfied.
GRADES = dict(zip((5, 4, 3, 2, 1), Grade, strict=True))
#: Calls after which nobody rings again.
MOST_CALLS = 3
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """Somebody to call: by the hotline's own id; ``calls`` made so far in vain."""

    report: str
    channel: str
    external_id: str | None
    case: str
    closed_at: datetime | None
    calls: int


def to_call(region: str, most: int = 1_000) -> tuple[ToCall, ...]:
    """Reports of the hotline whose case is closed and whom nobody asked yet, the longest closed first."""
    ended = CaseRow.objects.filter(state__in=[state.value for state in ENDED])
    asked = RatingRow.objects.values("report")
    given_up = CallBackRow.objects.filter(Q(reached=True) | Q(calls__gte=MOST_CALLS)).values("report")
    reports = (
        ReportRow.objects.filter(case__in=ended.values("number"), place_code__startswith=code_prefix(region))
        .exclude(external_id=None)
        .exclude(number__in=asked)
        .exclude(number__in=given_up)
    )
    rows = list(reports.order_by("at", "number")[:most])
    closed = dict(ended.filter(number__in={row.case for row in rows}).values_list("number", "closed_at"))
    calls = dict(CallBackRow.objects.filter(report__in=[row.number for row in rows]).values_list("report", "calls"))
    found = [
        ToCall(
            report=row.number,
            channel=row.channel,
            external_id=row.external_id,
            case=str(row.case),
            closed_at=closed.get(str(row.case)),
            calls=calls.get(row.number, 0),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (str(one.closed_at), one.report)))


def record_call(report: str, grade: int | None, note: str, desk: Desk, *, reached: bool = True) -> Decision:
    """Keep a call: not reached, reached, or reached and graded (1 to 5).

    Raises:
        Refusal: no such report, nothing closed yet, not this office, a low grade without a word.
    """
    with session():
        row = ReportRow.objects.select_for_update().filter(number=report).first()
        if row is None:
            raise NotFound(what="report", number=report[:40])
        if row.case is None:
            raise WrongState(subject=report, state="accepted", act="call_back")
        said = mask(note.replace("\0", "").strip()[:LONGEST])
        return write(Decision((*_graded(row, grade, said, desk), _called(row, grade, said, reached))), desk)


def report_of(external_id: str, channels: Sequence[str] = ()) -> ReportRow | None:
    """The report with the hotline's own id, the newest where several channels use it."""
    rows = ReportRow.objects.filter(external_id=external_id)
    rows = rows.filter(channel__in=list(channels)) if channels else rows
    return rows.order_by("-at", "-number").first()


def _called(row: ReportRow, grade: int | None, note: str, reached: bool) -> CalledBack:
    return CalledBack(subject=row.number, reached=reached or grade is not None, grade=grade, note=note)


def _graded(row: ReportRow, grade: int | None, note: str, desk: Desk) -> tuple[Event, ...]:
    if grade is None:
        return ()
    case = reading.case(str(row.case), lock=True)
    outcome = rate(row.number, case, GRADES[grade], note, by=desk.by, at=desk.local, rulebook=desk.rulebook)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome.events
