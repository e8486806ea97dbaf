"""Who comes into the county from its neighbours, and how many people share each stair: as offices count them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from clearway.core.places import Place, PlaceKind
from clearway.world.spot import COUNTY
from clearway.world.tables import write_table

_DAYS, _COUNTED = 21, 0.8
#: Neighbours: code, travellers on a usual day per 1,000 people here, share infected there (with its ends).
_NEIGHBOURS = (
    (f"{int(COUNTY[0][:6]) + 1}000000", 9.0, (0.0001, 0.0002, 0.0005)),
    (f"{int(COUNTY[0][:6]) + 2}000000", 4.0, (0.0002, 0.0005, 0.0012)),
)


def write_travel(folder: Path, places: list[Place], last: date, rng: np.random.Generator) -> None:
    """``mobility.csv`` of the three weeks up to ``last`` and ``stairs.csv``; some units were never counted."""
    people = sum(place.population or 0 for place in places if place.kind is PlaceKind.TOWNSHIP)
    write_table(
        folder / "mobility.csv",
        ("origin", "place_code", "on", "travellers", "prevalence", "prevalence_low", "prevalence_high"),
        _coming(people, last, rng),
    )
    write_table(folder / "stairs.csv", ("place_code", "stairs", "residents", "on"), _stairs(places, last, rng))


def _coming(people: int, last: date, rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    for origin, per_thousand, (low, middle, high) in _NEIGHBOURS:
        for back in reversed(range(_DAYS)):
            day = last - timedelta(days=back)
            usual = people / 1000 * per_thousand * (1.3 if day.weekday() >= 5 else 1.0)
            yield origin, COUNTY[0], day, int(rng.poisson(usual)), middle, low, high


def _stairs(places: list[Place], last: date, rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    for place in places:
        if place.kind is PlaceKind.UNIT and place.population and rng.random() < _COUNTED:
            yield place.code, 1, place.population, last - timedelta(days=int(rng.integers(20, 200)))
