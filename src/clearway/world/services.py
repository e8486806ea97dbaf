"""Hospitals with their entrances, clinics, pharmacies, markets, schools, fire and ambulance stations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clearway.core.facilities import FacilityKind
from clearway.world.drawing import Drawing, Tags
from clearway.world.grids import Cell, Grid
from clearway.world.names import words
from clearway.world.settlements import Community, Land
from clearway.world.spot import stream

_TAGS: dict[FacilityKind, Tags] = {
    FacilityKind.HOSPITAL: {"amenity": "hospital", "healthcare": "hospital"},
    FacilityKind.CLINIC: {"amenity": "clinic", "healthcare": "clinic"},
    FacilityKind.PHARMACY: {"amenity": "pharmacy", "healthcare": "pharmacy"},
    FacilityKind.MARKET: {"amenity": "marketplace"},
    FacilityKind.SCHOOL: {"amenity": "school"},
    FacilityKind.FIRE_STATION: {"amenity": "fire_station"},
    FacilityKind.AMBULANCE_STATION: {"emergency": "ambulance_station"},
}
_SUPERMARKET: Tags = {"shop": "supermarket"}
_PHARMACIES = words("百草堂 康泰 同济 惠民 健之源 仁心 益寿 福泽 杏林 安康")
_SHOPS = words("丰收 万客隆 好邻居 惠家 千百汇 鲜多多 家家福 大润")


@dataclass(frozen=True)
class Service:
    """One facility; ``nodes`` are its entrances, ``street`` the road node its visitors come to,
    ``approaches`` the ways that lead in (hospitals)."""

    kind: FacilityKind
    name: str
    nodes: tuple[int, ...]
    street: int
    capacity: int
    community: Community
    approaches: tuple[int, ...] = ()


def draw_services(land: Land, seed: int) -> list[Service]:
    """All facilities of the county, in the order of their kinds."""
    rng = stream(seed, 3)
    services = _hospitals(land, rng)
    services += _in_town(land, rng)
    services += _in_villages(land, rng)
    return services


def _hospitals(land: Land, rng: np.random.Generator) -> list[Service]:
    in_town = [block for block in land.free_blocks if block[0] is land.town]
    by_centre = sorted(in_town, key=lambda block: float(np.hypot(*block[2].spot)))
    chosen = [by_centre[0], by_centre[len(by_centre) // 2], by_centre[-1]]
    plans = list(zip(("溱宁县人民医院", "溱宁县中医院", "溱宁县妇幼保健院"), (820, 360, 180), chosen, strict=True))
    for market in land.markets:
        block = next(block for block in land.free_blocks if block[0] is market)
        plans.append((land.townships[block[2].township] + "中心卫生院", 90, block))
    return [_draw_hospital(land, name, beds, block, rng) for name, beds, block in plans]


def _draw_hospital(
    land: Land, name: str, beds: int, place: tuple[Grid, Cell, Community], rng: np.random.Generator
) -> Service:
    grid, block, community = place
    land.free_blocks.remove(place)
    corners = grid.corners(block)
    middle = np.mean([land.drawing.at(corner) for corner in corners], axis=0)
    yard = land.drawing.node(*middle)
    doors: list[int] = []
    approaches: list[int] = []
    for side in range(4):
        a, b = corners[side], corners[(side + 1) % 4]
        street_way = grid.way_between(a, b)
        if street_way is None or len(doors) == 3:
            continue
        street = land.drawing.junction_on(street_way, a, b, float(rng.uniform(0.35, 0.65)))
        door = _towards(land.drawing, street, yard, {"entrance": "emergency" if doors else "main"})
        tags = {"highway": "service", "name": name + ("急诊通道" if doors else "正门通道")}
        approaches.append(land.drawing.way([street, door, yard], tags))
        doors.append(door)
    _outline(land.drawing, corners, doors, {**_TAGS[FacilityKind.HOSPITAL], "name": name, "beds": str(beds)})
    return Service(FacilityKind.HOSPITAL, name, tuple(doors), yard, beds, community, tuple(approaches))


def _towards(drawing: Drawing, a: int, b: int, tags: Tags) -> int:
    (x0, y0), (x1, y1) = drawing.at(a), drawing.at(b)
    return drawing.node(x0 + 0.35 * (x1 - x0), y0 + 0.35 * (y1 - y0), tags)


def _outline(drawing: Drawing, corners: tuple[int, ...], doors: list[int], tags: Tags) -> None:
    """The grounds: corners drawn in by a quarter, and the entrances, in order round the middle."""
    middle = np.mean([drawing.at(corner) for corner in corners], axis=0)
    rim = [drawing.node(*(middle + 0.65 * (np.array(drawing.at(corner)) - middle))) for corner in corners]
    ordered = sorted([*rim, *doors], key=lambda node: float(np.arctan2(*(np.array(drawing.at(node)) - middle)[::-1])))
    drawing.area(ordered, tags)


def _in_town(land: Land, rng: np.random.Generator) -> list[Service]:
    """What stands along streets: every community has some, the county town has the stations."""
    made: list[Service] = []
    towns = [community for community in land.communities if community.kind == "community"]
    for number, community in enumerate(towns):
        clinic, short = community.name + "卫生服务站", community.name.removesuffix("社区")
        made.append(_beside(land, community, FacilityKind.CLINIC, clinic, 12, rng))
        for shop in range(2):
            chain = _PHARMACIES[(2 * number + shop) % len(_PHARMACIES)] + "大药房"
            made.append(_beside(land, community, FacilityKind.PHARMACY, f"{chain}{short}店", 0, rng))
        shop_name = _SHOPS[number % len(_SHOPS)] + f"超市{short}店"
        made.append(_beside(land, community, FacilityKind.MARKET, shop_name, 0, rng, _SUPERMARKET))
        if number % 3 == 0:
            made.append(_beside(land, community, FacilityKind.MARKET, short + "农贸市场", 0, rng))
        school = short + ("实验小学" if number % 2 else "中学")
        made.append(_beside(land, community, FacilityKind.SCHOOL, school, int(rng.integers(600, 2200)), rng))
    made.append(_beside(land, towns[2], FacilityKind.FIRE_STATION, "溱宁县消防救援站", 6, rng))
    made.append(_beside(land, towns[-1], FacilityKind.FIRE_STATION, "石佛镇消防救援站", 2, rng))
    made.append(_beside(land, towns[5], FacilityKind.AMBULANCE_STATION, "溱宁县120急救站", 8, rng))
    return made


def _in_villages(land: Land, rng: np.random.Generator) -> list[Service]:
    made: list[Service] = []
    for number, village in enumerate(land.villages):
        short = village.name.removesuffix("村")
        if rng.random() < 0.7:
            made.append(_beside(land, village, FacilityKind.CLINIC, village.name + "卫生室", 3, rng))
        if number % 6 == 0:
            made.append(_beside(land, village, FacilityKind.PHARMACY, short + "药店", 0, rng))
        if number % 3 == 0:
            made.append(_beside(land, village, FacilityKind.SCHOOL, short + "小学", int(rng.integers(60, 320)), rng))
        if number % 5 == 0:
            made.append(_beside(land, village, FacilityKind.MARKET, short + "便民超市", 0, rng, _SUPERMARKET))
    return made


def _beside(
    land: Land,
    community: Community,
    kind: FacilityKind,
    name: str,
    capacity: int,
    rng: np.random.Generator,
    tags: Tags | None = None,
) -> Service:
    """A facility a few metres off a street corner of its community."""
    grid = community.grid or _grid_of(land, community)
    corners = sorted(grid.nodes.values(), key=lambda node: _off(land.drawing, node, community.spot))
    street = corners[int(rng.integers(0, min(len(corners), 9)))]
    east, north = land.drawing.at(street)
    spot = land.drawing.node(east + rng.choice([-14, 14]), north + rng.choice([-14, 14]),
                             {**(tags or _TAGS[kind]), "name": name})  # fmt: skip
    return Service(kind, name, (spot,), street, capacity, community)


def _grid_of(land: Land, community: Community) -> Grid:
    grids = [land.town, *land.markets]
    return min(grids, key=lambda grid: min(_off(land.drawing, node, community.spot) for node in grid.nodes.values()))


def _off(drawing: Drawing, node: int, spot: tuple[float, float]) -> float:
    return float(np.hypot(drawing.east[node] - spot[0], drawing.north[node] - spot[1]))
