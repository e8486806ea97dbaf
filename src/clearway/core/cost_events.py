"""The cost account of a measure as it was gathered on a day: what it took from people, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from clearway.core.costs import CostItem
from clearway.core.events import Event
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class LighterCost:
    """The next lighter measure (``step``; None: there is none) beside this one: its ``share`` of the cost, or ``why``
    that cannot be said."""

    step: str | None
    share: float | None = None
    why: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What it bought: change of log R with its ends where there is an estimate, ``identified`` or not; infections
    averted (low, middle, high) against the lighter level (``against_lighter``) or against no measure; ``net``: the
    probability that they outweigh what it costs more. None: cannot be told."""

    identified: bool
    effect: tuple[float, ...] = ()
    averted: tuple[float, ...] = ()
    against_lighter: bool = False
    net: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCosted(Event):
    """The account of a measure up to ``until``, and what was concluded from it; ``subject`` is its number, ``final``:
    it had ended.

    The ledger keeps the sum in yuan with its ends (None: nothing with a price is known) and how many items nobody
    counted; the items themselves, among them counts of a few people, stand in rows alone. ``prices``: the unit
    values used, low, middle and high.
    """

    kind: ClassVar[str] = "measure_costed"
    withheld: ClassVar[tuple[str, ...]] = ("items",)
    until: datetime
    final: bool
    items: tuple[CostItem, ...]
    prices: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    lighter: LighterCost | None = None
    bought: Bought | None = None
    verdict: str = ""
    reasons: tuple[Bilingual, ...] = ()
    yuan: float | None = None
    yuan_low: float | None = None
    yuan_high: float | None = None
    uncounted: int = 0
