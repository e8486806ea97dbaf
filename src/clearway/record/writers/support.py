"""Rows of requests for help, of helpers, and of items of public opinion."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from clearway.core.opinion import OpinionAnswered, OpinionPassedOn, OpinionRose
from clearway.core.people import Actor
from clearway.core.support import SupportState
from clearway.core.support_events import (
    HelperListed,
    SupportAccepted,
    SupportAsked,
    SupportConfirmed,
    SupportContactOpened,
    SupportDone,
    SupportHandedOn,
    SupportOffered,
    SupportWithdrawn,
)
from clearway.record.models import HelperRow, OpinionItemRow, SupportRow
from clearway.record.writers.table import writes


@writes(SupportAsked)
def support_asked(event: SupportAsked, *, by: Actor, at: datetime) -> None:
    """Waiting for a hand."""
    SupportRow(
        number=event.subject, token_hash=event.token_hash, need=event.need.value, urgent=event.urgent,
        place_code=event.place_code, text=event.text, sealed=event.sealed, channel=event.channel, report=event.report,
        state=SupportState.WAITING.value, asked_at=at, due_at=event.due_at,
    ).save(force_insert=True)  # fmt: skip


@writes(SupportOffered)
def support_offered(event: SupportOffered, *, by: Actor, at: datetime) -> None:
    """In somebody's hands."""
    _change(event.subject, state=SupportState.OFFERED.value, helper=event.helper, helper_role=event.role.value)


@writes(SupportAccepted)
def support_accepted(event: SupportAccepted, *, by: Actor, at: datetime) -> None:
    """Taken on."""
    _change(event.subject, state=SupportState.ACCEPTED.value)


@writes(SupportHandedOn)
def support_handed_on(event: SupportHandedOn, *, by: Actor, at: datetime) -> None:
    """Waiting again."""
    _change(event.subject, state=SupportState.WAITING.value, helper="", helper_role="", handed_on=F("handed_on") + 1)


@writes(SupportDone)
def support_done(event: SupportDone, *, by: Actor, at: datetime) -> None:
    """Brought."""
    _change(event.subject, state=SupportState.DONE.value, done_at=at)


@writes(SupportConfirmed)
def support_confirmed(event: SupportConfirmed, *, by: Actor, at: datetime) -> None:
    """Ended, its door and number forgotten; or waiting again."""
    if event.arrived:
        _change(event.subject, state=SupportState.CONFIRMED.value, sealed="")
        return
    _change(
        event.subject, state=SupportState.WAITING.value, helper="", helper_role="", done_at=None, due_at=event.due_at,
        turned_back=F("turned_back") + 1,
    )  # fmt: skip


@writes(SupportWithdrawn)
def support_withdrawn(event: SupportWithdrawn, *, by: Actor, at: datetime) -> None:
    """Ended, its door and number forgotten."""
    _change(event.subject, state=SupportState.WITHDRAWN.value, sealed="")


@writes(SupportContactOpened)
def support_contact_opened(event: SupportContactOpened, *, by: Actor, at: datetime) -> None:
    """The ledger says who looked; no row changes."""


@writes(HelperListed)
def helper_listed(event: HelperListed, *, by: Actor, at: datetime) -> None:
    """The last listing counts."""
    HelperRow(
        name=event.subject, kind=event.form.value, region=event.region, needs=[one.value for one in event.needs],
        most=event.most,
    ).save()  # fmt: skip


@writes(OpinionRose)
def opinion_rose(event: OpinionRose, *, by: Actor, at: datetime) -> None:
    """An item with an owner and a clock."""
    OpinionItemRow(
        number=event.subject, warning=event.warning, place_code=event.place_code, measure=event.measure,
        owner=event.owner.value, region=event.region, voices=event.voices, raised_at=at, due_at=event.due_at,
    ).save(force_insert=True)  # fmt: skip


@writes(OpinionPassedOn)
def opinion_passed_on(event: OpinionPassedOn, *, by: Actor, at: datetime) -> None:
    """Another owner."""
    OpinionItemRow.objects.filter(number=event.subject).update(owner=event.owner.value, region=event.region)


@writes(OpinionAnswered)
def opinion_answered(event: OpinionAnswered, *, by: Actor, at: datetime) -> None:
    """The answer as everybody reads it; when the first stood is what the clock asks."""
    row = OpinionItemRow.objects.select_for_update().get(number=event.subject)
    row.answer_zh, row.answer_en, row.by_name = event.text.zh, event.text.en, by.name
    row.answered_at = row.answered_at or at
    row.save()


def _change(number: str, **columns: object) -> None:
    SupportRow.objects.filter(number=number).update(**columns)
