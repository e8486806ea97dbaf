"""What every gatherer of costs looks at, read once a run; and one measure as they see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from clearway.core.days import DayKind
from clearway.core.facilities import Facility
from clearway.core.measures import Measure
from clearway.core.places import Place, PlaceKind, covers, distance_m
from clearway.core.words import Bilingual
from clearway.evaluate.account.span import Span
from clearway.evaluate.account.terms import State
from clearway.loop.desk import Desk
from clearway.loop.look_at_map import roads_of
from clearway.loop.neighbourhood import Neighbourhood
from clearway.loop.networks import Roads
from clearway.record import reading
from clearway.record.models import GateRow, MeasureRow
from clearway.roads.joining import join_sensors
from clearway.roads.network import Gate

#: A facility stands in a compound (and not merely nearest to it) within this many metres of its middle.
WITHIN_COMPOUND_M = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A measure with the span in which it stood, who it holds, the places it covers and the ways it closes."""

    measure: Measure
    row: MeasureRow
    span: Span
    state: State
    gates: tuple[GateRow, ...]

    @property
    def place(self) -> str:
        """Its place."""
        return self.measure.place_code or ""

    def covers(self, code: str | None) -> bool:
        """Whether a place lies in it."""
        return bool(self.place and code and covers(self.place, code))


@dataclass(frozen=True)
class Scene:
    """``home`` and ``store``: where roads and counts are; None: not looked at."""

    desk: Desk
    home: Path | None
    store: Path | None

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every place, by code."""
        return {place.code: place for place in reading.places()}

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """Which place a point lies in."""
        return Neighbourhood(self.places)

    @cached_property
    def facilities(self) -> tuple[tuple[Facility, str], ...]:
        """Every facility with the place it stands in ("" where nobody knows)."""
        return tuple((one, self._home_of(one)) for one in reading.facilities(registered=True))

    def _home_of(self, facility: Facility) -> str:
        point = facility.entrances[0]
        near = self.neighbourhood.nearest(point)
        if near is None or near.point is None:
            return ""
        inside = near.kind is not PlaceKind.COMPOUND or distance_m(near.point, point) <= WITHIN_COMPOUND_M
        return near.code if inside else near.code[:12]

    @cached_property
    def roads(self) -> tuple[Roads, ...]:
        """The networks of this home."""
        return roads_of(self.home) if self.home is not None else ()

    @cached_property
    def map_gates(self) -> tuple[tuple[Gate, str], ...]:
        """Gates the map draws, each with the home place nearest to it."""
        gates = [gate for one in self.roads for gate in one.network.gates()]
        found = ((gate, self.neighbourhood.nearest(gate.point)) for gate in gates)
        return tuple((gate, near.code if near else "") for gate, near in found)

    @cached_property
    def counters(self) -> Mapping[str, int]:
        """Counter → the road link it stands on, where it stands on one."""
        found: dict[str, int] = {}
        for roads in self.roads:
            near = [one for one in reading.sensors() if roads.holds(one.point)]
            found |= {name: where.link for name, where in join_sensors(roads.network, near).items()}
        return found

    @cached_property
    def counter_places(self) -> Mapping[str, str]:
        """Counter → the home place nearest to it."""
        near = ((one.link, self.neighbourhood.nearest(one.point)) for one in reading.sensors())
        return {link: place.code for link, place in near if place is not None}

    @cached_property
    def calendar(self) -> Mapping[date, frozenset[DayKind]]:
        """Days that differ for everybody."""
        kinds: dict[date, frozenset[DayKind]] = {}
        for one in reading.calendar():
            if one.link_class is None:
                kinds[one.day] = kinds.get(one.day, frozenset()) | {one.kind}
        return kinds

    @cached_property
    def loaded(self) -> Mapping[str, datetime]:
        """When each feed was last loaded."""
        return {feed: one.loaded_at for feed, one in reading.freshness().items()}

    def dated(self, words: Bilingual, feed: str) -> Bilingual:
        """A source with the day its feed was loaded."""
        at = self.loaded.get(feed)
        if at is None:
            return words
        day = at.astimezone(self.desk.zone).date()
        return Bilingual(f"{words.zh}（{day} 载入）", f"{words.en} (loaded {day})")
