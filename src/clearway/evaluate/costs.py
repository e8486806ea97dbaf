"""What a closure took from people, in natural units first, then in yuan with an interval; never in yuan alone.

What nobody counted is None, not zero, and is named. Blocked emergencies are counted and never priced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from clearway.core.rules import Rulebook

RULE = "duty.closure_costs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its ends."""

    low: float
    value: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalCosts:
    """Of one closure; None: nobody counted it.

    ``days`` it stood and ``days_past_release`` of them beyond the release clock; ``isolated_person_hours`` and
    ``restricted_person_hours`` of the people inside (at home, or within the compound), ``past_release_person_hours``
    the part of both beyond the clock; the others as their names say.
    """

    days: float
    days_past_release: float
    isolated_person_hours: float | None = None
    restricted_person_hours: float | None = None
    past_release_person_hours: float | None = None
    detour_person_hours: float | None = None
    school_days: float | None = None
    business_days: float | None = None
    guard_hours: float | None = None
    complaints: int | None = None
    blocked_emergencies: int | None = None

    @property
    def uncounted(self) -> tuple[str, ...]:
        """Names of what nobody counted."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What other feeds counted of a closure: people inside, and fields of ``NaturalCosts`` by name; an absent name was
    not counted."""

    people: float | None = None
    counted: Mapping[str, float] = field(default_factory=dict)


_PRICED = {
    "isolated_person_hours": "isolated_person_hour",
    "restricted_person_hours": "restricted_person_hour",
    "detour_person_hours": "detour_person_hour",
    "school_days": "school_day",
    "business_days": "business_day",
    "guard_hours": "guard_hour",
}


def prices_on(rulebook: Rulebook, day: Any) -> Mapping[str, Interval]:
    """Unit values in force on a day, in yuan."""
    raw = rulebook.value(RULE, day) or {}
    return {name: Interval(low=float(a), value=float(b), high=float(c)) for name, (a, b, c) in raw.items()}


def priced(costs: NaturalCosts, prices: Mapping[str, Interval]) -> Interval | None:
    """The counted costs in yuan; None where nothing that has a price was counted."""
    low = value = high = 0.0
    counted = False
    for name, price in ((name, prices.get(unit)) for name, unit in _PRICED.items()):
        amount = getattr(costs, name)
        if amount is None or price is None:
            continue
        counted = True
        low, value, high = low + amount * price.low, value + amount * price.value, high + amount * price.high
    return Interval(low=low, value=value, high=high) if counted else None


def people_hours(
    *, people: float | None, days: float, days_past_release: float, at_home: bool
) -> dict[str, float | None]:
    """Hours of the people inside a closure, as fields of ``NaturalCosts``."""
    if people is None:
        return {}
    inside = people * 24.0 * days
    return {
        "isolated_person_hours": inside if at_home else 0.0,
        "restricted_person_hours": 0.0 if at_home else inside,
        "past_release_person_hours": people * 24.0 * days_past_release,
    }
