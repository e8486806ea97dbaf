"""Ways over several arcs that are forbidden as a whole, as one array of whole numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Arcs one after another.
Path = tuple[int, ...]


def read_paths(paths: NDArray[np.int32]) -> list[tuple[int, Path]]:
    """``turns.Forbidden.paths`` apart again: bit mask of modes, and arcs."""
    told, found, at = paths.tolist(), [], 0
    while at < len(told):
        stop = at + 2 + told[at + 1]
        found.append((told[at], tuple(told[at + 2 : stop])))
        at = stop
    return found
