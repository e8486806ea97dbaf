"""What can happen to people, materials and gifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.resources import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCounted(Event):
    """A person counted what a place holds; ``subject`` is the place."""

    kind: ClassVar[str] = "stock_counted"
    item: Item
    quantity: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StockIssued(Event):
    """A village or township handed goods out for use; ``subject`` is the place."""

    kind: ClassVar[str] = "stock_issued"
    item: Item
    quantity: int
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOrdered(Event):
    """A named person orders goods from one store to another; ``subject`` is the dispatch's number."""

    kind: ClassVar[str] = "dispatch_ordered"
    sender: str
    receiver: str
    item: Item
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchSent(Event):
    """The goods left the sender's store."""

    kind: ClassVar[str] = "dispatch_sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchReceived(Event):
    """The receiver signed for what arrived, which may be less than was sent."""

    kind: ClassVar[str] = "dispatch_received"
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchCancelled(Event):
    """Ordered, never sent: called off, with the reason."""

    kind: ClassVar[str] = "dispatch_cancelled"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftOffered(Event):
    """Somebody gives goods for ``region``; ``subject`` is the gift's number."""

    kind: ClassVar[str] = "gift_offered"
    giver: str
    item: Item
    quantity: int
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftAllotted(Event):
    """The gift goes to a place that lacks it."""

    kind: ClassVar[str] = "gift_allotted"
    place_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftReceived(Event):
    """The place signed for it."""

    kind: ClassVar[str] = "gift_received"
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftDeclined(Event):
    """Not needed, or not usable; with the reason."""

    kind: ClassVar[str] = "gift_declined"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGiven(Event):
    """Hours volunteers gave at a place; ``subject`` is the place. People are counted, never named."""

    kind: ClassVar[str] = "time_given"
    people: int
    hours: float
    work: str
    on: date
