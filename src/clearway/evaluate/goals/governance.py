"""The governance score: closing too much and controlling too little weigh the same, and neither weighs nothing.

Whoever is graded only by infections closes everything. So the share of over-closure has a floor (the plan's 10%), and
under-control the very same weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isclose

from clearway.core.refusals import Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.evaluate.costs import Interval

RULE = "duty.assessment_share"


class Side(StrEnum):
    """What a part of the score is about."""

    OVER_CLOSURE = "over_closure"
    UNDER_CONTROL = "under_control"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: its weight (share), and points 0–100 with their interval (None: not measured)."""

    name: str
    side: Side
    weight: float
    points: Interval | None


class UnfairScore(Refusal):
    """A score that would reward closing, or that does not add up."""

    code = "unfair_score"
    template = Bilingual("治理考核权重不成立：{zh}", "the weights of the governance score do not stand: {en}")
    try_again = True


def score(parts: Sequence[Part], rulebook: Rulebook, day: date) -> Interval:
    """The score with its interval; a part nobody measured widens it from 0 to 100.

    Raises:
        UnfairScore: weights do not add up to 1; over-closure weighs less than the rule of the day asks; under-control
            weighs more or less than over-closure.
    """
    weights = {side: sum(part.weight for part in parts if part.side is side) for side in Side}
    floor = float(rulebook.value(RULE, day) or 0.0)
    if not isclose(sum(weights.values()), 1.0, abs_tol=1e-6):
        total = sum(weights.values())
        raise UnfairScore(rule=RULE, zh=f"各项之和应为 1，现为 {total:g}", en=f"they add up to {total:g}, not to 1")
    over, under = weights[Side.OVER_CLOSURE], weights[Side.UNDER_CONTROL]
    if over < floor - 1e-9:
        raise UnfairScore(
            rule=RULE, zh=f"过度封堵至少占 {floor:.0%}，现为 {over:.0%}",
            en=f"over-closure carries {floor:.0%} at least, found {over:.0%}",
        )  # fmt: skip
    if not isclose(over, under, abs_tol=1e-6):
        raise UnfairScore(
            rule=RULE, zh=f"管控不足与过度封堵须同等权重，现为 {under:.0%} 与 {over:.0%}",
            en=f"under-control must weigh the same as over-closure, found {under:.0%} and {over:.0%}",
        )  # fmt: skip
    unknown = Interval(low=0.0, value=50.0, high=100.0)
    told = [(part.weight, part.points or unknown) for part in parts]
    return Interval(
        low=sum(weight * points.low for weight, points in told),
        value=sum(weight * points.value for weight, points in told),
        high=sum(weight * points.high for weight, points in told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A region among others: between which ranks it lies for sure (1 is best)."""

    region: str
    figure: Interval
    best_rank: int
    worst_rank: int


def league(figures: Sequence[tuple[str, Interval]], *, higher_is_better: bool = True) -> list[Standing]:
    """Regions beside each other; two whose intervals overlap are never ranked against each other.

    Ordered by name: a table ordered by a figure that cannot tell its rows apart is a ranking after all.
    """
    found = []
    for region, figure in figures:
        others = [other for name, other in figures if name != region]
        above = sum(other.low > figure.high for other in others)
        below = sum(other.high < figure.low for other in others)
        better, worse = (above, below) if higher_is_better else (below, above)
        found.append(Standing(region=region, figure=figure, best_rank=better + 1, worst_rank=len(figures) - worse))
    return sorted(found, key=lambda one: one.region)
