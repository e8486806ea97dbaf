"""Counting sensors on some links: arterials, village roads, gates with barrier arms, hospital approaches, streets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from clearway.world.compounds import Compound, Gate
from clearway.world.network import Network
from clearway.world.services import Service
from clearway.world.settlements import Community, Land
from clearway.world.spot import Floats, Ints


class SiteKind(StrEnum):
    """Where a site stands."""

    ARTERIAL = "arterial"
    HIGHWAY = "highway"
    VILLAGE = "village"
    GATE = "gate"
    HOSPITAL = "hospital"
    STREET = "street"
    MARKET = "market"
    FIRE_LANE = "fire_lane"


@dataclass(frozen=True)
class Site:
    """A link where one could count or close: its middle (or gate) in metres; ``label`` is what people would call it,
    ``home`` where those who are cut off by it live; ``only_way`` if there is no other way out of there."""

    kind: SiteKind
    link: int
    spot: tuple[float, float]
    community: Community
    place_code: str
    label: str
    home: str
    only_way: bool = False


@dataclass(frozen=True)
class Sensor:
    """One direction of a counted site: ``name`` is the feed's link id."""

    name: str
    edge: int
    site: Site


_HOW_MANY = {
    SiteKind.ARTERIAL: 32,
    SiteKind.HIGHWAY: 10,
    SiteKind.VILLAGE: 19,
    SiteKind.GATE: 28,
    SiteKind.HOSPITAL: 7,
    SiteKind.STREET: 24,
    SiteKind.MARKET: 8,
}
_LEAST_PER_DAY = {SiteKind.GATE: 330.0, SiteKind.STREET: 900.0, SiteKind.MARKET: 600.0, SiteKind.VILLAGE: 500.0}
_LONELY_COUNTED = 3
_USUAL_LEAST = 200.0
#: Nobody but a government could fence off a busier street than this and have it stand.
_MOST_PER_DAY = {SiteKind.STREET: 4500.0, SiteKind.MARKET: 4500.0}


def possible_sites(land: Land, services: list[Service], network: Network, daily: Floats) -> list[Site]:
    """Every site with a plausible number of passages a day in its weaker direction; ``daily`` is passages by edge."""
    weaker = np.full(network.links, np.inf)
    np.minimum.at(weaker, network.link, daily)
    found = [
        *_gate_sites(land, network),
        *_village_sites(land, network),
        *_hospital_sites(land, services, network),
        *_street_sites(land, network),
    ]
    return [site for site in found if site.kind is SiteKind.FIRE_LANE or _plausible(site, float(weaker[site.link]))]


def _plausible(site: Site, passages: float) -> bool:
    least, most = _LEAST_PER_DAY.get(site.kind, _USUAL_LEAST), _MOST_PER_DAY.get(site.kind, np.inf)
    return least <= passages <= most


def place_sensors(sites: list[Site], network: Network, rng: np.random.Generator) -> list[Sensor]:
    """Sensors at some of the sites, in both directions where the road has both."""
    chosen: list[Site] = []
    for kind, wanted in _HOW_MANY.items():
        pool = [site for site in sites if site.kind is kind]
        chosen += _lonely_first([pool[index] for index in rng.permutation(len(pool))])[:wanted]
    sensors = []
    for number, site in enumerate(chosen, start=1):
        for direction, edge in enumerate(network.edge_numbers(np.array([site.link])), start=1):
            sensors.append(Sensor(f"S{number:03d}-{direction}", int(edge), site))
    return sensors


def _lonely_first(pool: list[Site]) -> list[Site]:
    """The same sites, a few that are the only way out of their village first: they are worth a sensor."""
    lonely = [site for site in pool if site.only_way][:_LONELY_COUNTED]
    return lonely + [site for site in pool if site not in lonely]


def _at_gate(
    land: Land, network: Network, community: Community, compound: Compound, gate: Gate, kind: SiteKind
) -> Site:
    """The street side of a gate."""
    link = int(network.links_of_way(gate.way)[0])
    return Site(kind, link, land.drawing.at(gate.node), community, gate.code, compound.name + gate.name, compound.name)


def _gate_sites(land: Land, network: Network) -> Iterator[Site]:
    for community in land.communities:
        for compound in community.compounds:
            for gate in compound.gates:
                yield _at_gate(land, network, community, compound, gate, SiteKind.GATE)
            if compound.fire_lane is not None:
                yield _at_gate(land, network, community, compound, compound.fire_lane, SiteKind.FIRE_LANE)


def _village_sites(land: Land, network: Network) -> Iterator[Site]:
    """The last stretch of a road into a village."""
    for village in land.villages:
        lesser, only = ("tertiary", "unclassified"), len(land.hubs.ways_to(village.hub)) == 1
        for way in (w for w in land.hubs.ways_to(village.hub) if land.drawing.ways[w].tags["highway"] in lesser):
            links = network.links_of_way(way)
            spots = [_middle(land, network, int(link)) for link in links]
            link, spot = min(
                ((int(link), spot) for link, spot in zip(links, spots, strict=True)),
                key=lambda pair: float(np.hypot(pair[1][0] - village.spot[0], pair[1][1] - village.spot[1])),
            )
            yield Site(SiteKind.VILLAGE, link, spot, village, village.code, village.name + "村口", village.name, only)


def _hospital_sites(land: Land, services: list[Service], network: Network) -> Iterator[Site]:
    for service in services:
        for way in service.approaches:
            link = int(network.links_of_way(way)[0])
            spot, label = _middle(land, network, link), land.drawing.ways[way].tags["name"]
            yield Site(
                SiteKind.HOSPITAL, link, spot, service.community, service.community.code, label, service.community.name
            )


def _street_sites(land: Land, network: Network) -> Iterator[Site]:
    """Long enough stretches of named streets, and of the great roads outside."""
    town = [community for community in land.communities if community.kind == "community"]
    spots = np.array([community.spot for community in land.communities])
    for link in np.flatnonzero(network.metres > 60):
        tags = land.drawing.ways[int(network.way[link])].tags
        kind = _street_kind(tags, np.array(_middle(land, network, int(link))), land)
        if kind is None:
            continue
        spot = _middle(land, network, int(link))
        near = land.communities[int(np.argmin(np.hypot(*(spots - spot).T)))]
        near = near if near in town or kind is SiteKind.HIGHWAY else town[0]
        yield Site(kind, int(link), spot, near, near.code, tags.get("name", "县道") + "路段", near.name)


def _street_kind(tags: dict[str, str], spot: Floats, land: Land) -> SiteKind | None:
    highway, off_centre = tags["highway"], float(np.hypot(*spot))
    great = highway in ("trunk", "primary", "secondary")
    if "name" not in tags or "ref" in tags:
        return SiteKind.HIGHWAY if great and off_centre > 3000 else None
    if highway == "service":
        return None
    if off_centre > 3800:
        return SiteKind.MARKET
    return SiteKind.ARTERIAL if great else SiteKind.STREET


def _middle(land: Land, network: Network, link: int) -> tuple[float, float]:
    """The spot half-way along a link."""
    nodes = network.nodes[link]
    left = network.metres[link] / 2
    for a, b in pairwise(nodes):
        step = land.drawing.apart(a, b)
        if step >= left:
            (x0, y0), (x1, y1) = land.drawing.at(a), land.drawing.at(b)
            return x0 + left / step * (x1 - x0), y0 + left / step * (y1 - y0)
        left -= step
    return land.drawing.at(nodes[-1])


def counted(sensors: list[Sensor]) -> Ints:
    """The links that are counted."""
    return np.unique(np.array([sensor.site.link for sensor in sensors], dtype=np.int64))
