"""The map as an OpenStreetMap extract (``.osm.pbf``), by pyosmium's SimpleWriter; ids ascend, nothing is dated."""

from __future__ import annotations

from pathlib import Path

import osmium
from osmium.osm import mutable

from clearway.world.drawing import FIRST_NODE_ID, FIRST_WAY_ID, Drawing, TurnBan, Way
from clearway.world.spot import latitude, longitude

_FIRST_RELATION_ID = 90_001


def write_extract(drawing: Drawing, path: Path) -> None:
    """Write nodes, ways, areas and turn restrictions; overwrites ``path``."""
    writer = osmium.SimpleWriter(str(path), overwrite=True)
    try:
        for node in range(len(drawing.east)):
            _add_node(writer, drawing, node)
        for number, way in enumerate([*drawing.ways, *drawing.areas]):
            writer.add_way(_way(number, way))
        for number, ban in enumerate(drawing.bans):
            writer.add_relation(_restriction(number, ban))
    finally:
        writer.close()


def _add_node(writer: osmium.SimpleWriter, drawing: Drawing, node: int) -> None:
    location = (longitude(drawing.east[node]), latitude(drawing.north[node]))
    tags = drawing.node_tags.get(node, {})
    writer.add_node(mutable.Node(id=FIRST_NODE_ID + node, version=1, visible=True, location=location, tags=tags))


def _way(number: int, way: Way) -> mutable.Way:
    nodes = [FIRST_NODE_ID + node for node in way.nodes]
    return mutable.Way(id=FIRST_WAY_ID + number, version=1, visible=True, nodes=nodes, tags=way.tags)


def _restriction(number: int, ban: TurnBan) -> mutable.Relation:
    members = [
        ("w", FIRST_WAY_ID + ban.from_way, "from"),
        ("n", FIRST_NODE_ID + ban.via, "via"),
        ("w", FIRST_WAY_ID + ban.to_way, "to"),
    ]
    tags = {"type": "restriction", "restriction": ban.kind}
    return mutable.Relation(id=_FIRST_RELATION_ID + number, version=1, visible=True, members=members, tags=tags)
