"""Is the sensor dead or the road closed? Where every arm of a junction is counted, what goes in must come out.

If a link reports nobody while its junctions still miss exactly its usual traffic, the traffic is there and the sensor
is dead; if nothing is missing, nobody drives there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clearway.warn.flow.scoring import Scores
from clearway.warn.flow.topology import Topology

BLOCK = 24
LEAST_HISTORY = 20
CLOSED = 0.08


class Junctions:
    """Balances of junctions, each from readings up to the moment asked about."""

    def __init__(self, scores: Scores, topology: Topology) -> None:
        self._scores = scores
        self._topology = topology
        self._noise: dict[tuple[str, int], float | None] = {}

    def nats(self, link: int, first: int, last: int, *, partner: int = -1) -> float | None:
        """Evidence that ``link`` is closed (positive) rather than its sensor dead (negative), slots first…last.

        ``partner``: the other direction, where both report nobody: were both dead, a junction would miss no more than
        the difference of the two. None where no junction of it balances, or somebody at it did not report. A normal
        approximation.
        """
        ends = self._topology.ends[link]
        if ends is None:
            return None
        found = [self._missing(node, link, into, first, last) for node, into in ((ends[0], False), (ends[1], True))]
        known = [one for one in found if one is not None]
        if not known:
            return None
        flow, noise = sum(one[0] for one in known) / len(known), sum(one[1] for one in known) / len(known)
        usual = self._usual(link, first, last) - (self._usual(partner, first, last) if partner >= 0 else 0.0)
        return _contrast(flow, noise, usual)

    def _usual(self, link: int, first: int, last: int) -> float:
        return float(np.nansum(self._scores.expected[first : last + 1, link]))

    def _missing(self, node: str, link: int, into: bool, first: int, last: int) -> tuple[float, float] | None:
        """Traffic the other arms say passed over ``link`` at ``node``, and the variance of that figure."""
        ins, outs = self._topology.arms[node]
        arms = np.array([*ins, *outs])
        window = self._scores.counts[first : last + 1, arms]
        if not ins or not outs or (window < 0).any():
            return None
        share = self._noise_of(node, first)
        if share is None:
            return None
        incoming, outgoing = window[:, : len(ins)].sum(), window[:, len(ins) :].sum()
        counted = self._scores.counts[first : last + 1, link].sum()
        missing = float(outgoing - incoming if into else incoming - outgoing) + float(counted)
        return missing, 2.0 + share * float(incoming + outgoing)

    def _noise_of(self, node: str, before: int) -> float | None:
        """Variance of the balance per passage, from the week before; None where the junction leaks or is new."""
        key = (node, before // BLOCK)
        if key not in self._noise:
            self._noise[key] = self._measure(node, before // BLOCK * BLOCK)
        return self._noise[key]

    def _measure(self, node: str, end: int) -> float | None:
        ins, outs = self._topology.arms[node]
        start = max(0, end - 84 * BLOCK)
        window = self._scores.counts[start:end, np.array([*ins, *outs])]
        blocks = window[: len(window) // BLOCK * BLOCK].reshape(-1, BLOCK, len(ins) + len(outs))
        whole = blocks[(blocks >= 0).all(axis=(1, 2))].sum(axis=1)
        if len(whole) < LEAST_HISTORY:
            return None
        return _leak(whole[:, : len(ins)].sum(axis=1), whole[:, len(ins) :].sum(axis=1))


def _leak(incoming: NDArray[np.int64], outgoing: NDArray[np.int64]) -> float | None:
    off = (incoming - outgoing).astype(np.float64)
    passed = float((incoming + outgoing).sum())
    typical = np.median(np.abs(off)) * 1.4826
    lopsided = abs(float(np.median(off))) * len(off) > 0.1 * passed
    if passed < 100 or lopsided:
        return None
    return float(max(typical**2, 0.3) * len(off) / passed)


def _contrast(flow: float, noise: float, usual: float) -> float:
    """``usual`` below 0: the other direction, dead too, usually has more."""
    shut, dead = CLOSED * usual, usual
    wide = noise + 0.05 * usual**2 + abs(usual)
    narrow = noise + abs(shut)
    return float((flow - dead) ** 2 / (2 * wide) - (flow - shut) ** 2 / (2 * narrow) + 0.5 * np.log(wide / narrow))
