"""Compounds (小区): a wall with several gates, private ways inside, a fire lane, buildings with units."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from clearway.world.drawing import Drawing
from clearway.world.grids import Cell, Grid
from clearway.world.spot import Floats

GATE_NAMES = ("南门", "东门", "北门", "西门")
_SIDES = (((0.5, 0.0), (0, 1)), ((1.0, 0.5), (1, 2)), ((0.5, 1.0), (2, 3)), ((0.0, 0.5), (3, 0)))
_RING = ((0.2, 0.2), (0.5, 0.2), (0.8, 0.2), (0.8, 0.5), (0.8, 0.8), (0.5, 0.8), (0.2, 0.8), (0.2, 0.5))
_PEOPLE_PER_FLAT = 2.55


@dataclass(frozen=True)
class Gate:
    """A gate node in the wall; ``street`` is the junction outside, ``way`` the way through it."""

    code: str
    name: str
    node: int
    street: int
    way: int


@dataclass(frozen=True)
class Building:
    """A residential building; people are those who live in it."""

    code: str
    name: str
    east: float
    north: float
    units: int
    people: int


@dataclass
class Compound:
    """A compound with its gates; ``centre`` is the node where its people are taken to start."""

    code: str
    name: str
    centre: int
    street_name: str
    gates: list[Gate] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    fire_lane: Gate | None = None

    @property
    def people(self) -> int:
        """Who lives here."""
        return sum(building.people for building in self.buildings)


def draw_compound(
    drawing: Drawing, grid: Grid, block: Cell, code: str, name: str, rng: np.random.Generator
) -> Compound | None:
    """A compound filling one block, or None where no street passes it."""
    corners = grid.corners(block)
    frame = np.array([drawing.at(corner) for corner in corners])
    sides = [side for side in range(4) if _street_way(grid, corners, side) is not None]
    if not sides:
        return None
    ring = [drawing.node(*_inside(frame, u, v)) for u, v in _RING]
    centre = drawing.node(*_inside(frame, 0.5, 0.5))
    private = {"highway": "service", "access": "private"}
    drawing.way([*ring, ring[0]], private)
    drawing.way([ring[1], centre, ring[5]], private)
    drawing.way([ring[7], centre, ring[3]], private)
    made = Compound(code, name, centre, _street_name(drawing, grid, corners, sides[0]))
    sides = [sides[index] for index in rng.permutation(len(sides))]
    gates = min(len(sides), int(rng.choice([2, 2, 3, 3, 4])))
    for number, side in enumerate(sides[:gates]):
        made.gates.append(_draw_gate(drawing, grid, corners, side, ring, f"{code}-G{number + 1}", rng))
    if gates < len(sides) or rng.random() < 0.6:
        made.fire_lane = _draw_fire_lane(drawing, grid, corners, sides[-1], ring, code)
    _draw_buildings(drawing, made, frame, rng)
    drawing.area([drawing.node(*_inside(frame, u, v)) for u, v in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9))],
                 {"landuse": "residential", "residential": "gated", "name": name})  # fmt: skip
    return made


def _street_way(grid: Grid, corners: tuple[int, int, int, int], side: int) -> int | None:
    a, b = _SIDES[side][1]
    return grid.way_between(corners[a], corners[b])


def _street_name(drawing: Drawing, grid: Grid, corners: tuple[int, int, int, int], side: int) -> str:
    way = _street_way(grid, corners, side)
    return drawing.ways[way].tags.get("name", "") if way is not None else ""


def _draw_gate(
    drawing: Drawing,
    grid: Grid,
    corners: tuple[int, int, int, int],
    side: int,
    ring: list[int],
    code: str,
    rng: np.random.Generator,
) -> Gate:
    a, b = (corners[end] for end in _SIDES[side][1])
    street = drawing.junction_on(_stretch(grid, a, b), a, b, float(rng.uniform(0.42, 0.58)))
    inner = ring[(1, 3, 5, 7)[side]]
    name = GATE_NAMES[side]
    node = _between(drawing, street, inner, 0.45, {"barrier": "gate", "access": "private", "name": name})
    way = drawing.way([street, node, inner], {"highway": "service", "access": "private"})
    return Gate(code, name, node, street, way)


def _draw_fire_lane(
    drawing: Drawing, grid: Grid, corners: tuple[int, int, int, int], side: int, ring: list[int], code: str
) -> Gate:
    """A lane kept free for fire engines, from the street near a corner to the ring."""
    a, b = (corners[end] for end in _SIDES[side][1])
    street = drawing.junction_on(_stretch(grid, a, b), a, b, 0.2)
    inner = ring[(0, 2, 4, 6)[side]]
    node = _between(drawing, street, inner, 0.4, {"barrier": "gate", "access": "no", "emergency": "yes"})
    tags = {"highway": "service", "service": "emergency_access", "access": "no", "emergency": "yes", "foot": "yes",
            "name": "消防通道"}  # fmt: skip
    return Gate(code + "-F1", "消防通道", node, street, drawing.way([street, node, inner], tags))


def _stretch(grid: Grid, a: int, b: int) -> int:
    way = grid.way_between(a, b)
    if way is None:
        raise ValueError("no street on this side of the block")
    return way


def _between(drawing: Drawing, a: int, b: int, share: float, tags: dict[str, str]) -> int:
    (x0, y0), (x1, y1) = drawing.at(a), drawing.at(b)
    return drawing.node(x0 + share * (x1 - x0), y0 + share * (y1 - y0), tags)


def _draw_buildings(drawing: Drawing, compound: Compound, frame: Floats, rng: np.random.Generator) -> None:
    floors = int(rng.choice([6, 6, 7, 11, 11, 18]))
    spots = [(u, v) for v in (0.29, 0.39, 0.61, 0.71) for u in (0.35, 0.65)]
    for number, (u, v) in enumerate(spots[: int(rng.integers(5, len(spots) + 1))], start=1):
        units = int(rng.integers(2, 5))
        people = round(units * floors * 2 * _PEOPLE_PER_FLAT * rng.uniform(0.7, 1.0))
        east, north = _inside(frame, u, v)
        building = Building(f"{compound.code}-B{number:02d}", f"{number}号楼", east, north, units, people)
        compound.buildings.append(building)
        _draw_building(drawing, compound, building, frame, (u, v), floors)


def _draw_building(
    drawing: Drawing, compound: Compound, building: Building, frame: Floats, at: tuple[float, float], floors: int
) -> None:
    u, v = at
    south = [
        drawing.node(*_inside(frame, u - 0.1 + 0.2 * (unit + 0.5) / building.units, v - 0.03),
                     {"entrance": "staircase", "addr:unit": str(unit + 1)})
        for unit in range(building.units)
    ]  # fmt: skip
    rim = ((u - 0.1, v - 0.03), (u + 0.1, v - 0.03), (u + 0.1, v + 0.03), (u - 0.1, v + 0.03))
    west, *others = (drawing.node(*_inside(frame, *corner)) for corner in rim)
    tags = {
        "building": "apartments",
        "building:levels": str(floors),
        "building:flats": str(building.units * floors * 2),
        "addr:housename": compound.name,
        "addr:housenumber": building.name,
    }
    drawing.area([west, *south, *others], tags)


def _inside(frame: Floats, u: float, v: float) -> tuple[float, float]:
    """The spot at shares ``u`` (west to east) and ``v`` (south to north) of a block's four corners."""
    weights = np.array([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v])
    east, north = weights @ frame
    return float(east), float(north)
