"""Who travels where: zones with people, work and things to visit, and the trips between them on an open network.

A gravity model: trips from a zone share out over others by attraction × exp(−minutes / scale). Rates are plausible
round numbers, not fitted to any county.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clearway.core.facilities import FacilityKind
from clearway.world.network import Network
from clearway.world.services import Service
from clearway.world.settlements import Land
from clearway.world.spot import Floats, Ints

_COMMUTES_PER_PERSON, _VISITS_PER_PERSON = 0.65, 0.6
_COMMUTE_SCALE_S, _VISIT_SCALE_S = 1000.0, 620.0
_VISITS = {FacilityKind.HOSPITAL: 6.0, FacilityKind.SCHOOL: 0.9, FacilityKind.MARKET: 0.0, FacilityKind.CLINIC: 0.0}
_THROUGH_PER_DAY = 700.0


@dataclass(frozen=True)
class Zones:
    """Where trips begin and end: ``node`` are junction numbers, ``outside`` those on the county's rim."""

    node: Ints
    people: Floats
    work: Floats
    visit: Floats
    outside: Ints


@dataclass(frozen=True)
class Demand:
    """Trips a day from zone to zone: to work (they come back later), and visits (both ways, through the day)."""

    commutes: Floats
    visits: Floats


def lay_zones(land: Land, services: list[Service], network: Network) -> Zones:
    """Compounds, loose streets, villages, facilities, works, and the roads out of the county."""
    rows: list[tuple[int, float, float, float]] = []
    for community in land.communities:
        rows += [(compound.centre, compound.people, 0.05 * compound.people, 20.0) for compound in community.compounds]
        spread = community.loose_nodes[:4]
        rows += [(node, community.loose / len(spread), 0.4 * community.loose / len(spread), 120.0) for node in spread]
    for service in services:
        visits = _VISITS.get(service.kind, 0.0) * service.capacity
        if service.kind is FacilityKind.MARKET:
            visits = 900.0
        if visits:
            rows.append((service.street, 0.0, 0.5 * visits, visits))
    works = [block for block in land.free_blocks if block[0] is land.town][:10]
    rows += [(grid.corners(cell)[0], 0.0, 2600.0, 60.0) for grid, cell, _ in works]
    outside = np.array(_outer_nodes(land), dtype=np.int64)
    rows += [(int(node), 2500.0, 2500.0, 200.0) for node in outside]
    reachable = set(network.ends.ravel().tolist())
    kept = [row for row in rows if row[0] in reachable]
    node, people, work, visit = (np.array(column) for column in zip(*kept, strict=True))
    return Zones(network.number(node), people.astype(float), work, visit, network.number(outside))


def make_demand(zones: Zones, seconds: Floats) -> Demand:
    """Trips a day; ``seconds`` is the travel time from zone to zone (zones × zones) with all ways open."""
    commutes = _share_out(_COMMUTES_PER_PERSON * zones.people, zones.work, seconds / _COMMUTE_SCALE_S)
    visits = _share_out(_VISITS_PER_PERSON * zones.people, zones.visit, seconds / _VISIT_SCALE_S)
    through = np.flatnonzero(np.isin(zones.node, zones.outside))
    visits[np.ix_(through, through)] += _THROUGH_PER_DAY
    np.fill_diagonal(visits, 0.0)
    return Demand(commutes, visits)


def _share_out(trips: Floats, attraction: Floats, effort: Floats) -> Floats:
    pull = attraction[None, :] * np.exp(-effort)
    np.fill_diagonal(pull, 0.0)
    shared: Floats = trips[:, None] * pull / np.maximum(pull.sum(axis=1, keepdims=True), 1e-12)
    return shared


def _outer_nodes(land: Land) -> list[int]:
    """The far ends of the roads that leave the county."""
    ends = []
    for hub in land.hubs.exits:
        way = land.drawing.ways[land.hubs.ways_to(hub)[0]]
        spot = land.hubs.spots[hub]
        ends.append(min((way.nodes[0], way.nodes[-1]), key=lambda node: _off(land, node, spot)))
    return ends


def _off(land: Land, node: int, spot: Floats) -> float:
    return float(np.hypot(land.drawing.east[node] - spot[0], land.drawing.north[node] - spot[1]))
