"""What offices measure and send for the grades: single readings, people who travel in, who shares a stair.

Imports and shared stairs cannot be reckoned from counts of infections; they have these tables of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

from clearway.core.grades import INDICATORS, LeastMeasure
from clearway.core.moments import aware

#: Indicators whose unit is a share: between 0 and 1, never per cent.
SHARES = frozenset({2, 3, 7, 9})


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReading:
    """One reading of one indicator as an office sent it; ``value`` None: it says that it has none, which is not zero.

    ``as_of`` with zone. ``infections`` (confirmed inside in the days of the gate), ``held_by`` (the smallest unit that
    holds them) and ``protected`` (on the negative list) are facts of the place; None: not told.
    """

    place_code: str
    indicator: int
    as_of: datetime
    value: float | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""
    doubtful: bool = False
    infections: int | None = None
    held_by: LeastMeasure | None = None
    protected: bool | None = None

    def __post_init__(self) -> None:
        aware(self.as_of, name="as_of")
        if self.indicator not in INDICATORS:
            raise ValueError(f"there are indicators 1 to 12, not {self.indicator}")
        if self.value is not None and not all(isfinite(one) for one in self.ends):
            raise ValueError("a reading is a number")

    @property
    def ends(self) -> tuple[float, float, float]:
        """Low end, value, high end; an end not told is the value (0 where there is none)."""
        value = self.value if self.value is not None else 0.0
        return (
            value if self.low is None else self.low,
            value,
            value if self.high is None else self.high,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelled:
    """People who came from ``origin`` to ``place_code`` on a local day: how many, never who.

    ``prevalence``: share infected where they came from, with its ends; None: reckoned from the counts of the origin.
    """

    origin: str
    place_code: str
    on: date
    travellers: int
    prevalence: float | None = None
    prevalence_low: float | None = None
    prevalence_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStairs:
    """Stairs and lifts of a building or unit and how many people live on them, as counted on a day."""

    place_code: str
    stairs: int
    residents: int
    on: date

    @property
    def persons(self) -> float:
        """Persons sharing one stair or lift."""
        return self.residents / self.stairs
