"""A risk grade: twelve readings, what they come to, and the measure that would do least harm.

The lower end of a grade decides what may be restricted, the upper end what must be watched. A reading that is
missing or old widens the interval; it never counts as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import isfinite

from clearway.core.moments import aware

INDICATORS = tuple(range(1, 13))


class Grade(StrEnum):
    """Grades, lightest first; ``none``: the rules of the day know no risk areas."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for none … 3 for high."""
        return _RANKS[self]


_RANKS = {grade: rank for rank, grade in enumerate(Grade)}


class LeastMeasure(StrEnum):
    """What a grade may lead to at most, lightest first. ``cannot_grade`` and ``none`` allow no new closure."""

    NONE = "none"
    CANNOT_GRADE = "cannot_grade"
    ROUTINE = "routine_monitoring"
    PARTIAL = "partial_control"
    HOUSEHOLD = "close_household"
    FLOOR = "close_floor"
    UNIT = "close_unit"
    BUILDING = "close_building"
    COMPOUND = "close_compound"

    @property
    def closes(self) -> bool:
        """Whether a door or gate is shut by it."""
        return self.value.startswith("close_")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReading:
    """One reading of one indicator (1–12) at a place: ``low`` ≤ ``value`` ≤ ``high``, in the indicator's unit.

    ``as_of``: the moment it speaks of, with zone. ``doubtful``: whoever sent it does not trust it.
    """

    place_code: str
    indicator: int
    value: float
    low: float
    high: float
    as_of: datetime
    source: str = ""
    doubtful: bool = False

    def __post_init__(self) -> None:
        aware(self.as_of, name="as_of")
        if self.indicator not in INDICATORS:
            raise ValueError(f"there are indicators 1 to 12, not {self.indicator}")
        if not all(isfinite(number) for number in (self.value, self.low, self.high)):
            raise ValueError("a reading is a number")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"a reading lies between its ends: {self.low}, {self.value}, {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What is known of a place beside its readings; None is not known.

    ``infections``: confirmed local infections inside this very place in the days the gate asks for. ``held_by``: the
    smallest unit that holds its linked infections. ``protected``: it is a way on the negative list.
    """

    infections: int | None = None
    held_by: LeastMeasure | None = None
    protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score from 0 to 100 with its ends."""

    low: float
    value: float
    high: float
