"""How far a reading can be trusted: a logistic curve over the margin, fitted on our labelled training texts."""

from __future__ import annotations

from math import exp

from clearway.core.barriers import Topic

Ranked = tuple[float, Topic]

# Printed by ``python -m clearway.monitor.fitting``, which leaves words out at random, as an unknown town would.
COEFFICIENTS = (-1.451, 0.842, 0.619, -0.545)  # constant, margin, best score, nothing known


def confidence(best: Ranked, second: Ranked, known: bool) -> float:
    """Probability that the first topic is right; ``known``: some word of the lexicon was seen at all."""
    margin, height, blank = features(best, second, known)
    constant, by_margin, by_height, by_blank = COEFFICIENTS
    return 1.0 / (1.0 + exp(-(constant + by_margin * margin + by_height * height + by_blank * blank)))


def features(best: Ranked, second: Ranked, known: bool) -> tuple[float, float, float]:
    """Margin over the runner-up (at most 3), best score (at most 6), and whether nothing was known."""
    return min(best[0] - second[0], 3.0), min(best[0], 6.0), float(not known)
