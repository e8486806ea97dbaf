"""The places of the county with their people, from province to gate, and the offices that answer for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from clearway.core.people import Role
from clearway.core.places import Place, PlaceKind, Point
from clearway.world.compounds import Building, Compound
from clearway.world.drawing import Drawing
from clearway.world.settlements import Community, Land
from clearway.world.spot import CENTRE, CITY, COUNTY, PROVINCE, point, stream

_OLD_IN_TOWN, _OLD_IN_VILLAGE = 0.18, 0.31
_COUNTY_OFFICES = (
    (Role.COUNTY_HEALTH, "卫生健康委员会"),
    (Role.COUNTY_GOVERNMENT, "人民政府"),
    (Role.LEGAL_REVIEW, "司法局合法性审查科"),
    (Role.INSPECTOR, "政府督查室"),
    (Role.HOTLINE, "12345政务服务热线"),
    (Role.TRANSPORT, "交通运输局"),
    (Role.POLICE, "公安局"),
    (Role.CIVIL_AFFAIRS, "民政局"),
    (Role.COMMERCE, "商务局"),
    (Role.EDUCATION, "教育局"),
)


def count_places(land: Land, seed: int) -> list[Place]:
    """All places, parents before children; people of a parent are those of its children."""
    rng = stream(seed, 5)
    communities = [(community, _community_places(land.drawing, community, rng)) for community in land.communities]
    total = _sum([places[0] for _, places in communities])
    upper = [
        Place(code=PROVINCE[0], kind=PlaceKind.PROVINCE, name=PROVINCE[1], point=CENTRE),
        Place(code=CITY[0], kind=PlaceKind.CITY, name=CITY[1], parent=PROVINCE[0], point=CENTRE),
        Place(code=COUNTY[0], kind=PlaceKind.COUNTY, name=COUNTY[1], parent=CITY[0], point=CENTRE,
              population=total[0], age60=total[1]),
    ]  # fmt: skip
    for code, name in land.townships.items():
        inside = [(community, places) for community, places in communities if community.township == code]
        people, old = _sum([places[0] for _, places in inside])
        spots = [community.spot for community, _ in inside]
        upper.append(Place(code=code, kind=PlaceKind.TOWNSHIP, name=name, parent=COUNTY[0], population=people,
                           age60=old, point=_mean(spots)))  # fmt: skip
    return upper + [place for _, places in communities for place in places]


def list_offices(places: list[Place]) -> list[tuple[str, str, str]]:
    """Code, role and name: one office a role and region, from village to province."""
    roles = {
        PlaceKind.PROVINCE: ((Role.PROVINCE, "疫情防控工作专班"),),
        PlaceKind.CITY: ((Role.CITY, "疫情防控工作专班"),),
        PlaceKind.COUNTY: _COUNTY_OFFICES,
        PlaceKind.TOWNSHIP: ((Role.TOWNSHIP, "办事处"),),
        PlaceKind.COMMUNITY: ((Role.COMMUNITY, "居民委员会"),),
        PlaceKind.VILLAGE: ((Role.COMMUNITY, "村民委员会"),),
    }
    return [
        (place.code, role.value, _office_name(place, tail))
        for place in places
        for role, tail in roles.get(place.kind, ())
    ]


def _office_name(place: Place, tail: str) -> str:
    if place.kind is PlaceKind.TOWNSHIP and place.name.endswith("镇"):
        return place.name + "人民政府"
    return place.name.removesuffix("村") + tail if place.kind is PlaceKind.VILLAGE else place.name + tail


def _community_places(drawing: Drawing, community: Community, rng: np.random.Generator) -> list[Place]:
    """The community first, then its compounds with all that is in them."""
    share = (_OLD_IN_VILLAGE if community.kind == "village" else _OLD_IN_TOWN) * rng.uniform(0.8, 1.2)
    inside: list[Place] = []
    tops: list[Place] = []
    for compound in community.compounds:
        places = list(_compound_places(drawing, community.code, compound, share, rng))
        tops.append(places[0])
        inside += places
    if community.compounds and community.loose:
        old = int(rng.binomial(community.loose, share))
        tops.append(Place(code=community.code + "-L01", kind=PlaceKind.COMPOUND, name=community.name + "老街片",
                          parent=community.code, population=community.loose, age60=old,
                          point=_mean([drawing.at(node) for node in community.loose_nodes])))  # fmt: skip
        inside.append(tops[-1])
    people, old = _sum(tops) if tops else (community.loose, int(rng.binomial(community.loose, share)))
    top = Place(code=community.code, kind=PlaceKind(community.kind), name=community.name, parent=community.township,
                population=people, age60=old, point=point(*community.spot))  # fmt: skip
    return [top, *inside]


def _compound_places(
    drawing: Drawing, parent: str, compound: Compound, share: float, rng: np.random.Generator
) -> Iterator[Place]:
    buildings = [_building_places(compound.code, building, share, rng) for building in compound.buildings]
    people, old = _sum([places[0] for places in buildings])
    yield Place(code=compound.code, kind=PlaceKind.COMPOUND, name=compound.name, parent=parent, population=people,
                age60=old, point=point(*drawing.at(compound.centre)))  # fmt: skip
    for gate in compound.gates + ([compound.fire_lane] if compound.fire_lane else []):
        yield Place(code=gate.code, kind=PlaceKind.GATE, name=compound.name + gate.name, parent=compound.code,
                    point=point(*drawing.at(gate.node)))  # fmt: skip
    for places in buildings:
        yield from places


def _building_places(parent: str, building: Building, share: float, rng: np.random.Generator) -> list[Place]:
    each, over = divmod(building.people, building.units)
    people = [each + (unit < over) for unit in range(building.units)]
    old = [int(rng.binomial(count, share)) for count in people]
    spot = point(building.east, building.north)
    units = [
        Place(code=f"{building.code}-U{unit + 1}", kind=PlaceKind.UNIT, name=f"{building.name}{unit + 1}单元",
              parent=building.code, population=people[unit], age60=old[unit], point=spot)
        for unit in range(building.units)
    ]  # fmt: skip
    top = Place(code=building.code, kind=PlaceKind.BUILDING, name=building.name, parent=parent,
                population=sum(people), age60=sum(old), point=spot)  # fmt: skip
    return [top, *units]


def _sum(places: list[Place]) -> tuple[int, int]:
    return sum(place.population or 0 for place in places), sum(place.age60 or 0 for place in places)


def _mean(spots: list[tuple[float, float]]) -> Point:
    east, north = np.mean(np.array(spots), axis=0)
    return point(float(east), float(north))
