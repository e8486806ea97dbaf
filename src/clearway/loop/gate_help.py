"""What the page at a gate needs offline: gates, legal ends, duty phones, and the way to the nearest open one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import atan2, cos, degrees, radians
from pathlib import Path

from clearway.core.passes import ControlledGate
from clearway.core.places import Point, distance_m
from clearway.core.words import Bilingual
from clearway.loop.look_at_map import roads_of
from clearway.loop.networks import Roads, roads_at
from clearway.record.models import MeasureRow, ProposalRow
from clearway.record.reading.naming import place_names
from clearway.roads.modes import Mode
from clearway.roads.passage import passage

#: Of the gates of a network, the nearest so many are tried.
_TRIED, _REACH_M, _CORNERS = 4, 3_000.0, 40
PHONE = "12345"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGate:
    """The nearest gate nobody controls: metres and minutes on foot, bearing in degrees from north, the line to it."""

    point: Point
    metres: float
    minutes: int
    bearing: float
    line: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateShown:
    """A gate as its keeper sees it; ``nearest`` None: no open gate is known within reach."""

    gate: ControlledGate
    name: Bilingual
    phone: str
    nearest: OpenGate | None


def gates_shown(home: Path, gates: Iterable[ControlledGate], at: datetime) -> tuple[GateShown, ...]:
    """The gates with names, duty phones and ways out."""
    known = tuple(gates)
    names, phones = place_names(one.place_code for one in known), _phones(known)
    closed = frozenset(one.link for one in known if one.link is not None and one.controlled(at))
    return tuple(
        GateShown(
            gate=one,
            name=named(names[one.place_code], one.number),
            phone=phones.get(one.measure) or PHONE,
            nearest=_nearest(home, one, closed) if one.point else None,
        )
        for one in known
    )


def duty_phone(gates: Iterable[ControlledGate]) -> str:
    """The duty phone of the first of these gates that has one of its own, else the hotline."""
    known = tuple(gates)
    phones = _phones(known)
    return next((phones[one.measure] for one in known if phones.get(one.measure)), PHONE)


def named(place: Bilingual, number: int) -> Bilingual:
    """A gate as people know it."""
    return Bilingual(f"{place.zh} {number}号门", f"{place.en}, gate {number}")


def _phones(gates: Iterable[ControlledGate]) -> Mapping[str, str]:
    """Measure → the duty phone its proposal named."""
    rows = MeasureRow.objects.filter(number__in={one.measure for one in gates}).exclude(proposal=None)
    of = {row.proposal: row.number for row in rows}
    drafts = ProposalRow.objects.filter(number__in=[one for one in of if one]).values_list("number", "draft")
    return {of[number]: str(draft.get("help_phone") or "") for number, draft in drafts}


def _nearest(home: Path, gate: ControlledGate, closed: frozenset[int]) -> OpenGate | None:
    assert gate.point is not None
    roads = roads_at(roads_of(home), gate.point)
    if roads is None:
        return None
    here = gate.point
    free = (one for one in roads.network.gates() if one.link not in closed and one.link != gate.link)
    near = sorted((distance_m(here, one.point), one.link, one.point) for one in free if _close(here, one.point))
    ways = [way for _, _, point in near[:_TRIED] if (way := _way(roads, gate, point))]
    return min(ways, key=lambda way: way.metres, default=None)


def _close(here: Point, there: Point) -> bool:
    return distance_m(here, there) <= _REACH_M


def _way(roads: Roads, gate: ControlledGate, goal: Point) -> OpenGate | None:
    assert gate.point is not None
    found = passage(roads.network, gate.point, goal, Mode.FOOT, without=_usable(roads, gate.link))
    if found is None:
        return None
    here = gate.point
    line = _between([(float(lon), float(lat)) for lon, lat in found.line.tolist()], here, goal)
    step = max(1, len(line) // _CORNERS)
    bearing = degrees(atan2((goal.lon - here.lon) * cos(radians(here.lat)), goal.lat - here.lat)) % 360
    return OpenGate(
        point=goal,
        metres=max(found.metres, distance_m(here, goal)),
        minutes=max(1, round(found.ms / 60_000)),
        bearing=bearing,
        line=((here.lon, here.lat), *line[::step], (goal.lon, goal.lat)),
    )


def _between(line: list[tuple[float, float]], here: Point, goal: Point) -> list[tuple[float, float]]:
    """The part of a line between the corners nearest to its two ends: links are longer than the way on them."""
    first, last = (_nearest_corner(line, point) for point in (here, goal))
    return line[first : last + 1] if first <= last else []


def _nearest_corner(line: list[tuple[float, float]], point: Point) -> int:
    away = [(lon - point.lon) ** 2 + (lat - point.lat) ** 2 for lon, lat in line]
    return away.index(min(away)) if away else 0


def _usable(roads: Roads, link: int | None) -> int | None:
    ids = roads.network.link_ids
    return link if link is not None and bool((ids == link).any()) else None
