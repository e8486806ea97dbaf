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
    with progress("zones", 1) as step:
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
    say(f"{called.en} / {called.zh}{'' if one.given else ' (drawn round the one inside it / 由内圈外扩)'}")
    for name, line in (("asked for / 申请", one.asked), ("proposed / 建议", one.proposed)):
        cut, minutes = line.harm
        say(
            f"  {name}: {line.square_km:.2f} km², {line.people:,.0f} people, {line.gates} gates"
            f" ({len(line.checkpoints)} staffed and open), {len(line.blocked)} reasons of the negative list, "
            f"over all kinds cut off {cut:,.0f}, {minutes:,.0f} person-minutes"
        )
