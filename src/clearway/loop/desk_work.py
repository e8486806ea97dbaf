"""The desk that people call or come to: filing for them, following for them, and handing the shift over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from clearway.core.case_events import ShiftHandedOver
from clearway.core.notices import Contact
from clearway.core.places import Level, region_at
from clearway.core.refusals import Missing, NotAllowed, NotFound
from clearway.loop.desk import Desk, write
from clearway.loop.follow_report import Follower
from clearway.loop.late_now import BACK, CHANNELS
from clearway.loop.take_report import Receipt, Told, take_report
from clearway.record import reading
from clearway.record.answers import Asked
from clearway.record.contacts import open_contact as unseal
from clearway.record.door import session
from clearway.record.models import ContactRow, LedgerLine, ReportRow
from clearway.record.reading import casework
from clearway.record.reading.reporters import unanswered
from clearway.respond.cases.clocks import Standing, late_first
from clearway.respond.cases.desk import file_for, hand_over, is_clerk, open_contact
from clearway.respond.deadlines import FIRST_ANSWER, due

#: A shift nobody began is taken to be so long.
SHIFT = timedelta(hours=8)
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A report nobody has answered yet, and when the answer is due."""

    number: str
    place_code: str
    at: datetime
    due_at: datetime
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A desk at the end of a shift. ``done`` counts acts of the ledger by this desk's role and region."""

    since: datetime
    done: int
    filed: int
    answered: int
    waiting: tuple[Waiting, ...]
    tasks: tuple[Standing, ...]
    said: str

    @property
    def overdue(self) -> int:
        """How much of what is open is overdue."""
        return sum(one.overdue for one in self.waiting) + sum(one.overdue for one in self.tasks)


def file_report(told: Told, desk: Desk, asked: Asked | None = None) -> Receipt:
    """Write down what a caller or walk-in says; the ledger names the clerk beside the report.

    Raises:
        Refusal: no clerk of the place; as ``take_report``.
    """
    place = told.place_code or (reading.nearest_place(told.point) if told.point else None)
    if place is None:
        raise Missing(zh="地点", en="where it is")
    if not is_clerk(desk.by, place):
        raise NotAllowed(role=desk.by.role.value, place=place, act="file_for")
    told = replace(told, place_code=place)
    region = region_at(desk.by.region, Level.COUNTY)
    receipt = take_report(told, at=desk.at, zone=desk.zone, region=region, asked=asked)
    if not receipt.again:
        with session():
            report = reading.report(receipt.number)
            assert report is not None
            write(file_for(report, told.channel, by=desk.by, at=desk.local), desk)
    return receipt


def for_caller(number: str, desk: Desk) -> Follower:
    """A clerk acting for the reporter of ``number``.

    Raises:
        NotFound: no such report.
        NotAllowed: no clerk of its place.
    """
    row = ReportRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="report", number=number[:40])
    place = row.place_code or desk.by.region
    if not is_clerk(desk.by, place):
        raise NotAllowed(role=desk.by.role.value, place=place, act="file_for")
    return Follower(report=number, at=desk.at, rulebook=desk.rulebook, zone=desk.zone, by=desk.by)


def look_at_contact(number: str, reason: str, desk: Desk) -> Contact | None:
    """The contact a reporter left, opened with a reason that stands in the ledger; None: none was left.

    Raises:
        Refusal: no such report, an office concerned, no reason.
    """
    with session():
        report = reading.report(number)
        if report is None:
            raise NotFound(what="report", number=number[:40])
        write(open_contact(report, reason, by=desk.by, at=desk.local), desk)
        row = ContactRow.objects.filter(report=number).first()
        return unseal(row.sealed) if row and row.sealed else None


def shift_now(desk: Desk) -> Shift:
    """The desk's shift so far: since the last one was handed over, at most a day."""
    last = casework.last_shift(desk.by.region)
    since = max(last.handed_at, desk.at - timedelta(days=1)) if last else desk.at - SHIFT
    lines = LedgerLine.objects.filter(by_role=desk.by.role.value, by_region=desk.by.region, at__gt=since)
    own = reading.open_tasks(role=desk.by.role, within=desk.by.region)
    return Shift(
        since=since,
        done=lines.values("at", "by_name").distinct().count(),
        filed=lines.filter(kind="report_filed_for").count(),
        answered=lines.filter(kind="report_answered").count(),
        waiting=_waiting(desk),
        tasks=late_first(own, desk.local, desk.rulebook),
        said=last.note if last else "",
    )


def end_shift(note: str, desk: Desk) -> None:
    """Hand the shift over.

    Raises:
        Refusal: no clerk, nothing said about what is overdue.
    """
    with session():
        now = shift_now(desk)
        shift = ShiftHandedOver(
            subject=desk.by.region,
            since=now.since,
            done=now.done,
            open_now=len(now.waiting) + len(now.tasks),
            overdue=now.overdue,
            note=note.strip(),
        )
        write(hand_over(shift, by=desk.by, at=desk.local), desk)


def _waiting(desk: Desk) -> tuple[Waiting, ...]:
    rows = unanswered(desk.by.region, desk.at, desk.at - BACK, CHANNELS)[:_MOST]
    found = []
    for row in rows:
        due_at = due(FIRST_ANSWER, row.at.astimezone(desk.zone), desk.rulebook)
        found.append(
            Waiting(
                number=row.number,
                place_code=row.place_code or desk.by.region,
                at=row.at,
                due_at=due_at,
                overdue=due_at < desk.at,
            )
        )
    return tuple(found)
