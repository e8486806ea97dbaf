"""Houses of villages and of old streets: small residential buildings beside the lanes."""

from __future__ import annotations

import numpy as np

from clearway.world.drawing import Drawing
from clearway.world.settlements import Land
from clearway.world.spot import stream

_VILLAGE_HOUSES, _STREET_HOUSES = 26, 7


def draw_houses(land: Land, seed: int) -> None:
    """Houses round village corners, and within blocks that are no compound."""
    rng = stream(seed, 4)
    for village in land.villages:
        corners = sorted(village.grid.nodes.values()) if village.grid else []
        for index in rng.integers(0, len(corners), _VILLAGE_HOUSES):
            corner = np.array(land.drawing.at(corners[int(index)]))
            east, north = corner + rng.choice([-1, 1], 2) * rng.uniform(14, 38, 2)
            _draw_house(land.drawing, east, north, rng, {"building": "house"})
    for grid, block, _ in land.free_blocks:
        frame = np.array([land.drawing.at(corner) for corner in grid.corners(block)])
        for _ in range(_STREET_HOUSES):
            weights = rng.dirichlet([2.0] * 4)
            east, north = weights @ frame
            _draw_house(land.drawing, east, north, rng, {"building": "residential", "building:levels": "3"})


def _draw_house(drawing: Drawing, east: float, north: float, rng: np.random.Generator, tags: dict[str, str]) -> None:
    wide, deep = rng.uniform(9, 16), rng.uniform(7, 11)
    drawing.area([drawing.node(east + x * wide, north + y * deep) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))], tags)
