"""Plain measures of a classifier: F1, recall, calibration error. No library, so that anybody can check them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    """Mean over the classes of ``truth`` of 2·TP / (2·TP + FP + FN)."""
    right = Counter(t for t, s in zip(truth, said, strict=True) if t == s)
    asked, given = Counter(truth), Counter(said)
    scores = [2 * right[label] / (asked[label] + given[label]) for label in asked]
    return sum(scores) / len(scores) if scores else 0.0


def recall(truth: Sequence[str], said: Sequence[str], label: str) -> float:
    """Share of the ``label`` cases that were found."""
    asked = [s for t, s in zip(truth, said, strict=True) if t == label]
    return sum(s == label for s in asked) / len(asked) if asked else 0.0


def false_rate(truth: Sequence[str], said: Sequence[str], label: str) -> float:
    """Share of the other cases that were called ``label``."""
    others = [s for t, s in zip(truth, said, strict=True) if t != label]
    return sum(s == label for s in others) / len(others) if others else 0.0


def calibration_error(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: |claimed − true| over equal-width bins, weighted by their size (Guo et al. 2017)."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for value, hit in zip(confidence, right, strict=True):
        groups.setdefault(min(int(value * bins), bins - 1), []).append((value, hit))
    gaps = (abs(sum(v for v, _ in group) - sum(h for _, h in group)) for group in groups.values())
    return sum(gaps) / len(confidence) if confidence else 0.0
