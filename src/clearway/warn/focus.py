"""Plain FOCuS, a peer of the bench: the likelihood-ratio test of a changed mean over every moment of change.

After Romano, Eckley, Fearnhead & Rigaill, Fast online changepoint detection via functional pruning CUSUM statistics,
JMLR 24 (2023), for Gaussian points whose usual mean is 0 and deviation 1. Only moments on the hull of the running sum
can ever be the best ones, so a point costs the logarithm of its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class PlainFocus:
    """Statistic after each point: the greatest (sum since a moment)² / (2 · points since it)."""

    __slots__ = ("_falls", "_points", "_rises", "_sum")

    def __init__(self) -> None:
        self._points, self._sum = 0, 0.0
        self._rises, self._falls = [(0, 0.0)], [(0, 0.0)]

    def update(self, value: float) -> float:
        """Take the next point and return the statistic."""
        self._points += 1
        self._sum += value
        best = 0.0
        for kept, way in ((self._rises, 1.0), (self._falls, -1.0)):
            self._prune(kept, way)
            best = max(best, *((self._sum - height) ** 2 / (2 * (self._points - at)) for at, height in kept))
            kept.append((self._points, self._sum))
        return best

    def _prune(self, kept: list[tuple[int, float]], way: float) -> None:
        """Drop the moments since which the mean has changed no more than since the one before."""
        while len(kept) > 1 and way * self._mean(kept[-1]) <= way * self._mean(kept[-2]):
            kept.pop()

    def _mean(self, moment: tuple[int, float]) -> float:
        return (self._sum - moment[1]) / (self._points - moment[0])


def statistics(values: Iterable[float]) -> Iterator[float]:
    """The statistic after each value."""
    focus = PlainFocus()
    return (focus.update(value) for value in values)
