"""The reliability curve as a small chart: what was claimed against how often it was right, each with its interval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.warn.learning.calibration import Bin

WIDTH, HEIGHT = 440.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 12.0, 12.0, 44.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """One point with its interval, in SVG coordinates."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A share on either axis."""

    share: float
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityChart:
    """SVG coordinates; the diagonal from (left, foot) to (right, top) is a model that is as good as it claims."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    foot: float = HEIGHT - BOTTOM


def reliability_chart(points: Iterable[Bin]) -> ReliabilityChart:
    """The chart of these points."""
    dots = (
        Dot(_x(one.claimed), _y(one.right.part / one.right.whole), _y(one.right.low), _y(one.right.high))
        for one in points
    )
    return ReliabilityChart(dots=tuple(dots), ticks=tuple(Tick(share, _x(share), _y(share)) for share in _TICKS))


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)
