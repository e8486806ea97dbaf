"""What the county's offices hold, counted by hand, and its money: some places never counted, as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from clearway.core.places import Place, PlaceKind
from clearway.world.spot import COUNTY
from clearway.world.tables import write_table

_COUNTED = 0.85
#: Item → the most a place of that kind holds; the county's own store holds a reserve.
_TOWNSHIP = {"epidemiologist": 2, "test_device": 2, "worker": 14, "protective_kit": 400, "barrier_set": 20}
_VILLAGE = {"liaison": 1, "barrier_set": 24, "emergency_light": 12, "worker": 6, "protective_kit": 200}
_RESERVE = {"barrier_set": 160, "emergency_light": 90, "test_device": 6, "protective_kit": 4_000}


def write_stores(folder: Path, places: list[Place], on: date, rng: np.random.Generator) -> None:
    """``stock.csv`` and ``budget.csv`` counted on ``on``."""
    write_table(folder / "stock.csv", ("place_code", "item", "quantity", "on"), _stock(places, on, rng))
    people = sum(place.population or 0 for place in places if place.kind is PlaceKind.TOWNSHIP)
    write_table(
        folder / "budget.csv",
        ("id", "title", "form", "place_code", "year", "planned", "revenue"),
        (
            (f"F-{on.year}-1", "疫情防控风险基金", "risk", COUNTY[0], on.year, people * 8, None),
            (f"F-{on.year}-2", "防疫物资周转金", "revolving", COUNTY[0], on.year, 300_000, None),
            (f"F-{on.year}-3", "应急通道改造", "budget", COUNTY[0], on.year, 1_600_000, people * 1_900),
        ),
    )


def _stock(places: list[Place], on: date, rng: np.random.Generator) -> Iterator[tuple[str, str, int, date]]:
    for place in places:
        for item, most in _kinds(place).items():
            if place.kind is PlaceKind.COUNTY:
                yield place.code, item, most, on
            elif rng.random() < _COUNTED:
                yield place.code, item, int(rng.integers(0, most + 1)), on


def _kinds(place: Place) -> dict[str, int]:
    if place.kind is PlaceKind.COUNTY:
        return _RESERVE
    if place.kind is PlaceKind.TOWNSHIP:
        return _TOWNSHIP
    return _VILLAGE if place.kind in (PlaceKind.COMMUNITY, PlaceKind.VILLAGE) else {}
