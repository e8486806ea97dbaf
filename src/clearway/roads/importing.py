"""An OpenStreetMap file becomes a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from clearway.core.facilities import Facility
from clearway.core.places import Place, PlaceKind
from clearway.core.words import Bilingual
from clearway.roads.marking import mark
from clearway.roads.modes import GATE_CLASS, MODES
from clearway.roads.network import Homes, Network
from clearway.roads.osm import Extract, read_extract
from clearway.roads.osm_found import is_fire_lane
from clearway.roads.people import one_each, smallest_populated, spread
from clearway.roads.refusals import FarFromRoads
from clearway.roads.snapping import FAR_M, LinkTree, vertices_for
from clearway.roads.splitting import cut_ways, lengths_m, split_gates
from clearway.roads.timing import gate_times, link_times, way_paces
from clearway.roads.turns import forbidden_turns

Progress = Callable[[int], None]
_READING, _CUTTING, _HOMES = 60, 20, 20


def import_osm(
    pbf: Path,
    *,
    places: Sequence[Place] = (),
    facilities: Sequence[Facility] = (),
    name: str = "",
    progress: Progress | None = None,
) -> Network:
    """Read any OpenStreetMap extract (.osm.pbf); ``network.save(folder)`` keeps it.

    ``places`` with population (leaves of the tree, by their points) are spread over the homes round them;
    without, each residential building counts 1 and ``network.notes`` says so. ``facilities`` are added to those
    of the file. ``progress`` is called with the steps just done, 100 in all.

    Raises:
        BadFile: truncated, or not an OpenStreetMap file.
        NoWays: it holds no road.
        FarFromRoads: not one of the places given lies near a road.
    """
    step = progress or (lambda steps: None)
    extract = read_extract(pbf, _share_of(_READING, step))
    extract.ways.sort(key=lambda way: way.id)
    arrays, names, barriers = _cut(extract)
    villages = [
        *extract.villages,
        *(place.point for place in places if place.kind is PlaceKind.VILLAGE and place.point),
    ]
    arrays["flags"] = mark(arrays, [is_fire_lane(way.tags) for way in extract.ways], villages)
    step(_CUTTING)
    homes = _settle(extract, arrays, places)
    step(_HOMES)
    return Network(
        name=name or pbf.name.split(".")[0],
        folder=None,
        arrays=arrays,
        names=names,
        barriers=barriers,
        facilities=(*extract.facilities, *facilities),
        notes=_notes(extract, homes),
        homes=homes,
    )


def _share_of(total: int, step: Progress) -> Callable[[float], None]:
    done = 0

    def tick(share: float) -> None:
        nonlocal done
        now = int(total * share)
        step(now - done)
        done = now

    return tick


def _cut(extract: Extract) -> tuple[dict[str, NDArray[Any]], tuple[str, ...], tuple[str, ...]]:
    ways, on_ways = extract.ways, {ref for way in extract.ways for ref in way.refs}
    gates = set(extract.gates) & on_ways
    cut, gate_nodes = split_gates(cut_ways(ways, gates), gates, ways)
    roads, metres = cut.way >= 0, lengths_m(cut)
    way_names = [way.tags.get("name", "") for way in ways]
    names = tuple(sorted({"", *way_names}))
    position = {word: at for at, word in enumerate(names)}
    by_way = np.array([position[word] for word in way_names] + [position[""]], np.int32)
    classes = np.array([way.road_class for way in ways] + [GATE_CLASS], np.int8)
    times = link_times(way_paces(ways), cut.way[roads], metres[roads])
    arrays: dict[str, NDArray[Any]] = {
        "link": cut.link,
        "first": cut.first,
        "last": cut.last,
        "way": cut.way,
        "class": classes[cut.way],
        "name": by_way[cut.way],
        "metres": metres,
        "start": cut.start,
        "xs": cut.xs,
        "ys": cut.ys,
        "ms": np.concatenate((times, gate_times(gate_nodes, extract.gates)), axis=2),
        "turns": forbidden_turns(cut, ways, extract.turns),
        "vertex_x": cut.vertex_x,
        "vertex_y": cut.vertex_y,
        "vertex_node": cut.vertex_node,
    }
    return arrays, names, tuple(extract.gates[node]["barrier"] for node in gate_nodes.tolist())


def _settle(extract: Extract, arrays: dict[str, NDArray[Any]], places: Sequence[Place]) -> Homes:
    known = smallest_populated(places)
    settled = spread(extract.homes, places) if known else one_each(extract.homes)
    nearest = [LinkTree(arrays, mode).nearest(settled.lat, settled.lon) for mode in MODES]
    vertex = np.stack([vertices_for(arrays, found) for found in nearest])
    if known and not (vertex >= 0).any():
        point = known[0].point
        where = {"lat": point.lat, "lon": point.lon} if point else {"lat": "?", "lon": "?"}
        raise FarFromRoads(what=known[0].name, metres=int(FAR_M), **where)
    source: Literal["places", "buildings"] = "places" if known else "buildings"
    return Homes(
        lat=settled.lat,
        lon=settled.lon,
        people=settled.people,
        age60=settled.age60,
        vertex=vertex,
        source=source,
        ages_known=any(place.age60 is not None for place in known),
    )


def _notes(extract: Extract, homes: Homes) -> tuple[Bilingual, ...]:
    notes = []
    if homes.source == "buildings":
        count = len(homes.people)
        notes.append(
            Bilingual(
                f"没有人口数据：每栋住宅计 1（共 {count} 栋）；可用 --places 提供人口",
                f"no population given: each residential building counts 1 ({count} buildings); "
                "give population with --places",
            )
        )
    far = int((homes.vertex < 0).all(axis=0).sum())
    if far:
        notes.append(
            Bilingual(
                f"{far} 处住房离任何道路超过 {FAR_M:.0f} 米，未计入",
                f"{far} homes lie more than {FAR_M:.0f} m from any road and are not counted",
            )
        )
    if extract.turns_over_ways:
        count = extract.turns_over_ways
        notes.append(
            Bilingual(
                f"{count} 条跨路段的转弯限制未采用",
                f"turn restrictions over a whole way are not applied: {count}",
            )
        )
    return tuple(notes)
