"""Reading an OpenStreetMap file once, into plain lists: ways, barriers, turn restrictions, homes, facilities.

Way coordinates are OpenStreetMap's own whole numbers, 1e-7 degrees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from clearway.core.facilities import Facility
from clearway.core.places import Point
from clearway.core.refusals import BadFile
from clearway.roads.conditional import SUFFIX, Conditions
from clearway.roads.osm_found import KEYS, facility_kind, is_entrance, is_home, is_village
from clearway.roads.refusals import NoWays
from clearway.roads.tags import Tags, is_gate, road_class

#: What libosmium stores for a coordinate it never saw.
_UNKNOWN = 2_147_483_647
_BYTES_PER_WAY = 75
_ENDS = (SUFFIX, ":forward", ":backward")
_ROLES = ("from", "via", "to")
#: Keys of a road that are looked at again after reading.
ROAD_KEYS = frozenset(
    [
        "highway",
        "route",
        "access",
        "vehicle",
        "motor_vehicle",
        "motorcar",
        "foot",
        "bicycle",
        "goods",
        "hgv",
        "emergency",
        "oneway",
        "oneway:foot",
        "oneway:bicycle",
        "cycleway",
        "junction",
        "maxspeed",
        "motorroad",
        "name",
        "name:en",
        "service",
        "fire_lane",
        "evacuation",
        "evacuation_route",
    ]
)


@dataclass(frozen=True, slots=True)
class RawWay:
    """A road as mapped; ``refs``, ``xs``, ``ys`` run along it."""

    id: int
    road_class: int
    tags: Tags
    refs: list[int]
    xs: list[int]
    ys: list[int]


@dataclass(frozen=True, slots=True)
class RawTurn:
    """A turn restriction over a node, or over ``via_ways`` in order (then ``via_node`` counts for nothing).

    ``rule`` is the tag's value (``no_left_turn``, ``only_straight_on``, …), ``relation`` its number.
    """

    from_way: int
    via_node: int
    to_way: int
    rule: str
    spared: tuple[str, ...] = ()
    only_for: str = ""
    via_ways: tuple[int, ...] = ()
    relation: int = 0


@dataclass
class Extract:
    """Everything of a file that we use; ``turns_left_out`` are turn restrictions of a form we do not know.

    ``drawn``: nodes with negative numbers (drawn by hand, never uploaded) as number, x, y; the index of places we read
    with holds none of them. ``lacking``: nodes of roads that have no place; ``cut_short`` roads ran over such nodes.
    """

    ways: list[RawWay] = field(default_factory=list)
    gates: dict[int, Tags] = field(default_factory=dict)
    turns: list[RawTurn] = field(default_factory=list)
    turns_left_out: list[int] = field(default_factory=list)
    homes: list[Point] = field(default_factory=list)
    villages: list[Point] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)
    entrances: dict[int, Point] = field(default_factory=dict)
    conditions: Conditions = field(default_factory=Conditions)
    drawn: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    lacking: set[int] = field(default_factory=set)
    cut_short: int = 0


def read_extract(pbf: Path, tick: Callable[[float], None], at: datetime | None = None) -> Extract:
    """Read ``pbf``; ``tick`` gets the share of the file read, 0–1. Restrictions with a condition are read for the wall
    clock of ``at``; without it none is applied.

    Raises:
        BadFile: missing, truncated, or not an OpenStreetMap file.
        NoWays: no road in it.
    """
    import osmium

    if not pbf.is_file():
        raise _bad(pbf, "没有这个文件", "no such file")
    extract, expected = Extract(conditions=Conditions(at)), max(1, pbf.stat().st_size // _BYTES_PER_WAY)
    try:
        for count, item in enumerate(_objects(osmium, pbf)):
            _take(extract, item)
            if count % 4096 == 0:
                tick(min(1.0, len(extract.ways) / expected))
        if any(ref < 0 for ref in extract.lacking):
            extract = Extract(conditions=Conditions(at), drawn=_drawn_by_hand(osmium, pbf))
            for item in _objects(osmium, pbf):
                _take(extract, item)
    except (RuntimeError, OSError, ValueError) as fault:
        raise _bad(pbf, f"损坏或不是 OSM 文件（{fault}）", f"a damaged or foreign file ({fault})") from None
    if not extract.ways:
        raise NoWays(file=str(pbf))
    tick(1.0)
    return extract


def _objects(osmium: Any, pbf: Path) -> Any:
    found = osmium.filter.KeyFilter("amenity", "healthcare", "shop", "emergency", "building")
    reader = osmium.FileProcessor(osmium.io.File(str(pbf), "pbf" if pbf.suffix == ".pbf" else ""))
    return reader.with_areas(found).with_filter(osmium.filter.KeyFilter(*KEYS))


def _drawn_by_hand(osmium: Any, pbf: Path) -> dict[int, tuple[int, int, int]]:
    nodes = osmium.FileProcessor(osmium.io.File(str(pbf), "pbf" if pbf.suffix == ".pbf" else ""), osmium.osm.NODE)
    return {node.id: (node.id, node.location.x, node.location.y) for node in nodes if node.id < 0}


def _bad(pbf: Path, zh: str, en: str) -> BadFile:
    return BadFile(
        file=str(pbf), found_zh=zh, found=en, expected_zh="OpenStreetMap 的 .osm.pbf", expected="an .osm.pbf extract"
    )


def _take(extract: Extract, item: Any) -> None:
    if item.is_node():
        _take_node(extract, item)
    elif item.is_way():
        _take_way(extract, item)
    elif item.is_area():
        _take_area(extract, item)
    elif item.is_relation():
        _take_relation(extract, item)


def _take_node(extract: Extract, node: Any) -> None:
    tags = dict(node.tags)
    if is_gate(tags):
        extract.gates[node.id] = extract.conditions.resolved(tags)
    if is_entrance(tags):
        extract.entrances[node.id] = Point(node.lat, node.lon)
    if is_village(tags):
        extract.villages.append(Point(node.lat, node.lon))
    kind = facility_kind(tags)
    if kind is not None:
        where = (Point(node.lat, node.lon),)
        extract.facilities.append(Facility(kind=kind, name=tags.get("name", ""), entrances=where, source="osm"))


def _take_way(extract: Extract, way: Any) -> None:
    all_tags: Tags = {tag.k: tag.v for tag in way.tags if tag.k in ROAD_KEYS or tag.k.endswith(_ENDS)}
    index = road_class(all_tags)
    if index is None:
        return
    tags = extract.conditions.resolved(all_tags)
    nodes = [(node.ref, node.x, node.y) for node in way.nodes]
    if any(node[1] == _UNKNOWN for node in nodes):
        nodes = _placed(extract, nodes)
    nodes = [node for at, node in enumerate(nodes) if at == 0 or node[0] != nodes[at - 1][0]]
    if len(nodes) > 1:
        refs, xs, ys = (list(column) for column in zip(*nodes, strict=True))
        extract.ways.append(RawWay(way.id, index, tags, refs, xs, ys))


def _placed(extract: Extract, nodes: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The nodes that have a place, those drawn by hand with theirs; what is lacking is counted."""
    known = [extract.drawn.get(node[0], node) if node[1] == _UNKNOWN else node for node in nodes]
    lacking = {node[0] for node in known if node[1] == _UNKNOWN}
    extract.lacking |= lacking
    extract.cut_short += bool(lacking)
    return [node for node in known if node[1] != _UNKNOWN]


