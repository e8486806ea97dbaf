"""When a grade may rise, and that it never waits to fall.

A rise needs most of the last daily runs, or a confirmed infection. Holding a place at its old grade until its score
has been low for a while costs 21–29% more high-grade days: a fall is published on the day it is reached, and what
was closed ends by the legal clock, whatever the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clearway.core.grades import Grade, LeastMeasure


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """Of the last ``runs`` daily runs, today's included, ``needed`` must reach a grade before it is published."""

    runs: int
    needed: int


def published(raw: Sequence[Grade], before: Grade | None, *, confirmed: bool, rise: Rise) -> Grade:
    """The grade to publish today.

    Args:
        raw: what the daily runs came to, oldest first, today's last; a day without a run is simply not among them.
        before: what stood published until today (None: nothing yet, so today's run stands).
        confirmed: an infection was confirmed inside since yesterday's run.
        rise: what a rise needs.

    Raises:
        ValueError: no run at all.
    """
    if not raw:
        raise ValueError("nothing was graded")
    today = raw[-1]
    if before is None or confirmed or today.rank <= before.rank:
        return today
    recent = raw[-rise.runs :]
    steady = [grade for grade in recent if sum(other.rank >= grade.rank for other in recent) >= rise.needed]
    reached = max((grade for grade in steady if grade.rank <= today.rank), key=lambda grade: grade.rank, default=before)
    return max(reached, before, key=lambda grade: grade.rank)


_BY_GRADE = {
    Grade.LOW: LeastMeasure.ROUTINE,
    Grade.MEDIUM: LeastMeasure.PARTIAL,
    Grade.HIGH: LeastMeasure.HOUSEHOLD,
}


def measure_at(measure: LeastMeasure, reached: Grade, holds: Grade, *, by_hand: bool) -> LeastMeasure:
    """What may be done at most under the grade that ``holds``, where the run ``reached`` another with ``measure``.

    A rise that is not published yet brings no heavier measure. Named persons who set a grade ``by_hand`` set its
    lightest measure with it; where a place cannot be graded nothing new is closed, whoever signs.
    """
    if measure in (LeastMeasure.NONE, LeastMeasure.CANNOT_GRADE) or holds not in _BY_GRADE:
        return measure
    own = _BY_GRADE[holds]
    if by_hand and holds is not reached:
        return own
    order = list(LeastMeasure)
    return measure if holds is Grade.HIGH else min(measure, own, key=order.index)
