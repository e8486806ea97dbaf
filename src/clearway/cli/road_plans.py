"""``clearway roads score`` and ``roads cordon``: which links matter most, and the least restrictive line."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np

from clearway.cli.located import write_located
from clearway.cli.output import print_json, progress, say
from clearway.cli.road_acts import DONE, LEFT_OUT, layer_asked
from clearway.cli.road_files import read_given_facilities, read_protected
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual
from clearway.roads.modes import mode_named
from clearway.roads.network import Network

_MOST_HARM = 5


def score_act(args: argparse.Namespace) -> int:
    """``roads score``."""
    from clearway.roads.score_files import keep_scores
    from clearway.roads.scoring import score_links

    network = Network.open(args.net)
    facilities, rejected = read_given_facilities(args.facilities)
    with progress(Bilingual("评分", "score"), 1) as step:
        layer = layer_asked(network, args, facilities)
        start = time.perf_counter()
        scores = score_links(network, layer)
        seconds = time.perf_counter() - start
        step(1)
    if facilities is None:
        keep_scores(network, layer, scores)
    columns: dict[str, Any] = {"link": scores.link, "cut_off": scores.cut_off}
    columns |= {"added_person_seconds": scores.added_person_seconds, "worse_5min": scores.worse_5min}
    write_located(args.out, columns, _lines(network, args, range(network.links)))
    order = np.lexsort((scores.added_person_seconds, scores.cut_off))[::-1][:_MOST_HARM].tolist()
    worst = [{name: values[at].item() for name, values in columns.items()} for at in order]
    for row in worst:
        name = network.shape(network.link_index(int(row["link"]))).name
        link, cut, worse = f"{row['link']} {name}", row["cut_off"], row["worse_5min"]
        say(
            Bilingual(
                f"路段 {link}：隔断 {cut:,.0f} 人，多走 5 分钟以上 {worse:,.0f} 人",
                f"link {link}: cuts off {cut:,.0f}, > 5 min worse {worse:,.0f}",
            )
        )
    links = network.links
    say(
        Bilingual(
            f"评分路段 {links:,} 条，用时 {seconds:.2f} 秒 → {args.out}",
            f"{links:,} links scored in {seconds:.2f} s → {args.out}",
        )
    )
    if args.json:
        notes = [note.as_json() for note in network.notes]
        about = {"kind": layer.kind.value, "mode": layer.mode.value, "links": network.links}
        print_json({**about, "seconds": round(seconds, 3), "worst": worst, "out": str(args.out), "notes": notes})
    return LEFT_OUT if rejected else DONE


def cordon_act(args: argparse.Namespace) -> int:
    """``roads cordon``."""
    from clearway.roads.access import access_losses
    from clearway.roads.areas import read_area
    from clearway.roads.cordon import plan_cordon
    from clearway.roads.layers import open_layers

    if not args.ring > 0:
        raise BadUsage(
            zh=f"--ring 应大于 0 米，现为 {args.ring}", en=f"--ring must be more than 0 m, found {args.ring}"
        )
    network = Network.open(args.net)
    protected, rejected = read_protected(network, args.protect)
    if args.negative_list:
        protected |= frozenset(network.link_ids[network.arrays["flags"] > 0].tolist())
    start = time.perf_counter()
    mode = None if args.mode == "any" else mode_named(args.mode)
    with progress(Bilingual("围控", "cordon"), None):
        cordon = plan_cordon(network, read_area(args.area), ring_m=args.ring, protected=protected, mode=mode)
    seconds = time.perf_counter() - start
    rows = [*((link, "control") for link in cordon.control), *((link, "certificate") for link in cordon.certificate)]
    _write_cordon(network, args, rows)
    losses = access_losses(network, open_layers(network), dict.fromkeys(cordon.control))
    say(cordon.sentence)
    for loss in losses:
        cut, late = loss.people_cut_off, loss.people_delayed
        say(
            Bilingual(
                f"{loss.kind}：隔断 {cut:,.0f} 人，延误 {late:,.0f} 人",
                f"{loss.kind}: cut off {cut:,.0f}, delayed {late:,.0f}",
            )
        )
    if args.json:
        print_json({**asdict(cordon), "sentence": cordon.sentence.as_json(), "ring_m": args.ring, "mode": args.mode,
                    "losses": [asdict(loss) for loss in losses], "seconds": round(seconds, 4),
                    "out": str(args.out)})  # fmt: skip
    return LEFT_OUT if rejected else DONE


def _write_cordon(network: Network, args: argparse.Namespace, rows: list[tuple[int, str]]) -> None:
    indices = [network.link_index(link) for link, _ in rows]
    shapes = [network.shape(index) for index in indices]
    middles = [shape.line[len(shape.line) // 2] for shape in shapes]
    columns: dict[str, Any] = {
        "link": np.array([link for link, _ in rows], np.int64),
        "role": [role for _, role in rows],
        "name": [shape.name for shape in shapes],
        "class": [shape.road_class for shape in shapes],
        "lat": np.array([round(float(middle[1]), 7) for middle in middles], float),
        "lon": np.array([round(float(middle[0]), 7) for middle in middles], float),
    }
    write_located(args.out, columns, _lines(network, args, indices))


def _lines(network: Network, args: argparse.Namespace, indices: Iterable[int]) -> Iterable[dict[str, Any]] | None:
    """Geometry of links, made only where the file is GeoJSON."""
    if args.out.suffix.lower() != ".geojson":
        return None
    return ({"type": "LineString", "coordinates": network.shape(index).line.tolist()} for index in indices)
