"""Invented labels: warnings that were right as often as somebody wants."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from clearway.core.cases import CheckOutcome
from clearway.core.evidence import FlowState
from clearway.warn.learning.labels import Label
from tests.examples import AT, COMMUNITY


def a_label(number: int, probability: float = 0.9, right: bool = True, **changes: Any) -> Label:
    """One checked warning, ``number`` hours after the first."""
    began = AT + timedelta(hours=number)
    outcome = CheckOutcome.UNREGISTERED if right else CheckOutcome.NOTHING_FOUND
    given = {
        "warning": f"W-{number:05}",
        "place_code": COMMUNITY,
        "triggers": ("flow_drop",),
        "state": FlowState.CONFIRMED,
        "since": began,
        "raised_at": began + timedelta(hours=1),
        "opened_at": began + timedelta(hours=2),
        "checked_at": began + timedelta(hours=10),
    }
    return Label(probability=probability, outcome=outcome, **(given | changes))


def many(count: int, probability: float, rate: float, seed: int = 1, first: int = 0, **changes: Any) -> list[Label]:
    """``count`` labels claimed at ``probability`` and right at ``rate``."""
    dice = Random(seed)
    return [a_label(first + i, probability, dice.random() < rate, **changes) for i in range(count)]
