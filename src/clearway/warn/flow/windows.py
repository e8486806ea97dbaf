"""What was counted and what was expected on a link over a stretch of time: the facts an answer rests on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.core.evidence import FlowState
from clearway.warn.flow.scoring import Scores

#: Shares of usual flow that tell a closure from a link that merely starves beside one.
STARVED, LEAK = 0.22, 0.06
#: Passages that must have been expected after somebody passed, before flow is said to have stayed low.
AFTER = 5.0
STILL_LOW = 0.2


@dataclass(slots=True)
class Finding:
    """One link's episode while it is being judged; slots are flat indices."""

    link: int
    first: int
    slot: int
    state: FlowState = FlowState.UNDECIDED
    nats: float = 0.0
    passed: int = 0
    expected: float = 0.0
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Counted and expected over a stretch; ``heard``: share of slots reported."""

    counted: int
    expected: float
    heard: float

    @property
    def share(self) -> float:
        """Counted over expected; 1 where hardly anybody was expected."""
        return self.counted / self.expected if self.expected > 0.5 else 1.0

    @property
    def sharp(self) -> float:
        """Evidence (nats) of a closure rather than of a link that merely starves beside one."""
        return float(self.counted * np.log(LEAK / STARVED) + (STARVED - LEAK) * self.expected)


@dataclass(frozen=True, slots=True)
class Windows:
    """Looks stretches up; ``partner``: index of the other direction or -1."""

    scores: Scores
    partner: NDArray[np.int64]

    def one(self, link: int, first: int, last: int) -> Window:
        """One direction, slots first…last."""
        counts = self.scores.counts[first : last + 1, link]
        expected = self.scores.expected[first : last + 1, link]
        known = (counts >= 0) & ~np.isnan(expected)
        if not known.any():
            return Window(0, 0.0, 0.0)
        return Window(int(counts[known].sum()), float(expected[known].sum()), float(known.mean()))

    def both(self, link: int, first: int, last: int) -> Window:
        """Both directions together."""
        mine, partner = self.one(link, first, last), int(self.partner[link])
        if partner < 0:
            return mine
        other = self.one(partner, first, last)
        return Window(mine.counted + other.counted, mine.expected + other.expected, mine.heard)

    def stays_low(self, links: tuple[int, ...], first: int, last: int) -> bool | None:
        """Whether somebody passed after the fall and flow stayed low after that (a revived sensor does not).

        None: nobody passed at all. The first two slots do not count: in them a sensor may have died half way.
        """
        begin = first + 2
        passing = np.flatnonzero((self.scores.counts[begin : last + 1, np.array(links)] > 0).any(axis=1))
        if not len(passing):
            return None
        after = [self.one(link, begin + 1 + int(passing[0]), last) for link in links]
        expected = sum(one.expected for one in after)
        return expected >= AFTER and sum(one.counted for one in after) <= STILL_LOW * expected
