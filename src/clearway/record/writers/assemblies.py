"""Rows of hearings, councils, experts and compacts."""

from __future__ import annotations

from datetime import datetime

from clearway.core.people import Actor
from clearway.core.residents_events import (
    CompactAdopted,
    CompactWritten,
    CouncilCalled,
    CouncilMet,
    ExpertListed,
    ExpertsAsked,
    HearingCalled,
    HearingClosed,
    InterestDeclared,
    OpinionSigned,
    SpeakerRegistered,
    StatementAnswered,
    StatementMade,
)
from clearway.record.models import (
    CompactRow,
    ConsultationRow,
    CouncilRow,
    ExpertRow,
    HearingRow,
    OpinionRow,
    SpeakerRow,
)
from clearway.record.writers.table import writes


@writes(HearingCalled)
def hearing_called(event: HearingCalled, *, by: Actor, at: datetime) -> None:
    """A hearing to come."""
    HearingRow(
        number=event.subject, topic=event.topic, place_code=event.place_code, where=event.where,
        held_at=event.held_at, proposal=event.proposal, called_at=at, called_by=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(SpeakerRegistered)
def speaker_registered(event: SpeakerRegistered, *, by: Actor, at: datetime) -> None:
    """A speaker; the name of one who speaks by number is not kept at all."""
    SpeakerRow(
        hearing_id=event.subject, speaker=event.speaker, public=event.public, name=event.name if event.public else ""
    ).save(force_insert=True)


@writes(StatementMade)
def statement_made(event: StatementMade, *, by: Actor, at: datetime) -> None:
    """What the speaker said."""
    SpeakerRow.objects.filter(hearing_id=event.subject, speaker=event.speaker).update(statement=event.text)


@writes(StatementAnswered)
def statement_answered(event: StatementAnswered, *, by: Actor, at: datetime) -> None:
    """What the office answered."""
    SpeakerRow.objects.filter(hearing_id=event.subject, speaker=event.speaker).update(
        answer=event.answer, answered_by=by.name
    )


@writes(HearingClosed)
def hearing_closed(event: HearingClosed, *, by: Actor, at: datetime) -> None:
    """Minutes and result; the first stay."""
    HearingRow.objects.filter(number=event.subject, closed_at=None).update(
        closed_at=at, minutes=event.minutes, result=event.result, attended=event.attended, consents=event.consents
    )


@writes(CouncilCalled)
def council_called(event: CouncilCalled, *, by: Actor, at: datetime) -> None:
    """A meeting to come."""
    CouncilRow(
        number=event.subject, place_code=event.place_code, held_at=event.held_at, agenda=list(event.agenda),
        called_by=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(CouncilMet)
def council_met(event: CouncilMet, *, by: Actor, at: datetime) -> None:
    """What the council recommends; the first minutes stay."""
    CouncilRow.objects.filter(number=event.subject, met_at=None).update(
        met_at=at, attended=event.attended, minutes=event.minutes, recommendations=list(event.recommendations)
    )


@writes(ExpertListed)
def expert_listed(event: ExpertListed, *, by: Actor, at: datetime) -> None:
    """A name on the roster."""
    ExpertRow(
        number=event.subject, name=event.name, profession=event.profession, retired=event.retired,
        region=event.region, since=event.since, until=event.until, account=event.account,
    ).save(force_insert=True)  # fmt: skip


@writes(ExpertsAsked)
def experts_asked(event: ExpertsAsked, *, by: Actor, at: datetime) -> None:
    """A question, with a place for every opinion."""
    ConsultationRow(
        number=event.subject, question=event.question, place_code=event.place_code, proposal=event.proposal,
        asked_at=at, asked_by=by.name,
    ).save(force_insert=True)  # fmt: skip
    OpinionRow.objects.bulk_create(
        OpinionRow(consultation_id=event.subject, expert_id=expert) for expert in event.experts
    )


@writes(InterestDeclared)
def interest_declared(event: InterestDeclared, *, by: Actor, at: datetime) -> None:
    """What the expert declared."""
    OpinionRow.objects.filter(consultation_id=event.subject, expert_id=event.expert).update(
        declared_at=at, conflict=event.conflict, interest=event.interest
    )


@writes(OpinionSigned)
def opinion_signed(event: OpinionSigned, *, by: Actor, at: datetime) -> None:
    """The opinion; the first signed stays."""
    OpinionRow.objects.filter(consultation_id=event.subject, expert_id=event.expert, signed_at=None).update(
        signed_at=at, favours=event.favours, opinion=event.opinion
    )


@writes(CompactWritten)
def compact_written(event: CompactWritten, *, by: Actor, at: datetime) -> None:
    """A version, not yet in force."""
    CompactRow(
        number=event.subject, place_code=event.place_code, title=event.title, version=event.version,
        clauses=list(event.clauses), flagged=list(event.flagged), written_at=at, written_by=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(CompactAdopted)
def compact_adopted(event: CompactAdopted, *, by: Actor, at: datetime) -> None:
    """In force by a vote."""
    CompactRow.objects.filter(number=event.subject, adopted_at=None).update(adopted_at=at, vote=event.vote)
