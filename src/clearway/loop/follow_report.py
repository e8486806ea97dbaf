"""What a reporter does with the token alone: add something, say how the way stands, rate, have it opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.casework import Grade
from clearway.core.decisions import Outcome
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotFound, Refusal, WrongState
from clearway.core.rules import Rulebook
from clearway.loop.take_report import token_hash
from clearway.monitor.masking import mask
from clearway.record import reading
from clearway.record.door import commit, session
from clearway.record.models import CaseRow, ReportRow
from clearway.record.numbers import next_number
from clearway.respond.cases.after import Closing, rate, redo_for_reporter
from clearway.respond.cases.answering import add_to_report, confirm_open

LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Who holds the token of ``report``, when, and under which rules; ``by`` a clerk where one acts for a caller."""

    report: str
    at: datetime
    rulebook: Rulebook
    zone: ZoneInfo
    by: Actor

    @property
    def local(self) -> datetime:
        """The moment in the county's zone."""
        return self.at.astimezone(self.zone)


def follower(token: str, *, at: datetime, rulebook: Rulebook, zone: ZoneInfo, region: str) -> Follower:
    """Who holds ``token``.

    Raises:
        NotFound: no report has it.
    """
    row = ReportRow.objects.filter(token_hash=token_hash(token)).exclude(token_hash="").first()
    if row is None:
        raise NotFound(what="report", number="…")
    by = Actor(name="resident", role=Role.RESIDENT, region=region)
    return Follower(report=row.number, at=at, rulebook=rulebook, zone=zone, by=by)


def add(text: str, who: Follower) -> None:
    """Add something to the report, masked as the report was.

    Raises:
        Refusal: nothing said.
    """

    def decide(row: ReportRow) -> Outcome:
        report = reading.report(row.number)
        assert report is not None
        return add_to_report(report, mask(text.replace("\0", "").strip()[:LONGEST]), by=who.by, at=who.at)

    _act(decide, who)


def confirm(open_again: bool, who: Follower) -> None:
    """Say from the spot whether the way is open.

    Raises:
        Refusal: the report has no case yet, or nothing was done about it yet.
    """
    _act(
        lambda row: confirm_open(
            row.number, reading.case(_case(row, "confirm_open"), lock=True), open_again=open_again, by=who.by, at=who.at
        ),
        who,
    )


def grade(given: Grade, note: str, who: Follower) -> None:
    """Rate what was done.

    Raises:
        Refusal: nothing is closed yet; a low grade without a word.
    """

    def decide(row: ReportRow) -> Outcome:
        case = reading.case(_case(row, "rate"), lock=True)
        said = mask(note.replace("\0", "").strip()[:LONGEST])
        return rate(row.number, case, given, said, by=who.by, at=who.local, rulebook=who.rulebook)

    _act(decide, who)


def reopen(note: str, who: Follower) -> None:
    """Have the case opened again: it is still blocked. What is wrong is kept with the report.

    Raises:
        Refusal: it is open, or was closed too long ago; nothing said.
    """

    def decide(row: ReportRow) -> Outcome:
        number = _case(row, "redo")
        closing = Closing(case=reading.case(number, lock=True), closed_at=CaseRow.objects.get(number=number).closed_at)
        task = next_number("T", who.at, who.zone)
        return redo_for_reporter(closing, note, task, by=who.by, at=who.local, rulebook=who.rulebook)

    with session():
        _act(decide, who)
        add(note, who)


def _case(row: ReportRow, act: str) -> str:
    if row.case is None:
        raise WrongState(subject=row.number, state="accepted", act=act)
    return str(row.case)


def _act(decide: Callable[[ReportRow], Outcome], who: Follower) -> None:
    with session():
        outcome = decide(ReportRow.objects.select_for_update().get(number=who.report))
        if isinstance(outcome, Refusal):
            raise outcome
        commit(outcome, by=who.by, at=who.at)
