"""Rows of stocks, dispatches, gifts and hours."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from clearway.core.people import Actor
from clearway.core.resource_events import (
    DispatchCancelled,
    DispatchOrdered,
    DispatchReceived,
    DispatchSent,
    GiftAllotted,
    GiftDeclined,
    GiftOffered,
    GiftReceived,
    StockCounted,
    StockIssued,
    TimeGiven,
)
from clearway.core.resources import DispatchState, GiftState, Held, Item
from clearway.record.columns import digest_of
from clearway.record.models import DispatchRow, GiftRow, StockRow, TimeGivenRow
from clearway.record.resource_columns import stock_columns, stock_key
from clearway.record.writers.table import writes


def _change(place_code: str, item: str, pieces: int, at: datetime) -> None:
    """Add to what a place holds and leave its count's digest, so that the same count told again changes nothing.

    A store nobody counted begins at what arrived: it holds at least that.
    """
    held = Held(place_code=place_code, item=Item(item), quantity=max(pieces, 0), on=at.date())
    if not StockRow.objects.filter(key=stock_key(held)).update(quantity=models.F("quantity") + pieces):
        StockRow(key=stock_key(held), digest="", **stock_columns(held)).save(force_insert=True)


@writes(StockCounted)
def stock_counted(event: StockCounted, *, by: Actor, at: datetime) -> None:
    """A count replaces the one before."""
    held = Held(place_code=event.subject, item=event.item, quantity=event.quantity, on=event.on)
    columns = stock_columns(held)
    StockRow.objects.update_or_create(key=stock_key(held), defaults={**columns, "digest": digest_of(columns)})


@writes(StockIssued)
def stock_issued(event: StockIssued, *, by: Actor, at: datetime) -> None:
    """Goods left the store for use."""
    _change(event.subject, event.item.value, -event.quantity, at)


@writes(DispatchOrdered)
def dispatch_ordered(event: DispatchOrdered, *, by: Actor, at: datetime) -> None:
    """An order stands; nothing has left yet."""
    DispatchRow(
        number=event.subject, sender=event.sender, receiver=event.receiver, item=event.item.value,
        quantity=event.quantity, state=DispatchState.ORDERED.value, reason=event.reason, ordered_at=at,
        ordered_by=by.name, moved_at=at, moved_by=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(DispatchSent)
def dispatch_sent(event: DispatchSent, *, by: Actor, at: datetime) -> None:
    """The sender holds so much less."""
    row = DispatchRow.objects.select_for_update().get(number=event.subject)
    _change(row.sender, row.item, -row.quantity, at)
    _move(event.subject, DispatchState.SENT, by, at)


@writes(DispatchReceived)
def dispatch_received(event: DispatchReceived, *, by: Actor, at: datetime) -> None:
    """The receiver holds what arrived."""
    row = DispatchRow.objects.select_for_update().get(number=event.subject)
    _change(row.receiver, row.item, event.quantity, at)
    _move(event.subject, DispatchState.RECEIVED, by, at)
    DispatchRow.objects.filter(number=event.subject).update(received=event.quantity)


@writes(DispatchCancelled)
def dispatch_cancelled(event: DispatchCancelled, *, by: Actor, at: datetime) -> None:
    """It will not leave."""
    _move(event.subject, DispatchState.CANCELLED, by, at)


def _move(number: str, state: DispatchState, by: Actor, at: datetime) -> None:
    DispatchRow.objects.filter(number=number).update(state=state.value, moved_at=at, moved_by=by.name)


@writes(GiftOffered)
def gift_offered(event: GiftOffered, *, by: Actor, at: datetime) -> None:
    """A gift waits for a place."""
    GiftRow(
        number=event.subject, giver=event.giver, item=event.item.value, quantity=event.quantity,
        region=event.region, state=GiftState.OFFERED.value, offered_at=at,
    ).save(force_insert=True)  # fmt: skip


@writes(GiftAllotted)
def gift_allotted(event: GiftAllotted, *, by: Actor, at: datetime) -> None:
    """It has one."""
    GiftRow.objects.filter(number=event.subject).update(state=GiftState.ALLOTTED.value, place_code=event.place_code)


@writes(GiftReceived)
def gift_received(event: GiftReceived, *, by: Actor, at: datetime) -> None:
    """It arrived there."""
    row = GiftRow.objects.select_for_update().get(number=event.subject)
    _change(row.place_code, row.item, event.quantity, at)
    GiftRow.objects.filter(number=event.subject).update(state=GiftState.RECEIVED.value, received=event.quantity)


@writes(GiftDeclined)
def gift_declined(event: GiftDeclined, *, by: Actor, at: datetime) -> None:
    """Declined, with thanks."""
    GiftRow.objects.filter(number=event.subject).update(state=GiftState.DECLINED.value)


@writes(TimeGiven)
def time_given(event: TimeGiven, *, by: Actor, at: datetime) -> None:
    """So many people, so many hours."""
    TimeGivenRow(place_code=event.subject, on=event.on, people=event.people, hours=event.hours, work=event.work).save(
        force_insert=True
    )
