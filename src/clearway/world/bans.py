"""No left turns from some side streets onto arterials; as OpenStreetMap asks, both ways of a ban end at its node."""

from __future__ import annotations

import numpy as np

from clearway.world.drawing import Drawing, TurnBan
from clearway.world.grids import Grid
from clearway.world.spot import stream

_HOW_MANY = 6


def ban_turns(drawing: Drawing, grid: Grid, seed: int) -> None:
    """Ban a few left turns in a town; arterials are cut in two where one is banned. Ways keep their index."""
    rng = stream(seed, 13)
    cells, cut = sorted(grid.nodes), set[int]()
    for index in rng.permutation(len(cells)):
        here = grid.nodes[cells[index]]
        over = [way for way, drawn in enumerate(drawing.ways) if here in drawn.nodes]
        sides = [way for way in over if _leads_to(drawing, way, here)]
        mains = [way for way in over if way not in cut and _passes(drawing, way, here)]
        if sides and mains:
            cut |= {mains[0], len(drawing.ways)}
            drawing.bans.append(_ban_left(drawing, sides[0], here, mains[0]))
        if len(drawing.bans) == _HOW_MANY:
            return


def _leads_to(drawing: Drawing, way: int, node: int) -> bool:
    """Whether a side street ends at the node and may be driven towards it."""
    drawn = drawing.ways[way]
    ends = drawn.nodes[-1:] if drawn.tags.get("oneway") == "yes" else [drawn.nodes[0], drawn.nodes[-1]]
    return drawn.tags["highway"] in ("tertiary", "residential") and node in ends


def _passes(drawing: Drawing, way: int, node: int) -> bool:
    """Whether an arterial runs through the node, rather than ending there."""
    drawn = drawing.ways[way]
    return drawn.tags["highway"] in ("primary", "secondary") and node in drawn.nodes[1:-1]


def _ban_left(drawing: Drawing, side: int, here: int, main: int) -> TurnBan:
    """Of the two halves of the arterial, the one that lies to the left as one comes from the side street."""
    nodes = drawing.ways[main].nodes
    cut = nodes.index(here)
    street = drawing.ways[side].nodes
    coming, ahead = street[-2] if street[-1] == here else street[1], nodes[cut + 1]
    second = drawing.split(main, cut)
    return TurnBan(side, here, second if _left_of(drawing, coming, here, ahead) else main, "no_left_turn")


def _left_of(drawing: Drawing, coming: int, here: int, ahead: int) -> bool:
    (x0, y0), (x1, y1), (x2, y2) = (np.array(drawing.at(node)) for node in (coming, here, ahead))
    return bool((x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1) > 0)
