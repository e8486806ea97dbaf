"""``clearway bench grade``: grading before and evaluating after, each against what its design page asks."""

from __future__ import annotations

from clearway.core.figures import Figure
from clearway.environment import read_environment
from clearway.evaluate import bench as after
from clearway.law.load import load_rulebook
from clearway.warn.grading import bench as before


def bench(*, quick: bool) -> list[Figure]:
    """Figures of grading, R_t and evaluation; ``quick`` draws a tenth of the cases."""
    return [*before.figures(load_rulebook(), quick=quick), *after.figures(read_environment().shared_data, quick=quick)]
