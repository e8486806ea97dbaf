"""Shares and medians with their intervals: a figure without one is not shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median as middle

from scipy.special import betaincinv
from scipy.stats import binom

LEVEL = 0.95
#: Below this many cases a share is "not enough data".
LEAST = 10


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``, with Jeffreys' interval (Brown, Cai & DasGupta 2001)."""

    part: int
    whole: int

    @property
    def enough(self) -> bool:
        """Whether there are enough cases to speak of a share at all."""
        return self.whole >= LEAST

    @property
    def value(self) -> float | None:
        """The share; None where there is not enough."""
        return self.part / self.whole if self.enough else None

    @property
    def low(self) -> float:
        """Lower end of the 95% interval."""
        return jeffreys(self.part, self.whole)[0]

    @property
    def high(self) -> float:
        """Upper end of the 95% interval."""
        return jeffreys(self.part, self.whole)[1]


@dataclass(frozen=True, slots=True)
class Median:
    """A median of ``count`` values with an interval of at least 95%; ``value`` None where there are too few."""

    count: int
    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are enough values."""
        return self.value is not None


def share_of(answers: Iterable[bool]) -> Share:
    """How many of the answers are yes."""
    given = list(answers)
    return Share(sum(given), len(given))


def jeffreys(part: int, whole: int, level: float = LEVEL) -> tuple[float, float]:
    """Jeffreys' interval of a binomial share; nothing counted: (0, 1).

    Raises:
        ValueError: ``part`` is not between 0 and ``whole``.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    tail = (1 - level) / 2
    low = 0.0 if part == 0 else float(betaincinv(part + 0.5, whole - part + 0.5, tail))
    high = 1.0 if part == whole else float(betaincinv(part + 0.5, whole - part + 0.5, 1 - tail))
    return low, high


def lower_bound(part: int, whole: int, error: float = 0.05) -> float:
    """One-sided Jeffreys bound: the true share lies below it with probability ``error``."""
    return 0.0 if part == 0 else float(betaincinv(part + 0.5, whole - part + 0.5, error))


def median_of(values: Iterable[float]) -> Median:
    """The median with its distribution-free interval from order statistics (Conover 1999, 3.2)."""
    ordered = sorted(values)
    if len(ordered) < LEAST:
        return Median(len(ordered), None)
    low, high = _ends(ordered)
    return Median(len(ordered), float(middle(ordered)), low, high)


def _ends(ordered: Sequence[float]) -> tuple[float, float]:
    rank = int(binom.ppf((1 - LEVEL) / 2, len(ordered), 0.5))
    while rank > 0 and binom.cdf(rank - 1, len(ordered), 0.5) > (1 - LEVEL) / 2:
        rank -= 1
    rank = max(rank, 1)
    return float(ordered[rank - 1]), float(ordered[len(ordered) - rank])
