"""Compiles every kernel once, with the types production uses, so that nobody waits at the first question."""

from __future__ import annotations

import numpy as np


def warm() -> None:
    """Grow a small forest, close a link in it, and score it."""
    from clearway.roads.generated import generated_town
    from clearway.roads.legs import Change, Leg
    from clearway.roads.scoring import score_leg

    town = generated_town(12)
    arcs = 2 * (int(town.link.max()) + 1)
    for towards in (True, False):
        leg = Leg.grow(town, np.array([0, 40]), towards=towards, arcs=arcs)
        leg.touched(Change.closing(np.array([0, 1], np.int32)))
        score_leg(leg, np.ones(town.nodes))
        leg.tallies(np.array([0, 2]), np.array([0, 1], np.int32), np.ones(town.nodes))
