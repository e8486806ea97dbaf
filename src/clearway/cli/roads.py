"""``clearway roads``: import a map, export its graph, keep layers, and ask who loses access when ways close."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType

from clearway.cli.output import add_json

_KINDS = ("hospital", "clinic", "pharmacy", "market", "school", "ambulance", "fire")
_MODES = ("car", "foot", "bicycle", "emergency", "ambulance", "fire", "freight")
_TABLE = ".csv, .parquet, .geojson, .xlsx or .jsonl"


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway roads``."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    _import(acts.add_parser("import", help="an OpenStreetMap .osm.pbf, or tables of links and nodes, become a network"))
    _export(acts.add_parser("export", help="the directed graph of one mode, for anybody to recompute"))
    _layers(acts.add_parser("layers", help="build and keep the layers of nearest facilities"))
    _whatif(acts.add_parser("whatif", help="who is how far before and after ways close or slow"))
    _score(acts.add_parser("score", help="what closing each link alone would take from people"))
    _cordon(acts.add_parser("cordon", help="the fewest links to control round an area"))
    _zones(acts.add_parser("zones", help="the three zones of the plan as a proposal, beside what was asked for"))


def run(args: argparse.Namespace) -> int:
    """Do one act; 2 where rows of a list were left out (the rest is still done and written)."""
    from clearway.cli import road_acts, road_plans, road_whatif, road_zones

    homes: dict[str, ModuleType] = {"score": road_plans, "cordon": road_plans}
    homes |= {"zones": road_zones, "whatif": road_whatif}
    return int(getattr(homes.get(args.act, road_acts), f"{args.act}_act")(args))


def _net(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("net", type=Path, metavar="NET", help="folder made by roads import")
    add_json(parser)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pbf", type=Path, metavar="PBF|LINKS.csv", help="OpenStreetMap extract, or a table of links")
    parser.add_argument("--nodes", type=Path, metavar="NODES.csv", help="table of nodes, for a table of links")
    parser.add_argument("--turns", type=Path, metavar="TURNS.csv", help="table of turn restrictions, with --nodes")
    parser.add_argument("--out", type=Path, required=True, metavar="NET", help="folder of the network (replaced)")
    parser.add_argument("--places", type=Path, help="places with population, spread over homes")
    parser.add_argument("--facilities", type=Path, help="facilities besides those of the map")
    parser.add_argument(
        "--at", metavar="T", help="take restrictions that hold at times (access:conditional …) as they stand at T"
    )
    add_json(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    _net(parser)
    _mode(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="G.npz", help="numpy archive")


def _layers(parser: argparse.ArgumentParser) -> None:
    _net(parser)
    parser.add_argument("--facilities", type=Path, help="kind,name,lat,lon,capacity; kept in place of the map's own")


def _whatif(parser: argparse.ArgumentParser) -> None:
    _net(parser)
    parser.add_argument("--kind", choices=_KINDS, required=True, help="what people must reach, or what comes to them")
    _mode(parser)
    parser.add_argument("--facilities", type=Path, help="kind,name,lat,lon,capacity; instead of the network's own")
    parser.add_argument(
        "--close",
        type=Path,
        metavar="L.csv",
        help="links that close: link[,direction][,extra_seconds][,open_from,open_to]",
    )
    parser.add_argument("--slow", type=Path, metavar="L.csv", help="links that slow: link[,direction],extra_seconds")
    parser.add_argument("--area", type=Path, metavar="G.geojson", help="close every link that crosses or lies in it")
    parser.add_argument("--shut", type=Path, metavar="F.csv", help="facilities that shut: kind,name,lat,lon")
    parser.add_argument("--out", type=Path, required=True, help=f"one row a node of the export: {_TABLE}")
    parser.add_argument(
        "--by", choices=("node", "building", "cell"), default="node", help="a row for each (default: node)"
    )
    parser.add_argument("--hours", metavar="07:00,22:30", help="times of day, where L.csv has open_from and open_to")


def _score(parser: argparse.ArgumentParser) -> None:
    _net(parser)
    parser.add_argument("--kind", choices=_KINDS, required=True, help="what people must reach, or what comes to them")
    _mode(parser)
    parser.add_argument("--facilities", type=Path, help="kind,name,lat,lon,capacity; instead of the network's own")
    parser.add_argument("--out", type=Path, required=True, help=f"one row a link: {_TABLE}")


def _cordon(parser: argparse.ArgumentParser) -> None:
    _net(parser)
    parser.add_argument("--area", type=Path, required=True, metavar="G.geojson", help="the risk area")
    parser.add_argument("--protect", type=Path, metavar="L.csv", help="links that may not be controlled")
    parser.add_argument("--negative-list", action="store_true", help="protect fire lanes and village trunk roads too")
    parser.add_argument("--ring", type=float, default=500.0, metavar="METRES", help="control within this (default 500)")
    parser.add_argument("--mode", choices=("any", *_MODES), default="any", help="whose links (default: anybody's)")
    parser.add_argument("--out", type=Path, required=True, help=f"links to control: {_TABLE}")


def _zones(parser: argparse.ArgumentParser) -> None:
    _net(parser)
    parser.add_argument(
        "--area", type=Path, required=True, metavar="G.geojson",
        help="polygons with property zone: sealed, controlled, prevention (or 封控区, 管控区, 防范区); one is enough",
    )  # fmt: skip
    parser.add_argument("--protect", type=Path, metavar="L.csv", help="links that may not be closed")
    parser.add_argument("--out", type=Path, required=True, metavar="Z.geojson", help="zones, gates and checkpoints")


def _mode(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mode", choices=_MODES, default="car", help="who moves (default: car)")
