"""Our scoring beside FOCuS on the same points: the package changepoint-online where installed, else our plain one.

The statistics differ (ours knows what closed looks like, FOCuS asks for any changed mean of the residual it is given),
so only FOCuS against FOCuS can be equal: ours, the package's and the search over all moments.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.core.figures import Figure
from clearway.warn.focus import statistics

LINKS, SEARCHED = 10, 200
TIMES = 50.0
_CLOSE = 1e-6


def against_focus(residual: NDArray[np.float64], our_rate: float) -> Figure:
    """Speed beside FOCuS on the first links of ``residual`` (slot, link), equality of FOCuS checked first.

    Args:
        residual: (count − expected) / √expected.
        our_rate: points a second of our scoring in this run.
    """
    some = [residual[:, link].tolist() for link in range(min(LINKS, residual.shape[1]))]
    packaged = _packaged()
    peer = packaged or _listed
    equal = all(_same(list(statistics(row)), peer(row)) for row in some) and _same(
        list(statistics(some[0][:SEARCHED])), searched(some[0][:SEARCHED])
    )
    began = time.perf_counter()
    for row in some:
        peer(row)
    rate = sum(map(len, some)) / (time.perf_counter() - began)
    told = "changepoint-online" if packaged else "plain FOCuS, ours: changepoint-online is not installed"
    return Figure(
        name="scoring against FOCuS",
        value=our_rate / rate,
        unit="times",
        target=f">= {TIMES:g}",
        met=our_rate >= TIMES * rate,
        peer="FOCuS, M points/s",
        peer_value=rate / 1e6,
        equal=equal,
        note=f"{told}; given our seasonal residual; equal: FOCuS, ours and the search over every moment within 1e-6",
    )


def searched(values: list[float]) -> list[float]:
    """The same statistic by trying every moment of change."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return [float(((sums[n] - sums[:n]) ** 2 / (2 * (n - np.arange(n)))).max()) for n in range(1, len(sums))]


def _listed(values: list[float]) -> list[float]:
    return list(statistics(values))


def _packaged() -> Callable[[list[float]], list[float]] | None:
    """FOCuS of the package changepoint-online, None where it is not installed."""
    try:
        package: Any = import_module("changepoint_online")
    except ImportError:
        return None

    def run(values: list[float]) -> list[float]:
        return list(_updates(package.Focus(package.Gaussian(loc=0.0)), values))

    return run


def _updates(detector: Any, values: list[float]) -> Iterator[float]:
    for value in values:
        detector.update(value)
        yield max(0.0, detector.statistic())


def _same(some: list[float], others: list[float]) -> bool:
    return bool(np.allclose(some, others, rtol=_CLOSE, atol=_CLOSE))
