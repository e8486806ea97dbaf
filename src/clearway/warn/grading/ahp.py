"""Weights from pairwise comparisons (the analytic hierarchy process), and whether they agree with each other.

Saaty (1980), The Analytic Hierarchy Process: weights are the principal eigenvector; a consistency ratio of 0.10 or
more means that the comparisons contradict each other too much to be used. It helps a panel to say what it thinks; the
weights it publishes are its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual

Floats = npt.NDArray[np.float64]
ACCEPTABLE = 0.10
#: Mean consistency index of random comparisons of 1 … 15 things (Saaty).
_RANDOM = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.54, 1.56, 1.57, 1.59)


class BadComparisons(Refusal):
    """A table of comparisons is not one."""

    code = "bad_comparisons"
    template = Bilingual("两两比较表不成立：{zh}", "not a table of comparisons: {en}")
    try_again = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """``weights`` add up to 1. ``ratio``: the consistency ratio. ``worst``: the pair (from 0) that fits the others
    least, and ``would_fit``: what that comparison would be if it agreed with them; None where all agree."""

    weights: tuple[float, ...]
    ratio: float
    worst: tuple[int, int] | None
    would_fit: float | None

    @property
    def consistent(self) -> bool:
        """Whether the comparisons may be used."""
        return self.ratio < ACCEPTABLE


def weigh(comparisons: Floats) -> Compared:
    """Weights of n things: ``comparisons[i, j]`` says how many times i matters more than j (1/9 … 9).

    Raises:
        BadComparisons: not square, more than 15 things, a number outside 1/9 … 9, or the two halves not reciprocal.
    """
    _demand(comparisons)
    count = len(comparisons)
    values, vectors = np.linalg.eig(comparisons)
    principal = int(np.argmax(values.real))
    weights = np.abs(vectors[:, principal].real)
    weights = weights / weights.sum()
    random = _RANDOM[count - 1]
    index = (float(values[principal].real) - count) / (count - 1) if count > 1 else 0.0
    strain = np.abs(np.log(comparisons * weights[None, :] / weights[:, None]))
    at = np.unravel_index(int(np.argmax(strain)), strain.shape)
    i, j = int(at[0]), int(at[1])
    strained = float(strain[i, j]) > 1e-9
    return Compared(
        weights=tuple(weights.tolist()),
        ratio=max(0.0, index / random) if random else 0.0,
        worst=(i, j) if strained else None,
        would_fit=float(weights[i] / weights[j]) if strained else None,
    )


def together(members: list[Floats]) -> Floats:
    """One table from several members': the geometric mean of each comparison, which keeps both halves reciprocal.

    Raises:
        BadComparisons: nobody compared anything, or tables of different size.
    """
    if not members or len({table.shape for table in members}) != 1:
        raise BadComparisons(zh="各成员的表大小须一致", en="the members' tables must be equally large")
    return np.asarray(np.exp(np.mean([np.log(table) for table in members], axis=0)))


def _demand(table: Floats) -> None:
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not 1 <= len(table) <= len(_RANDOM):
        raise BadComparisons(zh="须为 1 至 15 行的方表", en="a square table of 1 to 15 rows is needed")
    if not np.all(np.isfinite(table)) or table.min() < 1 / 9 - 1e-9 or table.max() > 9 + 1e-9:
        raise BadComparisons(zh="每个比较在 1/9 与 9 之间", en="each comparison lies between 1/9 and 9")
    if not np.allclose(table * table.T, 1.0, rtol=1e-6):
        raise BadComparisons(zh="上下三角须互为倒数", en="the two halves must be reciprocal")
