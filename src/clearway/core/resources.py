"""People and materials by place: what is held, what the standards ask for, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Item(StrEnum):
    """What the plan sets standards for (work plan 7.1, 7.2); people are counted as heads, the rest as pieces.

    ``protective_kit`` is one worker's protection for one day; ``worker`` counts who needs them.
    """

    EPIDEMIOLOGIST = "epidemiologist"
    LIAISON = "liaison"
    BARRIER_SET = "barrier_set"
    EMERGENCY_LIGHT = "emergency_light"
    TEST_DEVICE = "test_device"
    PROTECTIVE_KIT = "protective_kit"
    WORKER = "worker"


#: Heads, not pieces: they are assigned, never sent in a crate nor used up.
PEOPLE = frozenset({Item.EPIDEMIOLOGIST, Item.LIAISON, Item.WORKER})
#: What travels from the county's reserve to townships and on to villages.
GOODS = tuple(item for item in Item if item not in PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a place was counted to hold on a local day. A place without a count is unknown, never zero."""

    place_code: str
    item: Item
    quantity: int
    on: date

    def __post_init__(self) -> None:
        if self.quantity < 0:
            raise ValueError(f"{self.place_code} cannot hold {self.quantity} of {self.item}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One place and item: ``needed`` by the standard and ``held``; None where nobody counted."""

    place_code: str
    item: Item
    needed: int | None
    held: int | None

    @property
    def missing(self) -> int | None:
        """How many are missing (0: none); None where it is not known."""
        if self.needed is None or self.held is None:
            return None
        return max(self.needed - self.held, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """So many of an item proposed for a place, out of ``missing``."""

    place_code: str
    item: Item
    quantity: int
    missing: int


class DispatchState(StrEnum):
    """Where a dispatch stands."""

    ORDERED = "ordered"
    SENT = "sent"
    RECEIVED = "received"
    CANCELLED = "cancelled"


class GiftState(StrEnum):
    """Where a gift stands: offered, promised to a place, arrived there, or declined."""

    OFFERED = "offered"
    ALLOTTED = "allotted"
    RECEIVED = "received"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Goods on their way from one store to another (县级储备—乡镇调配—村社领用)."""

    number: str
    sender: str
    receiver: str
    item: Item
    quantity: int
    state: DispatchState
    received: int | None = None

    @property
    def short(self) -> int:
        """How many did not arrive."""
        return 0 if self.received is None else self.quantity - self.received


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """Goods a firm or person gives; ``giver`` is the name it asked to be thanked by, never a private person's."""

    number: str
    giver: str
    item: Item
    quantity: int
    region: str
    state: GiftState
    place_code: str | None = None