def _take_area(extract: Extract, area: Any) -> None:
    tags = dict(area.tags)
    kind, lived_in = facility_kind(tags), is_home(tags)
    if kind is None and not lived_in:
        return
    outline = [node for ring in area.outer_rings() for node in ring]
    if outline and lived_in:
        extract.homes.append(_middle(outline))
    if outline and kind is not None:
        doors = {node.ref: extract.entrances[node.ref] for node in outline if node.ref in extract.entrances}
        entrances = tuple(doors.values()) or (_middle(outline),)
        extract.facilities.append(Facility(kind=kind, name=tags.get("name", ""), entrances=entrances, source="osm"))


def _middle(outline: list[Any]) -> Point:
    return Point(sum(node.lat for node in outline) / len(outline), sum(node.lon for node in outline) / len(outline))


def _take_relation(extract: Extract, relation: Any) -> None:
    told = dict(relation.tags)
    if told.get("type", "").split(":")[0] != "restriction":
        return
    tags = extract.conditions.resolved(told)
    rule, only_for = _rule(tags)
    if not rule and len(tags) < len(told):
        return
    over = _way_over(relation)
    if not rule or over is None:
        extract.turns_left_out.append(relation.id)
        return
    spared = tuple(word.strip() for word in tags.get("except", "").split(";") if word.strip())
    extract.turns.extend(
        RawTurn(start, over.node, end, rule, spared, only_for, over.ways, relation.id) for start, end in over.pairs
    )


class _Over(NamedTuple):
    """A restriction's pairs of ways from and to, and what lies between: a node, or ways (then ``node`` is 0)."""

    pairs: list[tuple[int, int]]
    node: int
    ways: tuple[int, ...]


def _way_over(relation: Any) -> _Over | None:
    """The members of a restriction by their roles; None where the form is not known."""
    members = {role: [(one.type, one.ref) for one in relation.members if one.role == role] for role in _ROLES}
    pairs = [(start, end) for _, start in members["from"] for _, end in members["to"]]
    kinds, via = {kind for kind, _ in members["via"]}, [ref for _, ref in members["via"]]
    if pairs and kinds == {"w"}:
        return _Over(pairs, 0, tuple(via))
    return _Over(pairs, via[0], ()) if pairs and kinds == {"n"} and len(via) == 1 else None


def _rule(tags: Tags) -> tuple[str, str]:
    """The rule and whom alone it is for; empty where there is none."""
    if "restriction" in tags:
        return tags["restriction"], tags["type"].partition(":")[2]
    for key in ("restriction:motorcar", "restriction:hgv", "restriction:goods", "restriction:bicycle"):
        if key in tags:
            return tags[key], key.partition(":")[2]
    return "", ""
