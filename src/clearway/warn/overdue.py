"""A measure that lags becomes a warning: on paper it should be over, and somebody should go and see whether it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from clearway.core.decisions import Decision
from clearway.core.events import WarningRaised
from clearway.core.evidence import FlowState
from clearway.core.measures import Measure
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.warn.lagging import Lagging

TRIGGER = "lagging"
#: Paper says that a term is over, not that iron still stands: an even chance, until somebody looked.
ON_PAPER = 0.5
#: Harm is unknown before somebody looked: below any warning whose harm was computed from the roads as high.
PRIORITY = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where the measure's place lies, and in which H3 cell (resolution 9)."""

    name: Bilingual
    point: Point
    cell: str


def raise_overdue(
    findings: Iterable[Lagging],
    measures: Mapping[str, Measure],
    spots: Mapping[str, Spot],
    *,
    known: frozenset[str],
    at: datetime,
    number_of: Callable[[int], str],
) -> Decision:
    """One warning a measure, with every finding on it; those ``known`` already or without a spot are left out.

    ``spots`` by place code; ``known``: measures that have such a warning. ``number_of(i)``: the i-th new number.
    """
    events: list[WarningRaised] = []
    for number, group in groupby(sorted(findings, key=lambda one: one.measure), key=lambda one: one.measure):
        measure, found = measures[number], tuple(group)
        spot = spots.get(measure.place_code or "")
        if number not in known and spot is not None:
            events.append(_warning(number_of(len(events)), measure, found, spot, at))
    return Decision(tuple(events))


def _warning(number: str, measure: Measure, found: tuple[Lagging, ...], spot: Spot, at: datetime) -> WarningRaised:
    return WarningRaised(
        subject=number,
        place_code=measure.place_code or "",
        place_name=spot.name,
        cell=spot.cell,
        point=spot.point,
        since=min(one.since for one in found),
        raised_at=at,
        state=FlowState.UNDECIDED,
        probability=ON_PAPER,
        priority=PRIORITY,
        triggers=(TRIGGER,),
        evidence=tuple(one.evidence(at) for one in found),
        sentences=(
            Bilingual(
                f"{spot.name.zh}的登记措施 {measure.number} {found[0].reason.zh}。",
                f"Measure {measure.number} at {spot.name.en}: {found[0].reason.en}.",
            ),
            Bilingual("请到现场确认是否已经解除。", "Please go and see whether it has been lifted."),
            Bilingual("尚未核查前，不认定任何人有过错。", "Until somebody has looked, nobody is at fault."),
        ),
        measure=measure.number,
        rules=tuple(dict.fromkeys(one.rule for one in found)),
    )
