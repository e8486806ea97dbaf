"""Measures past their time: warnings where their place is known, counted where it is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import h3

from clearway.core.events import WarningRaised
from clearway.core.measures import Measure
from clearway.loop.desk import Desk
from clearway.loop.neighbourhood import Neighbourhood
from clearway.record import door, reading
from clearway.record.numbers import next_number
from clearway.warn.lagging import Lagging, lagging
from clearway.warn.overdue import TRIGGER, Spot, raise_overdue

AREA_RESOLUTION = 9
#: A medium listing's clock depends on the high listing it was stepped down from: those ended this lately count.
STEPPED_DOWN = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaggingSummary:
    """``counts``: measures by kind of lag, also those whose place is not known; ``raised``: new warnings."""

    in_force: int
    counts: dict[str, int]
    raised: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {"in_force": self.in_force, **self.counts, "raised": list(self.raised)}


def raise_lagging(neighbourhood: Neighbourhood, desk: Desk) -> LaggingSummary:
    """Judge what is in force at the desk's moment, and raise a warning for each measure that lags."""
    measures = {one.number: one for one in reading.measures_about(desk.at, STEPPED_DOWN)}
    found = lagging(tuple(measures.values()), desk.rulebook, desk.at, zone=desk.zone)
    return LaggingSummary(
        in_force=sum(one.in_force(desk.at) for one in measures.values()),
        counts=dict(Counter(one.kind.value for one in found)),
        raised=_raise(found, measures, neighbourhood, desk),
    )


def _raise(
    found: tuple[Lagging, ...], measures: dict[str, Measure], neighbourhood: Neighbourhood, desk: Desk
) -> tuple[str, ...]:
    codes = {measures[one.measure].place_code for one in found}
    spots = {code: spot for code in codes if code and (spot := _spot(code, neighbourhood))}
    with door.session():
        number_of = cache(lambda index: next_number("W", desk.at, desk.zone))
        warned = reading.measures_warned_of(TRIGGER)
        decision = raise_overdue(found, measures, spots, known=warned, at=desk.at, number_of=number_of)
        door.commit(decision, by=desk.by, at=desk.at)
    return tuple(event.subject for event in decision.events if isinstance(event, WarningRaised))


def _spot(code: str, neighbourhood: Neighbourhood) -> Spot | None:
    place = neighbourhood.places.get(code)
    if place is None or place.point is None:
        return None
    cell = h3.latlng_to_cell(place.point.lat, place.point.lon, AREA_RESOLUTION)
    return Spot(name=neighbourhood.name_of(code, place.point), point=place.point, cell=cell)
