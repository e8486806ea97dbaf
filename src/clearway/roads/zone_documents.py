"""The three zones as a document and as GeoJSON, each beside what was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import shapely

from clearway.roads.network import Network
from clearway.roads.three_zones import Line, ZoneProposal


def zone_document(one: ZoneProposal) -> dict[str, Any]:
    """One zone: what was asked for beside what is proposed."""
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


def zone_features(network: Network, proposals: tuple[ZoneProposal, ...]) -> Iterator[dict[str, Any]]:
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
