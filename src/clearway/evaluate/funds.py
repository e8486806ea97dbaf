"""What money did: spending a head against the change in closures, with its interval or not at all (E5).

The source plan claims a correlation of 0.78 between money and fewer closures. Such a figure means nothing without the
number of places, the window and an interval, so none is shown without them; it never says that money was the cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from clearway.core.funds import Entry, FundLine, Payer

FEWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Effectiveness:
    """Rank correlation of yuan a head with closures prevented, over ``places`` places; None: too few to say."""

    places: int
    correlation: float | None
    low: float | None
    high: float | None


def effectiveness(
    yuan_a_head: Mapping[str, float], prevented: Mapping[str, float], *, resamples: int = 2_000, seed: int = 7
) -> Effectiveness:
    """Spearman's rho between spending and the fall in closures of the same places, with a bootstrap interval.

    Args:
        yuan_a_head: by place.
        prevented: closures in the window before less those in the window after, by place.
        resamples: of places (percentile bootstrap, 95%; Efron 1979).

    Returns:
        None in the figures below ``FEWEST`` places, or where one side does not vary.
    """
    both = sorted(yuan_a_head.keys() & prevented.keys())
    x, y = np.array([yuan_a_head[p] for p in both]), np.array([prevented[p] for p in both])
    if len(both) < FEWEST or np.ptp(x) == 0 or np.ptp(y) == 0:
        return Effectiveness(places=len(both), correlation=None, low=None, high=None)
    drawn = np.random.default_rng(seed).integers(0, len(both), (resamples, len(both)))
    ranks = [_rho(x[one], y[one]) for one in drawn]
    low, high = np.nanquantile(ranks, [0.025, 0.975])
    return Effectiveness(places=len(both), correlation=_rho(x, y), low=float(low), high=float(high))


def _rho(x: np.ndarray, y: np.ndarray) -> float:
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    ranks = np.corrcoef(stats.rankdata(x), stats.rankdata(y))
    return float(ranks[0, 1])


def shares(lines: Sequence[FundLine]) -> dict[Payer, float]:
    """Who bore what part of what was spent (成本分担); empty where nothing was."""
    spent = [line for line in lines if line.entry is Entry.SPENT]
    total = sum(line.fen for line in spent)
    return {payer: sum(line.fen for line in spent if line.payer is payer) / total for payer in Payer} if total else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstStandard:
    """Planned money beside the plan's standard, in yuan; None where population or revenue is unknown."""

    planned: float
    wanted: float | None

    @property
    def share(self) -> float | None:
        """Planned over wanted."""
        return None if not self.wanted else self.planned / self.wanted


def against_a_head(planned_fen: int, population: int | None, yuan_a_head: float) -> AgainstStandard:
    """A year's plan against so many yuan a head."""
    return AgainstStandard(planned=planned_fen / 100, wanted=None if population is None else population * yuan_a_head)
