"""Rows of passes, gates and counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from clearway.core.pass_events import (
    GateCounted,
    GateListed,
    PassAppealDecided,
    PassAppealMade,
    PassAsked,
    PassDeclined,
    PassesForgotten,
    PassesIssued,
    PassIssued,
    PassRevoked,
    RevocationHeld,
    RevocationProposed,
    RevocationRefused,
)
from clearway.core.passes import PassState, PassWish, RevocationState, StatusPlace, office_of
from clearway.core.people import Actor
from clearway.record.models import (
    CountBatchRow,
    DeletionReportRow,
    GateHourRow,
    GateRow,
    PassAppealRow,
    PassRevocationRow,
    PassRow,
    StatusChangeRow,
)
from clearway.record.plain import to_plain
from clearway.record.writers.table import writes

#: A phone sends its hours at the latest after this; a batch number older than it is forgotten.
_BATCH_KEPT = timedelta(days=9)


class PassMovedMeanwhile(RuntimeError):
    """The pass or revocation no longer stands where the decision found it."""


@writes(GateListed)
def gate_listed(event: GateListed, *, by: Actor, at: datetime) -> None:
    """A gate and its number."""
    GateRow(
        number=int(event.subject), measure=event.measure, place_code=event.place_code, link=event.link, listed_at=at,
        lat=event.point.lat if event.point else None, lon=event.point.lon if event.point else None,
    ).save(force_insert=True)  # fmt: skip


@writes(PassAsked)
def pass_asked(event: PassAsked, *, by: Actor, at: datetime) -> None:
    """A request."""
    row = _row(event.subject, event.wish, event.status, event.token_hash, at)
    row.due_at = event.due_at
    row.save(force_insert=True)


@writes(PassIssued)
def pass_issued(event: PassIssued, *, by: Actor, at: datetime) -> None:
    """The request is a pass now."""
    _decided(event.subject, PassState.ISSUED, event.answer, by, at)


@writes(PassDeclined)
def pass_declined(event: PassDeclined, *, by: Actor, at: datetime) -> None:
    """The request was answered otherwise."""
    _decided(event.subject, PassState.DECLINED, event.answer, by, at)


@writes(PassesIssued)
def passes_issued(event: PassesIssued, *, by: Actor, at: datetime) -> None:
    """A batch, written at once."""
    rows = [_row(one.number, one.wish, one.status, one.token_hash, at) for one in event.passes]
    for row in rows:
        row.state, row.decided_at, row.decided_by = PassState.ISSUED.value, at, by.name
    PassRow.objects.bulk_create(rows, batch_size=500)


@writes(RevocationProposed)
def revocation_proposed(event: RevocationProposed, *, by: Actor, at: datetime) -> None:
    """The first signature."""
    PassRevocationRow(
        number=event.subject, pass_number=event.pass_number, reason=event.reason.value,
        state=RevocationState.PROPOSED.value, office=office_of(by.role, by.region), proposed_by=by.name, proposed_at=at,
    ).save(force_insert=True)  # fmt: skip


@writes(RevocationHeld)
def revocation_held(event: RevocationHeld, *, by: Actor, at: datetime) -> None:
    """The second signature, held for the county."""
    _revocation(
        event.subject, RevocationState.PROPOSED, state=RevocationState.HELD.value, seconded_by=by.name, seconded_at=at
    )


@writes(RevocationRefused)
def revocation_refused(event: RevocationRefused, *, by: Actor, at: datetime) -> None:
    """It comes to nothing."""
    PassRevocationRow.objects.filter(number=event.subject).update(state=RevocationState.REFUSED.value)


@writes(PassRevoked)
def pass_revoked(event: PassRevoked, *, by: Actor, at: datetime) -> None:
    """The pass, its bit and its revocation."""
    rows = PassRow.objects.filter(number=event.subject, state=PassState.ISSUED.value)
    if rows.update(state=PassState.REVOKED.value, revoked_at=at, revoked_for=event.reason.value) != 1:
        raise PassMovedMeanwhile(f"pass {event.subject} is not valid any more")
    _bit(event.subject, revoked=True, at=at)
    if event.revocation is None:
        return
    held = PassRevocationRow.objects.filter(number=event.revocation, state=RevocationState.HELD.value).exists()
    stands = RevocationState.HELD if held else RevocationState.PROPOSED
    signed = {"released_by": by.name} if held else {"seconded_by": by.name, "seconded_at": at}
    _revocation(event.revocation, stands, state=RevocationState.DONE.value, effective_at=at, **signed)


@writes(PassAppealMade)
def pass_appeal_made(event: PassAppealMade, *, by: Actor, at: datetime) -> None:
    """An appeal."""
    PassAppealRow(
        number=event.subject, pass_number=event.pass_number, text=event.text, made_at=at, due_at=event.due_at
    ).save(force_insert=True)


@writes(PassAppealDecided)
def pass_appeal_decided(event: PassAppealDecided, *, by: Actor, at: datetime) -> None:
    """The answer; upheld, the pass is valid again and its bit is cleared."""
    PassAppealRow.objects.filter(number=event.subject, upheld=None).update(
        upheld=event.upheld, answer=event.answer, decided_at=at, decided_by=by.name
    )
    if not event.upheld:
        return
    was_revoked = PassRow.objects.filter(number=event.pass_number, state=PassState.REVOKED.value).exists()
    PassRow.objects.filter(number=event.pass_number).update(
        state=PassState.ISSUED.value, revoked_at=None, revoked_for="", decided_at=at
    )
    if was_revoked:
        _bit(event.pass_number, revoked=False, at=at)


@writes(GateCounted)
def gate_counted(event: GateCounted, *, by: Actor, at: datetime) -> None:
    """Added to the sums of the hour, once a batch."""
    CountBatchRow(batch=event.batch, at=at).save(force_insert=True)
    CountBatchRow.objects.filter(at__lt=at - _BATCH_KEPT).delete()
    for one in event.counts:
        key = {"gate": one.gate, "hour": one.hour, "purpose": one.purpose, "verdict": one.verdict}
        if not GateHourRow.objects.filter(**key).update(count=F("count") + one.count):
            GateHourRow(**key, count=one.count).save(force_insert=True)


@writes(PassesForgotten)
def passes_forgotten(event: PassesForgotten, *, by: Actor, at: datetime) -> None:
    """Everything about passes that ended before the moment goes; the report stays."""
    gone = PassRow.objects.filter(ends_at__lt=event.before)
    numbers = list(gone.values_list("number", flat=True))
    places = gone.values_list("list_number", "list_index")
    for list_number, list_index in places:
        StatusChangeRow.objects.filter(list_number=list_number, list_index=list_index).delete()
    for at_most in range(0, len(numbers), 500):
        some = numbers[at_most : at_most + 500]
        PassRevocationRow.objects.filter(pass_number__in=some).delete()
        PassAppealRow.objects.filter(pass_number__in=some).delete()
        PassRow.objects.filter(number__in=some).delete()
    DeletionReportRow(
        number=event.subject, at=at, before=event.before, passes=event.passes, revocations=event.revocations,
        appeals=event.appeals, keys=event.keys, report=event.report,
    ).save(force_insert=True)  # fmt: skip


def _row(number: str, wish: PassWish, status: StatusPlace, token_hash: str, at: datetime) -> PassRow:
    plain = to_plain(wish)
    return PassRow(
        number=number, purpose=wish.purpose.value, asked_by=wish.asked_by.value, place_code=wish.place_code,
        wish={name: plain[name] for name in ("gates", "destination", "companions", "uses", "note")},
        starts_at=wish.term.starts_at, ends_at=wish.term.ends_at, state=PassState.ASKED.value, sealed=wish.sealed,
        token_hash=token_hash, list_number=status.list_number, list_index=status.index, cti=status.cti,
        asked_at=at, due_at=at,
    )  # fmt: skip


def _decided(number: str, state: PassState, answer: str, by: Actor, at: datetime) -> None:
    rows = PassRow.objects.filter(number=number, state=PassState.ASKED.value)
    if rows.update(state=state.value, answer=answer, decided_at=at, decided_by=by.name) != 1:
        raise PassMovedMeanwhile(f"pass {number} was decided already")


def _revocation(number: str, stands: RevocationState, **changes: object) -> None:
    if PassRevocationRow.objects.filter(number=number, state=stands.value).update(**changes) != 1:
        raise PassMovedMeanwhile(f"revocation {number} is not {stands.value} any more")


def _bit(number: str, *, revoked: bool, at: datetime) -> None:
    list_number, index = PassRow.objects.values_list("list_number", "list_index").get(number=number)
    StatusChangeRow(list_number=list_number, list_index=index, revoked=revoked, at=at).save(force_insert=True)
