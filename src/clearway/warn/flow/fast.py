"""The scoring kernel: one pass over a day, all links at once. Equal to ``plain.score_day``; no fastmath (NaN matters).

For each interval: how the town does (city factor, without the link and its partner), how unevenly (spread), how the
link does of late (local factor, frozen under suspicion), then the evidence for "closed" against a robust "open", added
up as a CUSUM (Page 1954; Lorden 1971) for the link and for both directions together.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SUSPICION = 3.5
RESTFUL = 0.6
EMPTY = 0.15
BUSIEST = 1.5
PRIOR_SCALE = 150.0


def score_day(
    counts: NDArray[np.int32],
    usual: Floats,
    restful: Floats,
    dispersion: Floats,
    partner: NDArray[np.int64],
    numbers: Floats,
    state: Floats,
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], Floats]:
    """Score one day; ``state`` is carried on in place.

    ``counts``, ``usual``, ``restful``: (slot, link); ``dispersion``, ``partner`` (index or -1): (link,);
    ``numbers``: ``Scoring.numbers``; ``state``: ``state.fresh``. Returns own evidence, pair evidence, expected counts
    (slot, link; NaN where nothing could be scored) and the town's line (slot, 2): city factor, open share.
    """
    slots, links = counts.shape
    own = np.zeros((slots, links), dtype=np.float32)
    pair = np.zeros((slots, links), dtype=np.float32)
    expected = np.full((slots, links), np.nan, dtype=np.float32)
    town = np.ones((slots, 2))
    _run(counts, usual, restful, dispersion, partner, numbers, state, own, pair, expected, town, np.zeros(links))
    return own, pair, expected, town


@njit(cache=True)
def _run(
    counts: Any, usual: Any, restful: Any, dispersion: Any, partner: Any, numbers: Any, state: Any,
    own: Any, pair: Any, expected: Any, town: Any, nats: Any,
) -> None:  # fmt: skip
    for slot in range(counts.shape[0]):
        city_seen, city_usual = _add_up(counts[slot], usual[slot], numbers, state)
        city = min((city_seen + numbers[8]) / (city_usual + numbers[8]), BUSIEST)
        open_share = _open_share(numbers, state, city)
        votes = _vote(counts[slot], usual[slot], restful[slot], dispersion, numbers, state)
        town[slot, 0] = city
        town[slot, 1] = open_share
        _weigh(counts[slot], usual[slot], restful[slot], dispersion, partner, numbers, state,
               city_seen, city_usual, open_share, votes, expected[slot], nats)  # fmt: skip
        _gather(counts[slot], usual[slot], partner, numbers, state, nats, own[slot], pair[slot])


@njit(cache=True)
def _add_up(counts: Any, usual: Any, numbers: Any, state: Any) -> Any:
    """Trailing sums of every link; returns the town's, of links free of suspicion."""
    city_seen, city_usual = 0.0, 0.0
    for link in range(len(counts)):
        state[0, link] *= numbers[0]
        state[1, link] *= numbers[0]
        state[2, link] *= numbers[1]
        state[3, link] *= numbers[1]
        state[4, link] *= numbers[1] * numbers[1]
        if counts[link] >= 0 and usual[link] == usual[link]:
            mean = usual[link] * _local(state, numbers, link)
            weight = 1.0 / (1.0 + 0.05 * mean)
            state[0, link] += weight * counts[link]
            state[1, link] += weight * mean
            state[2, link] += counts[link]
            state[3, link] += mean
            state[4, link] += mean
        if state[7, link] <= SUSPICION:
            city_seen += state[0, link]
            city_usual += state[1, link]
    return city_seen, city_usual


@njit(cache=True)
def _local(state: Any, numbers: Any, link: int) -> float:
    """How the link does of late; a diversion that fills it does not make emptiness suspicious afterwards."""
    return float(min((state[5, link] + numbers[9]) / (state[6, link] + numbers[9]), 1.25))


