"""Roads from tables, for countries without a good OpenStreetMap: links between nodes, gates among the nodes.

Links: ``link, from_node, to_node`` and, where known, ``class`` (a value of OpenStreetMap's highway; unclassified if
empty), ``name``, ``oneway`` (from the first node to the second), ``kmh``, ``access``, ``foot``, ``bicycle``,
``motor_vehicle`` (yes, no, private), ``fire_lane``. Nodes: ``node, lat, lon`` and, for gates, ``barrier`` (gate,
lift_gate, bollard, …) and ``access``. Turn restrictions: see ``road_turns``. Rows that do not fit are told and left
out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from clearway.cli.output import say
from clearway.cli.road_files import tell_rejects
from clearway.cli.road_turns import read_turns
from clearway.core.facilities import Facility
from clearway.core.intake import Feed
from clearway.core.places import Place, Point
from clearway.core.words import Bilingual
from clearway.roads.importing import import_tables
from clearway.roads.modes import CLASS_INDEX
from clearway.roads.network import Network
from clearway.roads.osm import Extract, RawWay
from clearway.roads.refusals import NoWays
from clearway.roads.tags import is_gate
from clearway.sources.cells import choice, identifier, integer, number, text, truth
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.points import point_columns, point_of
from clearway.sources.rows import RowUnfit
from clearway.sources.sheet import Row, Sheet, read_sheet

#: Numbers of links times 4096 must stay whole in a JavaScript number.
_MOST_LINK, _MOST_NODE = 2**40, 2**52
_FASTEST = 150.0
_LONGEST_NAME = 200


class Access(StrEnum):
    """Who may pass."""

    YES = "yes"
    NO = "no"
    PRIVATE = "private"


_ACCESS = choice(Access, {"是": Access.YES, "否": Access.NO, "内部": Access.PRIVATE, "true": Access.YES})
_CLASSES = "、".join(name for name in CLASS_INDEX if name != "gate")
_CLASS = Bilingual(f"以下之一：{_CLASSES}", f"one of {_CLASSES.replace('、', ', ')}")
_NODE = Bilingual("节点表中有的节点", "a node of the table of nodes")
_ONCE = Bilingual("每个编号一行", "one row a number")
_TWO_NODES = Bilingual("两个不同的节点", "two different nodes")


def _class(cell: Any) -> str:
    found = identifier(cell)
    if found not in CLASS_INDEX or found == "gate":
        raise Unfit(_CLASS, "unknown_value")
    return found


def _kmh(cell: Any) -> float:
    value = number(cell)
    if not 0 < value <= _FASTEST:
        raise Unfit(Bilingual(f"1 至 {_FASTEST:.0f}", f"1 to {_FASTEST:.0f}"), "out_of_range")
    return value


_LINKS = Layout(
    feed=Feed.ROADS,
    columns=(
        Column(name="link", parse=integer(1, _MOST_LINK), aliases=("路段", "路段编号"), required=True, filled=True),
        Column(name="from_node", parse=integer(1, _MOST_NODE), aliases=("from", "起点"), required=True, filled=True),
        Column(name="to_node", parse=integer(1, _MOST_NODE), aliases=("to", "终点"), required=True, filled=True),
        Column(name="class", parse=_class, aliases=("道路等级",)),
        Column(name="name", parse=text(_LONGEST_NAME), aliases=("路名",)),
        Column(name="oneway", parse=truth, aliases=("单行",)),
        Column(name="kmh", parse=_kmh, aliases=("maxspeed", "限速")),
        Column(name="access", parse=_ACCESS),
        Column(name="foot", parse=_ACCESS),
        Column(name="bicycle", parse=_ACCESS),
        Column(name="motor_vehicle", parse=_ACCESS),
        Column(name="fire_lane", parse=truth, aliases=("消防通道",)),
    ),
)
_NODES = Layout(
    feed=Feed.ROADS,
    columns=(
        Column(name="node", parse=integer(1, _MOST_NODE), aliases=("节点", "节点编号"), required=True, filled=True),
        *point_columns(required=True),
        Column(name="barrier", parse=identifier, aliases=("门禁", "障碍")),
        Column(name="access", parse=_ACCESS),
    ),
)


def import_road_tables(
    links: Path, nodes: Path, turns: Path | None, places: Sequence[Place], facilities: Sequence[Facility]
) -> tuple[Network, int]:
    """The network of two tables (and one of turn restrictions), and how many rows were left out.

    Raises:
        BadFile: a file that is not such a table.
        NoWays: no link is left.
        FarFromRoads: not one of the places lies near a road.
    """
    extract, (known, rejected) = Extract(), _read_nodes(nodes)
    extract.gates = {node: tags for node, (_, tags) in known.items() if is_gate(tags)}
    sheet = read_sheet(links, _LINKS)
    _say_notes(sheet)
    seen: set[int] = set()
    for index, row in sheet.rows():
        fault = _fault(row, known, seen)
        if fault is not None:
            sheet.reject(index, fault.column, fault.found, fault.fault)
            continue
        seen.add(row["link"])
        extract.ways.append(_way(row, known))
    if not extract.ways:
        raise NoWays(file=str(links))
    rejected += tell_rejects(links, sheet.sorted_rejects())
    if turns is not None:
        extract.turns, left_out = read_turns(turns, {way.id: way for way in extract.ways})
        rejected += left_out
    return import_tables(extract, name=links.name.split(".")[0], places=places, facilities=facilities), rejected


def _read_nodes(path: Path) -> tuple[Mapping[int, tuple[Point, dict[str, str]]], int]:
    sheet, known = read_sheet(path, _NODES), dict[int, tuple[Point, dict[str, str]]]()
    _say_notes(sheet)
    for index, row in sheet.rows():
        try:
            point = point_of(row, Datum.WGS84)
        except RowUnfit as unfit:
            sheet.reject(index, unfit.column, unfit.found, unfit.fault)
            continue
        if row["node"] in known:
            sheet.reject(index, "node", str(row["node"]), Unfit(_ONCE, "repeated"))
        elif point is not None:
            tags = {name: str(row[name]) for name in ("barrier", "access") if row[name] is not None}
            known[row["node"]] = (point, tags)
    return known, tell_rejects(path, sheet.sorted_rejects())


def _fault(row: Row, known: Mapping[int, Any], seen: set[int]) -> RowUnfit | None:
    if row["link"] in seen:
        return RowUnfit("link", str(row["link"]), Unfit(_ONCE, "repeated"))
    for column in ("from_node", "to_node"):
        if row[column] not in known:
            return RowUnfit(column, str(row[column]), Unfit(_NODE, "no_such_node"))
    if row["from_node"] == row["to_node"]:
        return RowUnfit("to_node", str(row["to_node"]), Unfit(_TWO_NODES, "same_node"))
    return None


def _way(row: Row, known: Mapping[int, tuple[Point, dict[str, str]]]) -> RawWay:
    """The row as a way of OpenStreetMap with two nodes and the tags that say the same."""
    ends = (row["from_node"], row["to_node"])
    points = [known[node][0] for node in ends]
    tags = {name: str(row[name]) for name in ("access", "foot", "bicycle", "motor_vehicle") if row[name] is not None}
    tags |= {"highway": row["class"] or "unclassified"}
    tags |= {"name": row["name"]} if row["name"] else {}
    tags |= {"oneway": "yes"} if row["oneway"] else {}
    tags |= {"maxspeed": f"{row['kmh']:g}"} if row["kmh"] else {}
    tags |= {"emergency": "designated"} if row["fire_lane"] else {}
    return RawWay(
        id=row["link"],
        road_class=CLASS_INDEX[tags["highway"]],
        tags=tags,
        refs=list(ends),
        xs=[round(point.lon * 1e7) for point in points],
        ys=[round(point.lat * 1e7) for point in points],
    )


def _say_notes(sheet: Sheet) -> None:
    for note in sheet.notes:
        say(note)
