"""What a closure took from people: unit values, what feeds counted of it, and the sums a table has room for.

Natural units first, then yuan with an interval; never yuan alone. What nobody counted is None, not zero, and is named.
The account itself, item by item with sources, is in ``evaluate/account``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from clearway.core.costs import CostItem, CostKind
from clearway.core.rules import Rulebook

RULE = "duty.closure_costs"
#: Kinds that tell how things stand: of their parts the largest is told, never a sum (one person may be in several).
LEVELS = frozenset(
    {CostKind.CUT_OFF, CostKind.DELAYED, CostKind.HELP_CUT_OFF, CostKind.HELP_DELAYED, CostKind.HELP_WORST}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its ends."""

    low: float
    value: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What other feeds counted of a closure: people inside, and kinds of item by name; an absent name was not
    counted."""

    people: float | None = None
    counted: Mapping[str, float] = field(default_factory=dict)


def prices_on(rulebook: Rulebook, day: date) -> Mapping[str, Interval]:
    """Unit values in force on a day, in yuan."""
    raw = rulebook.value(RULE, day) or {}
    return {name: Interval(low=float(a), value=float(b), high=float(c)) for name, (a, b, c) in raw.items()}


def natural(items: Sequence[CostItem]) -> dict[str, float | None]:
    """Each kind as one figure by name: sums of parts, of levels the largest part; None: nobody counted it."""
    found: dict[str, float | None] = {}
    for kind in CostKind:
        known = [one.value for one in items if one.kind is kind and one.value is not None]
        found[kind.value] = None if not known else max(known) if kind in LEVELS else sum(known)
    return found


def uncounted(items: Sequence[CostItem]) -> tuple[str, ...]:
    """Names of the kinds nobody counted, in the order of the account."""
    return tuple(name for name, value in natural(items).items() if value is None)
