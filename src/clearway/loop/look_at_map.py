"""What the map says of a draft: which ways of the negative list it would close. No map, no answer (None)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from clearway.core.barriers import Barrier
from clearway.core.places import Point, distance_m
from clearway.core.proposals import Draft
from clearway.core.words import Bilingual
from clearway.loop.draw_map import network_folders
from clearway.loop.networks import Roads, open_roads
from clearway.record import reading
from clearway.respond.measures.reading import ProtectedWay
from clearway.roads.access import access_losses
from clearway.roads.network import Gate
from clearway.roads.protected import protections
from clearway.roads.refusals import NoSuchLink

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


def ways_on_map(home: Path, draft: Draft) -> tuple[ProtectedWay, ...] | None:
    """Protected ways among the links drawn, singly and all together; None where the map cannot tell."""
    if not draft.road_links:
        return () if _closes_no_way(draft) else None
    roads = next((one for one in roads_of(home) if _knows(one, draft.road_links)), None)
    if roads is None or not roads.layers:
        return None
    found = protections(roads.network, roads.layers, draft.road_links)
    alone = [ProtectedWay(way=one.why.value, reason=one.reason, link=one.link) for one in found]
    return (*alone, *_together(roads, draft.road_links, {way.way for way in alone}))


def gates_near(home: Path, point: Point, within_m: float = 600.0) -> list[Gate]:
    """Gates round a point, nearest first."""
    gates = [gate for one in roads_of(home) if one.holds(point) for gate in one.network.gates()]
    near = ((distance_m(gate.point, point), gate) for gate in gates)
    return [gate for metres, gate in sorted(near, key=lambda pair: pair[0]) if metres <= within_m]


def roads_of(home: Path) -> tuple[Roads, ...]:
    """The networks of this home with their layers, opened once until one is replaced."""
    key = tuple((str(folder), folder.stat().st_mtime) for folder in network_folders(home))
    return _opened(home, key)


@lru_cache(maxsize=2)
def _opened(home: Path, key: tuple[tuple[str, float], ...]) -> tuple[Roads, ...]:
    return open_roads(home / "roads", reading.facilities()) if key else ()


def _closes_no_way(draft: Draft) -> bool:
    """A checkpoint that stays open, papers asked for, or a building without its ways: nothing on the road is closed."""
    opened = draft.means is not None and (draft.means is Barrier.GUARD_ONLY or draft.means.is_soft)
    return opened or draft.place_code.count("-") > 1


def _knows(roads: Roads, links: tuple[int, ...]) -> bool:
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
