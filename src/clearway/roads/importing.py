"""An OpenStreetMap file becomes a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.core.facilities import Facility
from clearway.core.places import Place, PlaceKind
from clearway.core.words import Bilingual
from clearway.roads.marking import EVACUATION_WAY, FIRE_LANE, mark
from clearway.roads.modes import GATE_CLASS
from clearway.roads.network import Homes, Network
from clearway.roads.osm import Extract, read_extract
from clearway.roads.osm_found import is_evacuation_way, is_fire_lane
from clearway.roads.settling import people_notes, settle
from clearway.roads.splitting import GATE_BASE, WAY_FACTOR, cut_ways, lengths_m, split_gates
from clearway.roads.tags import Tags
from clearway.roads.timing import gate_times, link_times, way_paces
from clearway.roads.turns import forbidden_turns

Progress = Callable[[int], None]
_READING, _CUTTING, _HOMES = 60, 20, 20
#: Turn restrictions left out that are named one by one.
_NAMED = 10


def import_osm(
    pbf: Path,
    *,
    places: Sequence[Place] = (),
    facilities: Sequence[Facility] = (),
    name: str = "",
    at: datetime | None = None,
    progress: Progress | None = None,
) -> Network:
    """Read any OpenStreetMap extract (.osm.pbf); ``network.save(folder)`` keeps it.

    ``places`` with population (leaves of the tree, by their points) are spread over the homes round them;
    without, each residential building counts 1 and ``network.notes`` says so. ``facilities`` are added to those
    of the file. Restrictions that hold at times only are taken as they stand at the wall clock of ``at``; without it
    none of them is applied, and a note tells their number. ``progress`` is called with the steps just done, 100 in all.

    Raises:
        BadFile: truncated, or not an OpenStreetMap file.
        NoWays: it holds no road.
        FarFromRoads: not one of the places given lies near a road.
    """
    step = progress or (lambda steps: None)
    extract = read_extract(pbf, _share_of(_READING, step), at)
    return build_network(extract, name or pbf.name.split(".")[0], places, facilities, step)


def import_tables(
    extract: Extract, *, name: str, places: Sequence[Place] = (), facilities: Sequence[Facility] = ()
) -> Network:
    """The network of ways read from tables, each of two nodes: a link keeps the number it has in the table.

    Raises:
        FarFromRoads: not one of the places given lies near a road.
    """
    network = build_network(extract, name, places, facilities, lambda steps: None)
    ids = network.arrays["link"]
    own = np.where(ids < GATE_BASE, ids // WAY_FACTOR, ids)
    return replace(network, arrays={**network.arrays, "link": own}, _kept={})


def build_network(
    extract: Extract, name: str, places: Sequence[Place], facilities: Sequence[Facility], step: Progress
) -> Network:
    """The network of an extract; see ``import_osm``."""
    extract.ways.sort(key=lambda way: way.id)
    arrays, names, barriers = _cut(extract)
    villages = [
        *extract.villages,
        *(place.point for place in places if place.kind is PlaceKind.VILLAGE and place.point),
    ]
    arrays["flags"] = mark(arrays, [_told(way.tags) for way in extract.ways], villages)
    step(_CUTTING)
    homes = settle(arrays, extract.homes, places)
    step(_HOMES)
    return Network(
        name=name,
        folder=None,
        arrays=arrays,
        names=names,
        barriers=barriers,
        facilities=(*extract.facilities, *facilities),
        notes=_notes(extract, homes),
        homes=homes,
    )


def _told(tags: Tags) -> int:
    """What the tags of a way tell for the negative list, as marks."""
    return (FIRE_LANE if is_fire_lane(tags) else 0) | (EVACUATION_WAY if is_evacuation_way(tags) else 0)


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
    forbidden = forbidden_turns(cut, ways, extract.turns)
    extract.turns_left_out.extend(forbidden.left_out)
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
        "turns": forbidden.turns,
        "paths": forbidden.paths,
        "vertex_x": cut.vertex_x,
        "vertex_y": cut.vertex_y,
        "vertex_node": cut.vertex_node,
    }
    return arrays, names, tuple(extract.gates[node]["barrier"] for node in gate_nodes.tolist())


def _missing_nodes(extract: Extract) -> tuple[Bilingual, ...]:
    if not extract.cut_short:
        return ()
    ways, nodes = extract.cut_short, len(extract.lacking)
    return (
        Bilingual(
            f"{ways} 条道路所引用的节点有 {nodes} 个不在文件里，这些道路缺了一段或整条",
            f"roads over nodes that the file lacks ({nodes} nodes): {ways}; a part of each, or all of it, is missing",
        ),
    )


def _notes(extract: Extract, homes: Homes) -> tuple[Bilingual, ...]:
    notes = (*people_notes(homes), *_missing_nodes(extract), *extract.conditions.notes())
    left_out = sorted(set(extract.turns_left_out))
    if not left_out:
        return notes
    named, more = ", ".join(map(str, left_out[:_NAMED])), len(left_out) - _NAMED
    note = Bilingual(
        f"{len(left_out)} 条转弯限制无法落到路网上，未采用：{named}{f'，另有 {more} 条' if more > 0 else ''}",
        f"turn restrictions that fit no junction of the map and are not applied: {len(left_out)} "
        f"(numbers {named}{f', and {more} more' if more > 0 else ''})",
    )
    return (*notes, note)