@njit(cache=True)
def _open_share(numbers: Any, state: Any, city: float) -> float:
    """The robust null: lower when links fall unevenly all over town, as on a holiday; 0: no telling."""
    fall, scale = 0.0, 0.0
    for link in range(state.shape[1]):
        mean = city * state[3, link]
        if mean > 0.0:
            weight = 1.0 / ((1.0 + 0.2 * mean) * (1.0 + 0.2 * mean))
            off = min(0.0, state[2, link] - mean)
            fall += weight * (2.0 * off * off - city * state[4, link])
            scale += weight * mean * mean
    spread = np.sqrt(max(0.0, fall) / (scale + PRIOR_SCALE))
    share = numbers[5] * np.exp(-numbers[11] * max(0.0, spread - numbers[10]))
    return share if share >= numbers[12] else 0.0


@njit(cache=True)
def _vote(counts: Any, usual: Any, restful: Any, dispersion: Any, numbers: Any, state: Any) -> float:
    """Evidence that the town works today, from links that are all but empty on a day off.

    Where fewer than three of those report, links half empty on a day off vote too.
    """
    strict, loose, voters = 0.0, 0.0, 0
    for link in range(len(counts)):
        state[10, link] *= numbers[1]
        mean = usual[link]
        if counts[link] >= 0 and restful[link] < RESTFUL * mean:
            a = np.log1p(dispersion[link] * mean)
            b = np.log1p(dispersion[link] * restful[link])
            nats = counts[link] * (np.log(mean / restful[link]) + b - a) + (b - a) / dispersion[link]
            state[10, link] = min(max(state[10, link] + nats, -3.0), 3.0)
            loose += state[10, link]
            if restful[link] < EMPTY * mean:
                strict += state[10, link]
                voters += 1
    return strict if voters >= 3 else loose


@njit(cache=True)
def _weigh(
    counts: Any, usual: Any, restful: Any, dispersion: Any, partner: Any, numbers: Any, state: Any,
    city_seen: float, city_usual: float, open_share: float, votes: float, expected: Any, nats: Any,
) -> None:  # fmt: skip
    """The evidence of this interval for every link, and its local factor."""
    for link in range(len(counts)):
        nats[link] = 0.0
        if counts[link] < 0 or usual[link] != usual[link]:
            continue
        seen, known = city_seen, city_usual
        if state[7, link] <= SUSPICION:
            seen, known = seen - state[0, link], known - state[1, link]
        other = partner[link]
        if other >= 0 and state[7, other] <= SUSPICION:
            seen, known = seen - state[0, other], known - state[1, other]
        city = min((max(seen, 0.0) + numbers[8]) / (max(known, 0.0) + numbers[8]), BUSIEST)
        base = usual[link]
        if restful[link] < RESTFUL * base and votes - state[10, link] < 2.0:
            base = restful[link]
        mean = base * city * _local(state, numbers, link)
        expected[link] = mean
        if open_share > 0.0:
            nats[link] = _evidence(counts[link], mean, dispersion[link], open_share, numbers)
        if state[7, link] <= SUSPICION:
            state[5, link] = state[5, link] * numbers[2] + min(float(counts[link]), 1.5 * mean + 3.0)
            state[6, link] = state[6, link] * numbers[2] + usual[link] * city


@njit(cache=True)
def _evidence(count: float, mean: float, dispersion: float, open_share: float, numbers: Any) -> Any:
    """Log-likelihood ratio of two negative binomials with means closed and open, held within one step."""
    closed = np.log1p(dispersion * numbers[4] * mean)
    usual = np.log1p(dispersion * open_share * mean)
    nats = count * (np.log(numbers[4] / open_share) + usual - closed) + (usual - closed) / dispersion
    return min(max(nats, -2.0 * numbers[6]), numbers[6])


@njit(cache=True)
def _gather(counts: Any, usual: Any, partner: Any, numbers: Any, state: Any, nats: Any, own: Any, pair: Any) -> None:
    """Add the evidence up, for the link and for both directions; silence beyond the gap starts anew."""
    for link in range(len(counts)):
        if counts[link] < 0:
            state[9, link] += 1.0
            if state[9, link] >= numbers[3]:
                state[7, link] = 0.0
                state[8, link] = 0.0
        else:
            state[9, link] = 0.0
        both = nats[link]
        if partner[link] >= 0:
            both += nats[partner[link]]
        state[7, link] = min(max(0.0, state[7, link] + nats[link]), numbers[7])
        state[8, link] = min(max(0.0, state[8, link] + both), numbers[7])
        own[link] = state[7, link]
        pair[link] = state[8, link]
