"""``clearway roads zones``: the three zones of the plan as a proposal, in GeoJSON, each beside what was asked for."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import shapely

from clearway.cli.located import writing
from clearway.cli.output import print_json, progress, say
from clearway.cli.road_acts import DONE, LEFT_OUT
from clearway.cli.road_files import read_protected
from clearway.core.refusals import BadUsage
from clearway.roads.network import Network
from clearway.roads.three_zones import Line, ZoneKind, ZoneProposal, propose_zones

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
        text = json.dumps({"type": "FeatureCollection", "features": list(_features(network, proposals))})
        args.out.write_text(text, encoding="utf-8")
    for one in proposals:
        _tell(one)
    if args.json:
        zones = [_document(one) for one in proposals]
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


def _document(one: ZoneProposal) -> dict[str, Any]:
    lines = {"asked": _figures(one.asked), "proposed": _figures(one.proposed)}
    return {"zone": one.kind.value, "called": one.kind.called.as_json(), "given": one.given, **lines}


def _figures(line: Line) -> dict[str, Any]:
    cut, minutes = line.harm
    return {
        "square_km": round(line.square_km, 4),
        "people": line.people,
        "age60": line.age60,
        "gates": line.gates,
        "closed": list(line.closed),
        "checkpoints": list(line.checkpoints),
        "blocked": [
            {"link": one.link, "why": one.why.value, "rule": one.rule, "reason": one.reason.as_json()}
            for one in line.blocked
        ],
        "people_cut_off": cut,
        "added_person_minutes": minutes,
        "losses": [asdict(loss) for loss in line.losses],
    }


def _features(network: Network, proposals: tuple[ZoneProposal, ...]) -> Iterator[dict[str, Any]]:
    """Widest zone first, so that it is drawn below; then closed ways and checkpoints of the proposal."""
    for one in reversed(proposals):
        for name, line in (("asked", one.asked), ("proposed", one.proposed)):
            says = {"zone": one.kind.value, "called": one.kind.called.zh, "which": name, "given": one.given}
            figures = {key: value for key, value in _figures(line).items() if not isinstance(value, list)}
            yield _feature(json.loads(shapely.to_geojson(line.area)), {**says, **figures})
    for one in proposals:
        for role, links in (("closed", one.proposed.closed), ("checkpoint", one.proposed.checkpoints)):
            for link in links:
                shape = network.shape(network.link_index(link))
                about: dict[str, Any] = {"zone": one.kind.value, "role": role, "link": link, "name": shape.name}
                yield _feature({"type": "LineString", "coordinates": shape.line.tolist()}, about)


def _feature(geometry: dict[str, Any], says: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": says}
