"""How far a reading can be trusted: a logistic curve over the margin, fitted on our labelled training texts."""

from __future__ import annotations

from math import exp

from clearway.core.barriers import Topic

# Fitted by monitor/bench.py (``fit_confidence``) with words left out at random, as an unknown town's words would be.
COEFFICIENTS = (-0.6, 0.9, 0.2, -0.5)  # constant, margin over the runner-up, best score, OTHER won


def confidence(topics: list[tuple[float, Topic]], labels: int) -> float:
    """Probability that the first topic is right. ``topics`` as ranked; ``labels`` seen at all (0: nothing known)."""
    return 1.0 / (1.0 + exp(-sum(c * x for c, x in zip(COEFFICIENTS, features(topics, labels), strict=True))))


def features(topics: list[tuple[float, Topic]], labels: int) -> tuple[float, float, float, float]:
    """Constant, margin (at most 3), best score (at most 6), and whether OTHER won without a word of its own."""
    (best, topic), (second, _) = topics[0], topics[1]
    return (1.0, min(best - second, 3.0), min(best, 6.0), float(topic is Topic.OTHER and labels == 0))
