"""Peers on the same points, given our seasonal residual: FOCuS, river's Page–Hinkley (at its best threshold), ADWIN."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from clearway.core.figures import Figure
from clearway.warn.flow.day_kinds import DayPlan
from clearway.warn.flow.scan import CHINA
from clearway.warn.flow.scoring import Scores, score
from clearway.warn.flow.settings import DEFAULT
from clearway.warn.flow.tensor import densify
from clearway.warn.flow.topology import lay_out
from clearway.warn.focus_peer import against_focus
from clearway.warn.simulated_town import SLOTS, Town

THRESHOLDS = (5.0, 10.0, 20.0, 40.0)
ADWIN_LINKS = 20
FAR = datetime(2100, 1, 1, tzinfo=ZoneInfo("UTC"))


def peers(town: Town, our_rate: float) -> list[Figure]:
    """Speed beside FOCuS; speed and F1 by link of river's detectors, where river is installed."""
    tensor = next(densify(town.table(), FAR, CHINA))
    topology = lay_out(tensor.links, {sensor.link: sensor for sensor in town.sensors})
    plan = DayPlan((), (None,) * len(tensor.links))
    residual = _residual(score(tensor, topology.partner, plan, DEFAULT))[SLOTS * 7 :]
    truth = _truth(town, tensor.links)[SLOTS * 7 :]
    return [against_focus(residual, our_rate), *_of_river(residual, truth, our_rate)]


def _of_river(residual: NDArray[np.float64], truth: NDArray[np.bool_], our_rate: float) -> list[Figure]:
    try:
        from river.drift import PageHinkley
    except ImportError:
        return []
    began = time.perf_counter()
    scores = [_f1(residual, truth, threshold, PageHinkley) for threshold in THRESHOLDS]
    rate = residual.size * len(THRESHOLDS) / (time.perf_counter() - began)
    return [
        _adwin(residual, our_rate),
        Figure(
            name="scoring against river's Page–Hinkley",
            value=our_rate / rate,
            unit="times",
            target=">= 10",
            met=our_rate >= 10 * rate,
            peer="river, M points/s",
            peer_value=rate / 1e6,
            note="the peer is given our seasonal residual",
        ),
        Figure(
            name="F1 by link of the peer at its best threshold",
            value=max(scores),
            unit="",
            peer="river Page–Hinkley",
            note=f"thresholds {THRESHOLDS}; ours on such towns: see recall and link precision",
        ),
    ]


def _adwin(residual: NDArray[np.float64], our_rate: float) -> Figure:
    """Speed of river's ADWIN on the first links."""
    from river import drift

    make: Any = drift.ADWIN
    some = residual[:, :ADWIN_LINKS]
    began = time.perf_counter()
    for link in range(some.shape[1]):
        detector = make()
        for value in some[:, link].tolist():
            detector.update(value)
    rate = some.size / (time.perf_counter() - began)
    return Figure(
        name="scoring against river's ADWIN",
        value=our_rate / rate,
        unit="times",
        peer="river, M points/s",
        peer_value=rate / 1e6,
        note="the peer is given our seasonal residual",
    )


def _residual(scores: Scores) -> NDArray[np.float64]:
    """(count − expected) / √expected, 0 where nothing was reported or expected."""
    expected = np.nan_to_num(scores.expected.astype(np.float64), nan=0.0)
    known = (scores.counts >= 0) & (expected > 0)
    return np.where(known, (scores.counts - expected) / np.sqrt(np.maximum(expected, 0.05)), 0.0)


def _truth(town: Town, links: tuple[str, ...]) -> NDArray[np.bool_]:
    closed = np.zeros((len(town.counts), len(links)), dtype=np.bool_)
    for closure in town.closures:
        for link in closure.links:
            closed[closure.first : closure.last, links.index(link)] = True
    return closed


def _f1(residual: NDArray[np.float64], truth: NDArray[np.bool_], threshold: float, make: type) -> float:
    """Alarms within a closure are right (once), others wrong; links never closed count their alarms as wrong."""
    right = wrong = 0
    for link in range(residual.shape[1]):
        detector = make(min_instances=1, delta=0.05, threshold=threshold, mode="down")
        hit = False
        for value, closed in zip(residual[:, link].tolist(), truth[:, link].tolist(), strict=True):
            detector.update(value)
            if detector.drift_detected:
                wrong += not closed
                hit |= closed
        right += hit
    closures = int(truth.any(axis=0).sum())
    return 2 * right / max(1, right + wrong + closures)
