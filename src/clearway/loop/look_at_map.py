"""What the map says of a draft: which ways of the negative list it would close. No map, no answer (None)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import atan2, cos, degrees, radians
from pathlib import Path
from threading import Lock

from clearway.core.barriers import Barrier
from clearway.core.places import Point, distance_m
from clearway.core.proposals import Draft
from clearway.core.words import Bilingual
from clearway.loop.draw_map import network_folders
from clearway.loop.networks import Roads, open_roads
from clearway.record import reading
from clearway.respond.measures.reading import ProtectedWay
from clearway.roads.access import access_losses
from clearway.roads.network import LinkShape, Network
from clearway.roads.protected import protections
from clearway.roads.refusals import NoSuchLink
from clearway.roads.ways_out import is_gate, only_ways_out

#: How far round a place its gates and ways are offered, and how many of each.
_GATE_REACH_M, _LINK_REACH_M, _MOST = 600.0, 250.0, 8
#: People cut off only when all links are closed together: which way of the list that is, by kind of layer.
_TOGETHER = {
    "hospital": "hospital_approach",
    "ambulance": "emergency_way",
    "fire": "emergency_way",
    "market": "supply_route",
}
_NEEDS = {
    "hospital": Bilingual("去医院", "to a hospital"),
    "ambulance": Bilingual("等到救护车", "of being reached by an ambulance"),
    "fire": Bilingual("等到消防车", "of being reached by a fire engine"),
    "market": Bilingual("去市场", "to a market"),
}
_LAST_GATE = Bilingual(
    "地图上没有别的出口：关上后里面的人无法疏散；可派人值守、随时开启",
    "the map draws no other way out: shut, nobody inside could flee; somebody who opens it may keep it",
)
_LAST_WAY = Bilingual(
    "地图上没有别的出路：封闭后里面的人无法疏散", "the map draws no other way out: nobody inside could flee"
)


def ways_on_map(home: Path, draft: Draft) -> tuple[ProtectedWay, ...] | None:
    """Protected ways among the links drawn, singly and all together; None where the map cannot tell."""
    if not draft.road_links:
        return () if _closes_no_way(draft) else None
    roads = next((one for one in roads_of(home) if knows(one, draft.road_links)), None)
    if roads is None:
        return None
    shut = _shut_in(roads.network, draft)
    if not roads.layers:
        return shut or None
    found = protections(roads.network, roads.layers, draft.road_links)
    alone = [ProtectedWay(way=one.why.value, reason=one.reason, link=one.link) for one in found]
    return (*shut, *alone, *_together(roads, draft.road_links, {way.way for way in alone}))


@dataclass(frozen=True, slots=True, kw_only=True)
class NearWay:
    """A way or gate one could close near a point: ``name`` empty where the map has none; ``why`` it may not be."""

    link: int
    gate: bool
    name: str
    metres: float
    bearing: float
    why: Bilingual | None = None


def ways_near(home: Path, point: Point) -> tuple[NearWay, ...]:
    """Gates, then ways, round a point, nearest first; each with the reason it is protected, if it is."""
    roads = next((one for one in roads_of(home) if one.holds(point)), None)
    if roads is None:
        return ()
    found = (*_gates_near(roads, point), *_links_near(roads, point))
    told = {one.link: one.reason for one in protections(roads.network, roads.layers, [way.link for way in found])}
    return tuple(replace(way, why=told.get(way.link)) for way in found)


def open_gate(home: Path, point: Point, closed: frozenset[int]) -> NearWay | None:
    """The gate nearest to a point that is not among the closed links; None: no gate is known there."""
    roads = next((one for one in roads_of(home) if one.holds(point)), None)
    gates = _gates_near(roads, point) if roads else ()
    return next((gate for gate in gates if gate.link not in closed), None)


def _gates_near(roads: Roads, point: Point) -> tuple[NearWay, ...]:
    gates = (_near(gate.link, "", point, gate.point, gate=True) for gate in roads.network.gates())
    return tuple(sorted((one for one in gates if one.metres <= _GATE_REACH_M), key=lambda one: one.metres)[:_MOST])


def _links_near(roads: Roads, point: Point) -> tuple[NearWay, ...]:
    lat, lon = _LINK_REACH_M / 111_195.0, _LINK_REACH_M / 111_195.0 / max(0.05, cos(radians(point.lat)))
    box = (point.lon - lon, point.lat - lat, point.lon + lon, point.lat + lat)
    ways = [_near(shape.link, shape.name, point, _middle(shape)) for shape in roads.network.links_in(box)]
    return tuple(sorted(ways, key=lambda one: one.metres)[:_MOST])


def _middle(shape: LinkShape) -> Point:
    lon, lat = shape.line[len(shape.line) // 2] if len(shape.line) > 2 else shape.line.mean(axis=0)
    return Point(float(lat), float(lon))


def _near(link: int, name: str, here: Point, there: Point, *, gate: bool = False) -> NearWay:
    east = (there.lon - here.lon) * cos(radians(here.lat))
    bearing = degrees(atan2(east, there.lat - here.lat)) % 360
    return NearWay(link=link, gate=gate, name=name, metres=distance_m(here, there), bearing=bearing)


def roads_of(home: Path) -> tuple[Roads, ...]:
    """The networks of this home with their layers, opened once until one is replaced."""
    key = tuple((str(folder), folder.stat().st_mtime) for folder in network_folders(home))
    with _one_at_a_time:
        return _opened(home, key)


#: Whoever asks while they are being opened waits for the same ones.
_one_at_a_time = Lock()


@lru_cache(maxsize=2)
def _opened(home: Path, key: tuple[tuple[str, float], ...]) -> tuple[Roads, ...]:
    return open_roads(home / "roads", reading.facilities()) if key else ()


def _closes_no_way(draft: Draft) -> bool:
    """A checkpoint that stays open, papers asked for, or a building without its ways: nothing on the road is closed."""
    return _is_kept_open(draft) or draft.place_code.count("-") > 1


def _is_kept_open(draft: Draft) -> bool:
    return draft.means is not None and (draft.means is Barrier.GUARD_ONLY or draft.means.is_soft)


def _shut_in(network: Network, draft: Draft) -> tuple[ProtectedWay, ...]:
    """The exit of a compound, or any gate, with no other way out on the map; one kept by people who open is none."""
    if _is_kept_open(draft):
        return ()
    gone = only_ways_out(network, draft.road_links)
    counted = gone if "-" in draft.place_code else tuple(link for link in gone if is_gate(network, link))
    if not counted:
        return ()
    reason = _LAST_GATE if is_gate(network, counted[0]) else _LAST_WAY
    return (ProtectedWay(way="evacuation_way", reason=reason, link=counted[0]),)


def knows(roads: Roads, links: Iterable[int]) -> bool:
    """Whether a network has all of ``links``."""
    try:
        for link in links:
            roads.network.link_index(link)
    except NoSuchLink:
        return False
    return True


def _together(roads: Roads, links: tuple[int, ...], told: set[str]) -> list[ProtectedWay]:
    """Who is cut off by all of the links where no single one of them does it."""
    if len(links) < 2:
        return []
    found = []
    for loss in access_losses(roads.network, roads.layers, dict.fromkeys(links)):
        way = _TOGETHER.get(loss.kind)
        if way is not None and way not in told and loss.people_cut_off > 0:
            need, people = _NEEDS[loss.kind], f"{loss.people_cut_off:.0f}"
            zh = f"这些路段一并封闭后，{people} 人无法{need.zh}"
            reason = Bilingual(zh, f"closed together they leave {people} people no way {need.en}")
            found.append(ProtectedWay(way=way, reason=reason))
    return found
