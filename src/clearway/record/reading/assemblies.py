"""Hearings, councils, experts and compacts as core objects."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from clearway.core.assemblies import Compact, Consultation, Expert, Hearing, Meeting, Opinion, Profession, Speaker
from clearway.core.refusals import NotFound
from clearway.record.models import (
    CompactRow,
    ConsultationRow,
    CouncilRow,
    ExpertRow,
    HearingRow,
    OpinionRow,
    SpeakerRow,
)

AnyRow = TypeVar("AnyRow", bound=Model)


def hearing(number: str, *, lock: bool = False) -> Hearing:
    """The hearing with that number, its speakers in order.

    Raises:
        NotFound: no such hearing.
    """
    return _hearing(_one(HearingRow.objects.all(), "hearing", number, lock))


def hearings(*, proposal: str | None = None) -> tuple[Hearing, ...]:
    """Every hearing, or those on a proposal, the latest first."""
    rows = HearingRow.objects.order_by("-held_at")
    return tuple(_hearing(row) for row in (rows if proposal is None else rows.filter(proposal=proposal)))


def meeting(number: str, *, lock: bool = False) -> Meeting:
    """The council meeting with that number.

    Raises:
        NotFound: no such meeting.
    """
    return _meeting(_one(CouncilRow.objects.all(), "meeting", number, lock))


def meetings() -> tuple[Meeting, ...]:
    """Every council meeting, the latest first."""
    return tuple(_meeting(row) for row in CouncilRow.objects.order_by("-held_at"))


def experts() -> tuple[Expert, ...]:
    """The roster."""
    return tuple(_expert(row) for row in ExpertRow.objects.order_by("number"))


def expert(number: str) -> Expert:
    """The expert with that number.

    Raises:
        NotFound: nobody with that number is on the roster.
    """
    return _expert(_one(ExpertRow.objects.all(), "expert", number, lock=False))


def consultation(number: str, *, lock: bool = False) -> Consultation:
    """The question to experts with that number.

    Raises:
        NotFound: no such question.
    """
    return _consultation(_one(ConsultationRow.objects.all(), "consultation", number, lock))


def consultations(*, proposal: str | None = None) -> tuple[Consultation, ...]:
    """Every question to experts, or those on a proposal, the latest first."""
    rows = ConsultationRow.objects.order_by("-asked_at")
    return tuple(_consultation(row) for row in (rows if proposal is None else rows.filter(proposal=proposal)))


def compacts(place_code: str | None = None) -> tuple[Compact, ...]:
    """Compacts of a place, or all, the latest version first."""
    rows = CompactRow.objects.order_by("place_code", "-version")
    return tuple(_compact(row) for row in (rows if place_code is None else rows.filter(place_code=place_code)))


def _one(rows: QuerySet[AnyRow], what: str, number: str, lock: bool) -> AnyRow:
    row: Any = (rows.select_for_update() if lock else rows).filter(pk=number).first()
    if row is None:
        raise NotFound(what=what, number=number[:40])
    found: AnyRow = row
    return found


def _hearing(row: HearingRow) -> Hearing:
    speakers = SpeakerRow.objects.filter(hearing=row).order_by("speaker")
    return Hearing(
        number=row.number,
        topic=row.topic,
        place_code=row.place_code,
        where=row.where,
        held_at=row.held_at,
        proposal=row.proposal,
        speakers=tuple(
            Speaker(number=one.speaker, public=one.public, name=one.name, statement=one.statement, answer=one.answer)
            for one in speakers
        ),
        closed_at=row.closed_at,
        minutes=row.minutes,
        result=row.result,
        attended=row.attended,
        consents=row.consents,
    )


def _meeting(row: CouncilRow) -> Meeting:
    return Meeting(
        number=row.number,
        place_code=row.place_code,
        held_at=row.held_at,
        agenda=tuple(row.agenda),
        met_at=row.met_at,
        attended=row.attended,
        minutes=row.minutes,
        recommendations=tuple(row.recommendations),
    )


def _expert(row: ExpertRow) -> Expert:
    return Expert(
        number=row.number,
        name=row.name,
        profession=Profession(row.profession),
        retired=row.retired,
        region=row.region,
        since=row.since,
        until=row.until,
        account=row.account,
    )


def _consultation(row: ConsultationRow) -> Consultation:
    opinions = OpinionRow.objects.filter(consultation=row).order_by("expert_id")
    return Consultation(
        number=row.number,
        question=row.question,
        place_code=row.place_code,
        proposal=row.proposal,
        opinions=tuple(
            Opinion(
                expert=one.expert_id, conflict=one.conflict, interest=one.interest, signed_at=one.signed_at,
                favours=one.favours, text=one.opinion,
            )
            for one in opinions
        ),
    )  # fmt: skip


def _compact(row: CompactRow) -> Compact:
    return Compact(
        number=row.number,
        place_code=row.place_code,
        title=row.title,
        version=row.version,
        clauses=tuple(row.clauses),
        flagged=tuple(row.flagged),
        vote=row.vote,
        adopted_at=row.adopted_at,
    )
