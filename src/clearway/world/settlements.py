"""Where people live: the county town, market towns and villages, and the region tree over them."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, pi, sin

import numpy as np

from clearway.world.compounds import Compound, draw_compound
from clearway.world.drawing import Drawing
from clearway.world.grids import Cell, Grid
from clearway.world.highways import Hubs, draw_highways
from clearway.world.names import STREET_TOWNSHIPS, TOWNS, Names
from clearway.world.spot import COUNTY, stream
from clearway.world.streets import draw_market_town, draw_town, draw_village

VILLAGES = 26
_COUNTY6 = COUNTY[0][:6]


@dataclass
class Community:
    """A community (社区) or village (村): ``spot`` in metres, ``loose`` people living outside compounds."""

    code: str
    name: str
    township: str
    spot: tuple[float, float]
    kind: str
    hub: int = -1
    grid: Grid | None = None
    loose: int = 0
    loose_nodes: list[int] = field(default_factory=list)
    compounds: list[Compound] = field(default_factory=list)

    @property
    def people(self) -> int:
        """Everybody who lives here."""
        return self.loose + sum(compound.people for compound in self.compounds)


@dataclass
class Land:
    """The drawn county: map, townships (code → name), communities, free blocks for facilities."""

    drawing: Drawing
    hubs: Hubs
    townships: dict[str, str]
    communities: list[Community]
    town: Grid
    markets: list[Grid]
    free_blocks: list[tuple[Grid, Cell, Community]]

    @property
    def villages(self) -> list[Community]:
        """The villages."""
        return [community for community in self.communities if community.kind == "village"]

    @property
    def compounds(self) -> list[Compound]:
        """All compounds."""
        return [compound for community in self.communities for compound in community.compounds]


def draw_land(seed: int) -> Land:
    """Streets, roads, compounds and villages of one seed."""
    rng = stream(seed, 1)
    drawing, names = Drawing(), Names(stream(seed, 2))
    town = draw_town(drawing, names, rng)
    market_spots = _market_spots(rng)
    markets = [draw_market_town(drawing, names, east, north, rng) for east, north in market_spots]
    village_spots = _village_spots(market_spots, rng)
    grids = [draw_village(drawing, east, north, rng) for east, north in village_spots]
    hubs = _hubs(drawing, town, market_spots, markets, village_spots, grids)
    draw_highways(drawing, hubs, rng)
    townships = _townships()
    communities = _town_communities(drawing, town, names) + _market_communities(market_spots)
    communities += _village_communities(village_spots, grids, market_spots, hubs, names, rng)
    _root_villages(drawing, communities)
    land = Land(drawing, hubs, townships, communities, town, markets, [])
    _settle_blocks(land, names, rng)
    return land


def _market_spots(rng: np.random.Generator) -> list[tuple[float, float]]:
    start = rng.uniform(0, 2 * pi)
    angles = [start + turn * 2 * pi / 3 + rng.normal(0, 0.15) for turn in range(len(TOWNS))]
    return [(r * 1.1 * cos(a), r * 0.95 * sin(a)) for a, r in zip(angles, rng.uniform(8200, 9800, 3), strict=True)]


def _village_spots(taken: list[tuple[float, float]], rng: np.random.Generator) -> list[tuple[float, float]]:
    spots: list[tuple[float, float]] = []
    while len(spots) < VILLAGES:
        east, north = rng.uniform(-15500, 15500), rng.uniform(-12500, 12500)
        clear = all(np.hypot(east - x, north - y) > 1900 for x, y in [*taken, *spots])
        if np.hypot(east, north) > 4300 and (east / 15500) ** 2 + (north / 12500) ** 2 < 1 and clear:
            spots.append((float(east), float(north)))
    return spots


def _hubs(
    drawing: Drawing,
    town: Grid,
    market_spots: list[tuple[float, float]],
    markets: list[Grid],
    village_spots: list[tuple[float, float]],
    villages: list[Grid],
) -> Hubs:
    angles = np.arange(8) * pi / 4
    rim = [drawing.at(town.port(drawing, 4000 * cos(angle), 4000 * sin(angle))) for angle in angles]
    exits = [(-19500.0, 800.0), (19500.0, -600.0), (500.0, 16000.0), (-900.0, -16000.0)]
    first = len(rim)
    second, third = first + len(markets), first + len(markets) + len(villages)
    grids: list[Grid | None] = [*([town] * first), *markets, *villages, *([None] * len(exits))]
    spots = np.array([*rim, *market_spots, *village_spots, *exits])
    return Hubs(spots, grids, range(first), range(first, second), range(second, third), range(third, third + 4))


def _townships() -> dict[str, str]:
    streets = {f"{_COUNTY6}{number:03d}000": name for number, name in enumerate(STREET_TOWNSHIPS, start=1)}
    return streets | {f"{_COUNTY6}{number:03d}000": name for number, name in enumerate(TOWNS, start=101)}


def _town_communities(drawing: Drawing, town: Grid, names: Names) -> list[Community]:
    """Ten communities: five in the south of the town, five in the north."""
    made = []
    for number in range(10):
        angle = 2 * pi * (number + 0.5) / 10
        south = angle > pi
        spot = (1250 * cos(angle) * (1.15 if number % 2 else 0.6), 1050 * sin(angle) * (1.1 if number % 2 else 0.6))
        code = f"{_COUNTY6}{1 if south else 2:03d}{number % 5 + 1:03d}"
        made.append(Community(code, names.communities[number], code[:9] + "000", spot, "community"))
    return made


def _market_communities(spots: list[tuple[float, float]]) -> list[Community]:
    made = []
    for town, (east, north) in enumerate(spots):
        for number, side in enumerate((-1, 1), start=1):
            code = f"{_COUNTY6}{101 + town:03d}{number:03d}"
            name = TOWNS[town].removesuffix("镇") + ("东街社区", "西街社区")[side < 0]
            made.append(Community(code, name, code[:9] + "000", (east + side * 350, north), "community"))
    return made


def _village_communities(
    spots: list[tuple[float, float]],
    grids: list[Grid],
    markets: list[tuple[float, float]],
    hubs: Hubs,
    names: Names,
    rng: np.random.Generator,
) -> list[Community]:
    made: list[Community] = []
    taken = dict.fromkeys(range(len(markets)), 200)
    for number, ((east, north), grid) in enumerate(zip(spots, grids, strict=True)):
        town = min(range(len(markets)), key=lambda t: float(np.hypot(east - markets[t][0], north - markets[t][1])))
        taken[town] += 1
        code = f"{_COUNTY6}{101 + town:03d}{taken[town]:03d}"
        village = Community(code, names.villages[number], code[:9] + "000", (east, north), "village")
        village.hub, village.grid = hubs.villages[number], grid
        village.loose = int(rng.integers(900, 3200))
        made.append(village)
    _repeat_one_name(made)
    return made


def _root_villages(drawing: Drawing, communities: list[Community]) -> None:
    for village in communities:
        if village.grid is not None:
            village.loose_nodes = [village.grid.port(drawing, *village.spot)]


def _repeat_one_name(villages: list[Community]) -> None:
    """Two towns have a village of the same name, as counties do."""
    first = villages[0]
    twin = next((village for village in villages if village.township != first.township), None)
    if twin is not None:
        twin.name = first.name


def _settle_blocks(land: Land, names: Names, rng: np.random.Generator) -> None:
    for grid, share in [(land.town, 0.68), *((market, 0.22) for market in land.markets)]:
        blocks = grid.blocks()
        for index in rng.permutation(len(blocks)):
            _settle_block(land, grid, blocks[index], names, rng, gated=rng.random() < share)


def _settle_block(land: Land, grid: Grid, block: Cell, names: Names, rng: np.random.Generator, *, gated: bool) -> None:
    corners = grid.corners(block)
    east, north = np.mean([land.drawing.at(corner) for corner in corners], axis=0)
    community = min(
        (community for community in land.communities if community.kind == "community"),
        key=lambda community: float(np.hypot(community.spot[0] - east, community.spot[1] - north)),
    )
    if gated:
        code = f"{community.code}-C{len(community.compounds) + 1:02d}"
        made = draw_compound(land.drawing, grid, block, code, names.compounds[-1], rng)
        if made is not None:
            names.compounds.pop()
            community.compounds.append(made)
            return
    land.free_blocks.append((grid, block, community))
    community.loose += int(rng.integers(200, 900))
    community.loose_nodes.append(corners[0])
