"""Which gates may ask for a pass: those of measures in force, until the measure's legal end and no minute longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from clearway.core.measures import Measure, MeasureKind
from clearway.core.passes import ControlledGate
from clearway.core.rules import Rulebook

CEILING = "closing.ceiling_days"
#: Gates whose approval ended this long ago still stand in the list, so that the scanner says *open*.
REMEMBERED = timedelta(days=14)


def has_gates(measure: Measure) -> bool:
    """Whether a measure controls passage at all: a listing of a place without a barrier does not."""
    return measure.registered and (measure.kind is not MeasureKind.LISTING or measure.barrier is not None)


def legal_end(measure: Measure, rulebook: Rulebook) -> datetime:
    """When the approval ends: the measure's term, an earlier lifting, and never beyond the ceiling of its first day."""
    assert measure.ends_at is not None
    ends = [measure.ends_at]
    if measure.lifted_at is not None:
        ends.append(max(measure.lifted_at, measure.starts_at))
    days = rulebook.value(CEILING, measure.starts_at.date())
    if days is not None:
        ends.append(measure.starts_at + timedelta(days=float(days)))
    return min(ends)


def listed(gates: Iterable[ControlledGate], at: datetime) -> tuple[ControlledGate, ...]:
    """Gates for the trust list, by number: those controlled now or later, and those that ended lately."""
    return tuple(sorted((one for one in gates if one.ends_at > at - REMEMBERED), key=lambda one: one.number))


def on_the_way(
    gates: Sequence[ControlledGate], links: Iterable[int], near: Iterable[int], starts: datetime, ends: datetime
) -> tuple[int, ...]:
    """Numbers of the gates met on a way: on its ``links``, or among those ``near`` its line (for gates without a
    link); controlled at some moment of the term."""
    passed, close = set(links), set(near)
    met = (
        one.number
        for one in gates
        if one.starts_at < ends and starts < one.ends_at
        and (one.link in passed if one.link is not None else one.number in close)
    )  # fmt: skip
    return tuple(sorted(met))
