"""Rows of rolls and votes. The writer of a ballot shakes the box, so that nothing there keeps the order of casting."""

from __future__ import annotations

from datetime import datetime
from secrets import SystemRandom

from clearway.core.people import Actor
from clearway.core.residents import RollState, VoteState
from clearway.core.residents_events import (
    BallotBoxed,
    BallotsIssued,
    QuestionReviewed,
    RollClosed,
    RollCorrected,
    RollLoaded,
    SheetRead,
    TurnTaken,
    VoteCalled,
    VoteCounted,
)
from clearway.record.box import seal_of
from clearway.record.models import BallotRow, RollLineRow, RollRow, SheetRow, TurnRow, VoteRow
from clearway.record.plain import to_plain
from clearway.record.writers.table import writes


class VotedMeanwhile(RuntimeError):
    """The turn or sheet was used since the decision looked at it."""


@writes(RollLoaded)
def roll_loaded(event: RollLoaded, *, by: Actor, at: datetime) -> None:
    """An open roll with its lines."""
    RollRow(
        number=event.subject, place_code=event.place_code, body=event.body.value, state=RollState.OPEN.value,
        source=event.source, loaded_at=at, loaded_by=by.name,
    ).save(force_insert=True)  # fmt: skip
    RollLineRow.objects.bulk_create(
        RollLineRow(
            roll_id=event.subject, line=one.line, person=one.person, doors=list(one.doors), area=one.area,
            eligible=one.eligible, why=one.why,
        )
        for one in event.lines
    )  # fmt: skip


@writes(RollCorrected)
def roll_corrected(event: RollCorrected, *, by: Actor, at: datetime) -> None:
    """The line, changed; the reason is why it is as it is now."""
    changes: dict[str, object] = {"why": event.reason}
    if event.eligible is not None:
        changes["eligible"] = event.eligible
    if event.area is not None:
        changes["area"] = event.area
    RollLineRow.objects.filter(roll_id=event.subject, line=event.line).update(**changes)


@writes(RollClosed)
def roll_closed(event: RollClosed, *, by: Actor, at: datetime) -> None:
    """The roll as it will be voted on."""
    RollRow.objects.filter(number=event.subject, state=RollState.OPEN.value).update(
        state=RollState.CLOSED.value, closed_at=at, closed_by=by.name, digest=event.digest, sizes=to_plain(event.sizes)
    )


@writes(VoteCalled)
def vote_called(event: VoteCalled, *, by: Actor, at: datetime) -> None:
    """A vote nobody has reviewed yet."""
    VoteRow(
        number=event.subject, state=VoteState.CALLED.value, place_code=event.draft.place_code,
        roll_id=event.draft.roll, proposal=event.draft.proposal, draft=to_plain(event.draft), called_at=at,
        called_by=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(QuestionReviewed)
def question_reviewed(event: QuestionReviewed, *, by: Actor, at: datetime) -> None:
    """Announced, or returned."""
    state = VoteState.ANNOUNCED if event.passed else VoteState.RETURNED
    VoteRow.objects.filter(number=event.subject, state=VoteState.CALLED.value).update(
        state=state.value, reviewed_by=by.name, review_note=event.note
    )


@writes(BallotsIssued)
def ballots_issued(event: BallotsIssued, *, by: Actor, at: datetime) -> None:
    """A turn a person and the paper sheets; issued anew, unused codes and sheets give way."""
    TurnRow.objects.filter(vote_id=event.subject, channel="").delete()
    used = set(TurnRow.objects.filter(vote_id=event.subject).values_list("line", flat=True))
    TurnRow.objects.bulk_create(
        TurnRow(vote_id=event.subject, line=line, size=size, code_digest=digest)
        for line, size, digest in event.codes
        if line not in used
    )
    SheetRow.objects.bulk_create(
        SheetRow(vote_id=event.subject, code_digest=digest, size=size) for digest, size in event.sheets
    )
    VoteRow.objects.filter(number=event.subject).update(issued_at=at)


@writes(TurnTaken)
def turn_taken(event: TurnTaken, *, by: Actor, at: datetime) -> None:
    """The turn is used; only one channel ever gets it."""
    used = TurnRow.objects.filter(vote_id=event.subject, line=event.line, channel="").update(
        channel=event.channel.value, used_on=event.day
    )
    if used != 1:
        raise VotedMeanwhile(f"the turn in {event.subject} was used already")


@writes(SheetRead)
def sheet_read(event: SheetRead, *, by: Actor, at: datetime) -> None:
    """What the first officer read; a later first reading replaces it."""
    SheetRow.objects.filter(vote_id=event.subject, code_digest=event.sheet, boxed=False).update(
        first_option=event.option, first_by=by.name
    )


@writes(BallotBoxed)
def ballot_boxed(event: BallotBoxed, *, by: Actor, at: datetime) -> None:
    """The box emptied, shaken and filled again: row ids, row versions and places on disk tell no order."""
    if event.sheet is not None:
        boxed = SheetRow.objects.filter(vote_id=event.subject, code_digest=event.sheet, boxed=False).update(
            boxed=True, first_option=None, first_by=None
        )
        if boxed != 1:
            raise VotedMeanwhile(f"a sheet of {event.subject} was counted already")
    box = BallotRow.objects.filter(vote_id=event.subject)
    held = list(box.values_list("receipt", "option", "size"))
    held.append((event.receipt, event.option, event.size))
    SystemRandom().shuffle(held)
    box.delete()
    VoteRow.objects.filter(number=event.subject).update(box_seal=seal_of(event.subject, held))
    BallotRow.objects.bulk_create(
        BallotRow(vote_id=event.subject, receipt=receipt, option=option, size=size) for receipt, option, size in held
    )


@writes(VoteCounted)
def vote_counted(event: VoteCounted, *, by: Actor, at: datetime) -> None:
    """The result; the first count stays (any other would say the same)."""
    VoteRow.objects.filter(number=event.subject, state=VoteState.ANNOUNCED.value).update(
        state=VoteState.COUNTED.value, counted_at=at, result=to_plain(event.result)
    )
