"""What a closure takes from people, item by item: how much, of what, who says so, and whether anybody counted it.

Silence is never calm: an item nobody counted is there, ``unknown``, without a figure; zero is a count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clearway.core.moments import aware
from clearway.core.words import Bilingual


class CostKind(StrEnum):
    """Items of a closure's account, in the order in which they are told. Names end in their unit where it is money,
    hours or days; the others are heads or times counted."""

    ISOLATED = "isolated_person_hours"
    RESTRICTED = "restricted_person_hours"
    PAST_RELEASE = "past_release_person_hours"
    CUT_OFF = "people_cut_off"
    DELAYED = "people_delayed"
    DETOUR = "detour_person_hours"
    HELP_CUT_OFF = "help_cut_off"
    HELP_DELAYED = "help_delayed"
    HELP_WORST = "help_worst_minutes"
    EMERGENCIES = "blocked_emergencies"
    COMPLAINTS = "complaints"
    CASES = "cases"
    SUPPORT = "support_requests"
    SUPPORT_UNMET = "support_unmet"
    SUPPORT_HOURS = "support_open_hours"
    PASSES = "passes_issued"
    PASSES_DECLINED = "passes_declined"
    WAIT_HOURS = "pass_waiting_hours"
    TURNED_AWAY = "turned_away"
    SUPPLIES = "supply_passages"
    CROSSINGS = "crossings_lost"
    SCHOOL_DAYS = "school_days"
    BUSINESS_DAYS = "business_days"
    GUARD_HOURS = "guard_hours"
    VOLUNTEER_HOURS = "volunteer_hours"
    SPENT = "spent_yuan"


class How(StrEnum):
    """Where a figure comes from: somebody counted it, it was reckoned from what is known, or nobody knows."""

    COUNTED = "counted"
    MODELLED = "modelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem:
    """One item. ``of`` names a part of a kind (``hospital``), else is empty; ``as_of`` the moment it was true of.

    ``at_least``: a part of it nobody counted, so the figure is a lower bound. ``low`` ≤ ``value`` ≤ ``high``, none
    below zero, all None where the item is unknown.
    """

    kind: CostKind
    how: How
    source: Bilingual
    of: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    as_of: datetime | None = None
    at_least: bool = False
    note: Bilingual | None = None

    def __post_init__(self) -> None:
        known = [one for one in (self.low, self.value, self.high) if one is not None]
        if (self.how is How.UNKNOWN) != (not known) or len(known) not in (0, 3):
            raise ValueError(f"{self.kind}: {self.how} with {len(known)} of three figures")
        if known and not 0 <= known[0] <= known[1] <= known[2] < float("inf"):
            raise ValueError(f"{self.kind}: {known} is no interval of amounts")
        if self.as_of is not None:
            aware(self.as_of, name="as_of")


def counted(
    kind: CostKind,
    value: float,
    source: Bilingual,
    as_of: datetime,
    *,
    of: str = "",
    at_least: bool = False,
    note: Bilingual | None = None,
) -> CostItem:
    """An item somebody counted."""
    amount = float(value)
    return CostItem(
        kind=kind, how=How.COUNTED, source=source, of=of, value=amount, low=amount, high=amount, as_of=as_of,
        at_least=at_least, note=note,
    )  # fmt: skip


def modelled(
    kind: CostKind,
    span: tuple[float, float, float],
    source: Bilingual,
    as_of: datetime,
    *,
    of: str = "",
    at_least: bool = False,
    note: Bilingual | None = None,
) -> CostItem:
    """An item reckoned from what is known, with its ends."""
    low, value, high = span
    return CostItem(
        kind=kind, how=How.MODELLED, source=source, of=of, value=value, low=low, high=high, as_of=as_of,
        at_least=at_least, note=note,
    )  # fmt: skip


def unknown(kind: CostKind, why: Bilingual, *, of: str = "") -> CostItem:
    """An item nobody counted, and why nobody can say."""
    return CostItem(kind=kind, how=How.UNKNOWN, source=why, of=of)
