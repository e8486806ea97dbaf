"""Streets of the county town, of market towns and of villages: classes, names, one-ways."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from clearway.world.drawing import Drawing, Tags
from clearway.world.grids import Cell, Grid, Plan, kept_stretches, place_corners, runs
from clearway.world.names import Names

TOWN = Plan(columns=14, rows=12, spacing=330.0, turned=7.0, missing=0.13, arterial_every=4)
MARKET = Plan(columns=7, rows=6, spacing=190.0, turned=0.0, missing=0.16, arterial_every=6)
VILLAGE = Plan(columns=6, rows=5, spacing=85.0, turned=0.0, jitter=0.2, missing=0.3, rounded=1.2)


def draw_town(drawing: Drawing, names: Names, rng: np.random.Generator) -> Grid:
    """The county town: arterials, a one-way pair, side streets."""
    grid = place_corners(drawing, TOWN, 0.0, 0.0, rng)
    _draw_runs(drawing, grid, rng, names, classes=("primary", "secondary", "tertiary", "residential"))
    _make_one_way_pair(drawing, grid)
    return grid


def draw_market_town(drawing: Drawing, names: Names, east: float, north: float, rng: np.random.Generator) -> Grid:
    """A market town: one or two main streets, the rest residential."""
    names.begin_town()
    plan = _turned(MARKET, rng)
    grid = place_corners(drawing, plan, east, north, rng)
    _draw_runs(drawing, grid, rng, names, classes=("secondary", "tertiary", "residential", "residential"))
    return grid


def draw_village(drawing: Drawing, east: float, north: float, rng: np.random.Generator) -> Grid:
    """A village: unnamed lanes, some of them service ways, and cart tracks into the fields."""
    grid = place_corners(drawing, _turned(VILLAGE, rng), east, north, rng)
    _draw_runs(drawing, grid, rng, None, classes=("unclassified", "residential", "residential", "service"))
    for cell in sorted(grid.nodes)[:: int(rng.integers(4, 7))]:
        _field_track(drawing, grid.nodes[cell], east, north, rng)
    return grid


def _turned(plan: Plan, rng: np.random.Generator) -> Plan:
    turn = float(rng.uniform(-35, 35))
    return Plan(plan.columns, plan.rows, plan.spacing, turn, plan.jitter, plan.missing, plan.rounded, 0)


def _draw_runs(
    drawing: Drawing, grid: Grid, rng: np.random.Generator, names: Names | None, *, classes: tuple[str, str, str, str]
) -> None:
    kept = kept_stretches(grid, rng)
    grid.drop_all_but({cell for pair in kept for cell in pair})
    for eastward in (True, False):
        titles: dict[int, str] = {}
        for line, run in runs(grid, kept, eastward=eastward):
            tags: Tags = {"highway": _street_class(grid.plan, line, eastward, classes)}
            if names is not None:
                if line not in titles:
                    titles[line] = names.streets.pop() + ("路" if eastward else "街") if names.streets else ""
                if titles[line]:
                    tags["name"] = titles[line]
            way = drawing.way([grid.nodes[cell] for cell in run], tags)
            _note_stretches(grid, run, way)


def _street_class(plan: Plan, line: int, eastward: bool, classes: tuple[str, str, str, str]) -> str:
    every = plan.arterial_every or (plan.rows if eastward else plan.columns)
    if line % every == every // 2:
        return classes[0] if eastward else classes[1]
    return classes[2] if line % 2 == 0 else classes[3]


def _note_stretches(grid: Grid, run: list[Cell], way: int) -> None:
    for cell, onward in pairwise(run):
        a, b = grid.nodes[cell], grid.nodes[onward]
        grid.stretch[min(a, b), max(a, b)] = way


def _make_one_way_pair(drawing: Drawing, grid: Grid) -> None:
    """Two neighbouring streets in the middle run one way, in opposite directions."""
    for line, reverse in ((grid.plan.rows // 2 + 1, False), (grid.plan.rows // 2 - 1, True)):
        inner = [cell for cell in grid.nodes if cell[1] == line]
        ways = {
            way
            for cell in inner
            if (onward := grid.nodes.get((cell[0] + 1, line))) is not None
            and (way := grid.way_between(grid.nodes[cell], onward)) is not None
        }
        for way in sorted(ways):
            if reverse:
                drawing.ways[way].nodes.reverse()
            drawing.ways[way].tags["oneway"] = "yes"


def _field_track(drawing: Drawing, start: int, east: float, north: float, rng: np.random.Generator) -> None:
    x, y = drawing.at(start)
    away_x, away_y = x - east, y - north
    size = max(1.0, (away_x**2 + away_y**2) ** 0.5)
    reach = rng.uniform(180, 420)
    middle = drawing.node(x + 0.5 * reach * away_x / size + rng.normal(0, 25), y + 0.5 * reach * away_y / size)
    end = drawing.node(x + reach * away_x / size, y + reach * away_y / size + rng.normal(0, 40))
    drawing.way([start, middle, end], {"highway": "track", "tracktype": "grade3"})
