"""The acts of ``clearway roads``: each reads, asks ``clearway.roads``, writes, and prints what it found."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clearway.cli.located import writing
from clearway.cli.moments import moment
from clearway.cli.output import print_json, progress, say
from clearway.cli.road_files import read_given_facilities, read_given_places
from clearway.cli.road_words import figure_line
from clearway.core.facilities import Facility
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual
from clearway.roads.modes import MODES, mode_named
from clearway.roads.network import Network

if TYPE_CHECKING:
    from clearway.roads.layers import Layer

DONE, LEFT_OUT = 0, 2


def import_act(args: argparse.Namespace) -> int:
    """``roads import``."""
    from clearway.cli.road_tables import import_road_tables
    from clearway.roads.importing import import_osm

    start = time.perf_counter()
    places, bad_places = read_given_places(args.places)
    facilities, bad_facilities = read_given_facilities(args.facilities)
    bad_rows = 0
    if args.turns is not None and args.nodes is None:
        raise BadUsage(zh="--turns 须与 --nodes 一起用", en="--turns goes with --nodes (tables of roads)")
    if args.at is not None and args.nodes is not None:
        raise BadUsage(zh="--at 只用于 OpenStreetMap 文件", en="--at goes with an OpenStreetMap file")
    if args.nodes is not None:
        network, bad_rows = import_road_tables(args.pbf, args.nodes, args.turns, places, facilities or ())
    else:
        with progress(Bilingual("导入", "import"), 100) as step:
            at = None if args.at is None else moment("--at", args.at)
            network = import_osm(args.pbf, places=places, facilities=facilities or (), at=at, progress=step)
    with writing(args.out):
        network = network.save(args.out)
    document = {**describe(network), "seconds": round(time.perf_counter() - start, 2), "out": str(args.out)}
    tell(document, network)
    if args.json:
        print_json({**document, "notes": [note.as_json() for note in network.notes]})
    return LEFT_OUT if bad_places or bad_facilities or bad_rows else DONE


def export_act(args: argparse.Namespace) -> int:
    """``roads export``."""
    network, mode = Network.open(args.net), mode_named(args.mode)
    with progress(Bilingual("导出", "export"), None), writing(args.out):
        graph = network.graph(mode)
        graph.write_npz(args.out)
    document = {"mode": mode.value, "nodes": graph.nodes, "edges": graph.edges, "out": str(args.out)}
    say(
        Bilingual(
            f"{mode}：节点 {graph.nodes:,}，有向边 {graph.edges:,} → {args.out}",
            f"{mode}: {graph.nodes:,} nodes, {graph.edges:,} directed edges → {args.out}",
        )
    )
    if args.json:
        print_json(document)
    return DONE


def layers_act(args: argparse.Namespace) -> int:
    """``roads layers``."""
    from clearway.roads.keeping import save_facilities
    from clearway.roads.layers import build_layers, keep_layers

    network = Network.open(args.net)
    facilities, rejected = read_given_facilities(args.facilities)
    if facilities is not None:
        network = save_facilities(network, facilities)
    with progress(Bilingual("可达图层", "layers"), None), writing(args.net):
        layers = build_layers(network)
        keep_layers(network, layers)
    rows = [_layer_row(layer) for layer in layers]
    for row in rows:
        layer, reached, people = f"{row['kind']:10} {row['mode']:10}", row["reached"], row["people"]
        say(
            Bilingual(
                f"{layer} 能到达的人：{reached:,.0f}，共 {people:,.0f}",
                f"{layer} people who reach it: {reached:,.0f} of {people:,.0f}",
            )
        )
    if args.json:
        print_json({"network": network.name, "layers": rows, "facilities": _counts(network.facilities)})
    return LEFT_OUT if rejected else DONE


def layer_asked(network: Network, args: argparse.Namespace, facilities: tuple[Facility, ...] | None) -> Layer:
    """The layer asked for: kept, or built now (always built where facilities are given)."""
    from clearway.roads.layers import LayerKind, build_layer, open_layers

    kind, mode = LayerKind(args.kind), mode_named(args.mode)
    if facilities is None:
        kept = [layer for layer in open_layers(network) if (layer.kind, layer.mode) == (kind, mode)]
        if kept:
            return kept[0]
    return build_layer(network, kind, mode, facilities)


def describe(network: Network) -> dict[str, Any]:
    """Counts of a network, for a person or a script."""
    return {
        "network": network.name,
        "links": network.links,
        "vertices": len(network.arrays["vertex_x"]),
        "gates": len(network.barriers),
        "turn_restrictions": network.turn_restrictions,
        "kilometres": round(float(network.arrays["metres"].sum()) / 1000, 1),
        "homes": len(network.homes.people),
        "people": float(network.homes.people.sum()),
        "people_source": network.homes.source,
        "facilities": _counts(network.facilities),
        "edges": {mode.value: network.graph(mode).edges for mode in MODES},
        "notes": [note.as_json() for note in network.notes],
    }


def _counts(facilities: tuple[Facility, ...]) -> dict[str, int]:
    kinds = [facility.kind.value for facility in facilities]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def _layer_row(layer: Layer) -> dict[str, Any]:
    from clearway.roads.forest import FAR

    before = layer.before
    return {
        "kind": layer.kind.value,
        "mode": layer.mode.value,
        "nodes": len(before),
        "people": float(layer.people.sum()),
        "reached": float(layer.people[before < FAR].sum()),
    }


def tell(document: Mapping[str, Any], network: Network) -> None:
    """The document for a person, with what must be said of the network."""
    for name, value in document.items():
        if name != "notes":
            say(figure_line(name, value))
    for note in network.notes:
        say(note)
