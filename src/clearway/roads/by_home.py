"""A what-if told by home and by H3 cell: seconds before and after, who is cut off, who was before, by age.

H3: Uber's hierarchical hexagons; resolution 9 is about 0.1 km². An infinity is in no average.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import h3
import numpy as np
from numpy.typing import NDArray

from clearway.roads.modes import MODES, Mode
from clearway.roads.network import Network
from clearway.roads.whatif import WhatIf

RESOLUTION = 9
Columns = Mapping[str, Any]


def by_building(network: Network, mode: Mode, answer: WhatIf) -> Columns:
    """One row a home, in the network's order: ``lat, lon, people, age60, before_ms, after_ms``.

    ``age60`` is empty where ages are unknown; times are empty where there is no way, or no road near the home.
    """
    homes, (before, after) = network.homes, _times(network, mode, answer)
    return {
        "home": np.arange(len(homes.people)),
        "lat": homes.lat,
        "lon": homes.lon,
        "people": homes.people,
        "age60": np.ma.masked_array(homes.age60, mask=not homes.ages_known),
        "before_ms": before,
        "after_ms": after,
    }


def by_cell(network: Network, mode: Mode, answer: WhatIf, resolution: int = RESOLUTION) -> Columns:
    """One row an inhabited cell, by its name.

    ``unreachable_before``, ``cut_off`` (newly) and ``delayed`` are people; ``before_ms`` and ``after_ms`` are means
    over the people who get there both before and after (empty where nobody does).
    """
    homes, (before, after) = network.homes, _times(network, mode, answer)
    names = np.array([h3.latlng_to_cell(*place, resolution) for place in zip(homes.lat, homes.lon, strict=True)], str)
    cells, cell = np.unique(names, return_inverse=True)
    never, gone = np.ma.getmaskarray(before), np.ma.getmaskarray(after)
    cut, still = ~never & gone, ~never & ~gone
    added = np.where(still, after.filled(0) - before.filled(0), 0)
    worst = np.zeros(len(cells), np.int64)
    np.maximum.at(worst, cell, added)

    def total(weights: NDArray[Any]) -> NDArray[np.float64]:
        return np.bincount(cell, weights, len(cells)).astype(np.float64)

    middles = [h3.cell_to_latlng(name) for name in cells.tolist()]
    there = total(homes.people * still)
    unknown = not homes.ages_known
    return {
        "cell": cells,
        "lat": np.round([middle[0] for middle in middles], 7),
        "lon": np.round([middle[1] for middle in middles], 7),
        "people": total(homes.people),
        "age60": np.ma.masked_array(total(homes.age60), mask=unknown),
        "unreachable_before": total(homes.people * never),
        "cut_off": total(homes.people * cut),
        "cut_off_age60": np.ma.masked_array(total(homes.age60 * cut), mask=unknown),
        "delayed": total(homes.people * (added > 0)),
        "before_ms": _mean(total(homes.people * before.filled(0) * still), there),
        "after_ms": _mean(total(homes.people * after.filled(0) * still), there),
        "worst_added_ms": worst,
    }


def _times(network: Network, mode: Mode, answer: WhatIf) -> tuple[Any, Any]:
    vertex = network.homes.vertex[MODES.index(mode)]
    far, at = vertex < 0, np.maximum(vertex, 0)
    return np.ma.masked_where(far, answer.before[at]), np.ma.masked_where(far, answer.after[at])


def _mean(total: NDArray[np.float64], people: NDArray[np.float64]) -> Any:
    return np.ma.masked_where(people == 0, np.round(total / np.where(people == 0, 1, people)))
