"""``clearway roads zones``: the three zones of the plan as a proposal, in GeoJSON, each beside what was asked for."""

from __future__ import annotations

import argparse
import json
import time

from clearway.cli.located import writing
from clearway.cli.output import print_json, progress, say
from clearway.cli.road_acts import DONE, LEFT_OUT
from clearway.cli.road_files import read_protected
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual
from clearway.roads.network import Network
from clearway.roads.three_zones import ZoneKind, ZoneProposal, propose_zones
from clearway.roads.zone_documents import zone_document, zone_features

_NAMES = {
    **{kind.value: kind.value for kind in ZoneKind},
    **{kind.called.zh: kind.value for kind in ZoneKind},
    **{kind.called.zh.removesuffix("区"): kind.value for kind in ZoneKind},
}


def zones_act(args: argparse.Namespace) -> int:
    """``roads zones``."""
    from clearway.roads.areas import read_named_areas
    from clearway.roads.layers import build_layers, open_layers

    network = Network.open(args.net)
    areas = {ZoneKind(name): area for name, area in read_named_areas(args.area, _NAMES, "zone").items()}
    if ZoneKind.SEALED not in areas:
        raise BadUsage(zh="文件中没有封控区", en="the file has no sealed zone")
    spared, rejected = read_protected(network, args.protect)
    start = time.perf_counter()
    with progress(Bilingual("三区", "zones"), 1) as step:
        layers = open_layers(network) or build_layers(network)
        proposals = propose_zones(network, layers, areas, spared=spared)
        step(1)
    with writing(args.out):
        text = json.dumps({"type": "FeatureCollection", "features": list(zone_features(network, proposals))})
        args.out.write_text(text, encoding="utf-8")
    for one in proposals:
        _tell(one)
    if args.json:
        zones = [zone_document(one) for one in proposals]
        seconds = round(time.perf_counter() - start, 3)
        print_json({"zones": zones, "people_source": network.homes.source, "seconds": seconds, "out": str(args.out)})
    return LEFT_OUT if rejected else DONE


def _tell(one: ZoneProposal) -> None:
    called = one.kind.called
    say(
        called if one.given else Bilingual(f"{called.zh}（由内圈外扩）", f"{called.en} (drawn round the one inside it)")
    )
    for name, line in ((Bilingual("申请", "asked for"), one.asked), (Bilingual("建议", "proposed"), one.proposed)):
        cut, minutes = line.harm
        size, open_gates, listed = f"{line.square_km:.2f} km²", len(line.checkpoints), len(line.blocked)
        say(
            Bilingual(
                f"  {name.zh}：{size}，{line.people:,.0f} 人，出入口 {line.gates} 个（值守并开放 {open_gates} 个），"
                f"触及负面清单 {listed} 处，各类合计隔断 {cut:,.0f} 人、增加 {minutes:,.0f} 人·分钟",
                f"  {name.en}: {size}, {line.people:,.0f} people, {line.gates} gates ({open_gates} staffed and open), "
                f"{listed} reasons of the negative list, over all kinds cut off {cut:,.0f}, "
                f"{minutes:,.0f} person-minutes",
            )
        )
