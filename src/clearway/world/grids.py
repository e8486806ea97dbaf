"""Street grids that are no lattices: spacing varies, corners wander, the rim is round, some stretches are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, radians, sin

import numpy as np

from clearway.world.drawing import Drawing
from clearway.world.spot import Floats

Cell = tuple[int, int]


@dataclass(frozen=True)
class Plan:
    """How a grid is laid out: metres, degrees and shares."""

    columns: int
    rows: int
    spacing: float
    turned: float
    jitter: float = 0.12
    missing: float = 0.1
    rounded: float = 1.12
    arterial_every: int = 0


@dataclass
class Grid:
    """A drawn grid: node by cell, and which way holds the stretch between two neighbours."""

    plan: Plan
    nodes: dict[Cell, int]
    stretch: dict[tuple[int, int], int] = field(default_factory=dict)

    def way_between(self, a: int, b: int) -> int | None:
        """The way between two neighbouring corner nodes, or None where the stretch is missing."""
        return self.stretch.get((min(a, b), max(a, b)))

    def drop_all_but(self, cells: set[Cell]) -> None:
        """Forget corners no street leads to."""
        self.nodes = {cell: node for cell, node in self.nodes.items() if cell in cells}

    def blocks(self) -> list[Cell]:
        """Lower-left cells of all blocks whose four corners exist."""
        return [
            (i, j)
            for i, j in self.nodes
            if all(cell in self.nodes for cell in ((i + 1, j), (i, j + 1), (i + 1, j + 1)))
        ]

    def corners(self, block: Cell) -> tuple[int, int, int, int]:
        """Corner nodes: south-west, south-east, north-east, north-west."""
        i, j = block
        return self.nodes[i, j], self.nodes[i + 1, j], self.nodes[i + 1, j + 1], self.nodes[i, j + 1]

    def port(self, drawing: Drawing, east: float, north: float) -> int:
        """The corner from which a road to that point leaves."""
        return min(
            self.nodes.values(), key=lambda node: (drawing.east[node] - east) ** 2 + (drawing.north[node] - north) ** 2
        )


def place_corners(drawing: Drawing, plan: Plan, east: float, north: float, rng: np.random.Generator) -> Grid:
    """Corner nodes around a centre, cut to a rounded outline."""
    across, up = _lines(plan.columns, plan.spacing, rng), _lines(plan.rows, plan.spacing, rng)
    turn = radians(plan.turned)
    nodes: dict[Cell, int] = {}
    for i in range(plan.columns):
        for j in range(plan.rows):
            x, y = across[i] + _wander(plan, rng), up[j] + _wander(plan, rng)
            if (x / across[-1]) ** 2 + (y / up[-1]) ** 2 > plan.rounded**2:
                continue
            nodes[i, j] = drawing.node(east + x * cos(turn) - y * sin(turn), north + x * sin(turn) + y * cos(turn))
    return Grid(plan, nodes)


def kept_stretches(grid: Grid, rng: np.random.Generator) -> set[tuple[Cell, Cell]]:
    """Neighbouring pairs of cells with a street between: a few are missing, never cutting anything off."""
    pairs = [
        (cell, (cell[0] + di, cell[1] + dj))
        for cell in grid.nodes
        for di, dj in ((1, 0), (0, 1))
        if (cell[0] + di, cell[1] + dj) in grid.nodes
    ]
    kept, degree = set(pairs), dict.fromkeys(grid.nodes, 0)
    for a, b in pairs:
        degree[a] += 1
        degree[b] += 1
    for index in rng.permutation(len(pairs)):
        a, b = pairs[index]
        arterial = grid.plan.arterial_every and _on_arterial(grid.plan, a, b)
        if rng.random() < grid.plan.missing and not arterial and min(degree[a], degree[b]) > 2:
            trial = kept - {(a, b)}
            if _joined(trial, a, b):
                kept = trial
                degree[a] -= 1
                degree[b] -= 1
    return kept


def runs(grid: Grid, kept: set[tuple[Cell, Cell]], *, eastward: bool) -> list[tuple[int, list[Cell]]]:
    """Unbroken runs of streets: (row or column, its cells in order)."""
    step = (1, 0) if eastward else (0, 1)
    lines = range(grid.plan.rows if eastward else grid.plan.columns)
    length = grid.plan.columns if eastward else grid.plan.rows
    found: list[tuple[int, list[Cell]]] = []
    for line in lines:
        run: list[Cell] = []
        for along in range(length):
            cell = (along, line) if eastward else (line, along)
            onward = (cell[0] + step[0], cell[1] + step[1])
            run = run or [cell]
            if (cell, onward) in kept:
                run.append(onward)
            else:
                if len(run) > 1:
                    found.append((line, run))
                run = []
    return found


def _lines(count: int, spacing: float, rng: np.random.Generator) -> Floats:
    gaps = spacing * rng.uniform(0.75, 1.3, count - 1)
    lines = np.concatenate([[0.0], np.cumsum(gaps)])
    middle: Floats = lines - lines[-1] / 2
    return middle


def _wander(plan: Plan, rng: np.random.Generator) -> float:
    return float(rng.normal(0.0, plan.jitter * plan.spacing * 0.6))


def _on_arterial(plan: Plan, a: Cell, b: Cell) -> bool:
    line = a[1] if a[1] == b[1] else a[0]
    return line % plan.arterial_every == plan.arterial_every // 2


def _joined(kept: set[tuple[Cell, Cell]], a: Cell, b: Cell) -> bool:
    near: dict[Cell, list[Cell]] = {}
    for one, other in kept:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    seen, front = {a}, [a]
    while front:
        for cell in near.get(front.pop(), []):
            if cell not in seen:
                seen.add(cell)
                front.append(cell)
    return b in seen
