"""What the standards ask of each place, and what is missing there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from clearway.core.places import Place, PlaceKind, covers
from clearway.core.resources import Gap, Held, Item
from clearway.core.rules import Rulebook

STANDARDS = "duty.standards"
_VILLAGES = frozenset({PlaceKind.VILLAGE, PlaceKind.COMMUNITY})
#: What the rule calls it → the item, and the kinds of place it is asked of (村居 are villages and communities alike).
_ASKED: Mapping[str, tuple[Item, frozenset[PlaceKind]]] = {
    "epidemiology_staff_per_township": (Item.EPIDEMIOLOGIST, frozenset({PlaceKind.TOWNSHIP})),
    "liaison_per_village": (Item.LIAISON, _VILLAGES),
    "barrier_sets_per_village": (Item.BARRIER_SET, _VILLAGES),
    "emergency_lights_per_village": (Item.EMERGENCY_LIGHT, _VILLAGES),
    "test_devices_per_township_clinic": (Item.TEST_DEVICE, frozenset({PlaceKind.TOWNSHIP})),
}
_KIT_DAYS = "protective_stock_days_per_worker"
_WITH_WORKERS = _VILLAGES | {PlaceKind.TOWNSHIP}


def gaps(
    places: Iterable[Place], held: Iterable[Held], *, rulebook: Rulebook, on: date, region: str
) -> tuple[Gap, ...]:
    """Every place of ``region`` that a standard speaks of, by place and item.

    Protective kits are needed for the workers a place was counted to have; where nobody counted them the need is
    None, as is the stock of a place nobody counted.
    """
    standard = rulebook.value(STANDARDS, on) or {}
    stock = {(one.place_code, one.item): one.quantity for one in held}
    inside = sorted((place for place in places if covers(region, place.code)), key=lambda place: place.code)
    return tuple(gap for place in inside for gap in _of_place(place, stock, standard))


def _of_place(place: Place, stock: Mapping[tuple[str, Item], int], standard: Mapping[str, int]) -> list[Gap]:
    found = [
        Gap(place_code=place.code, item=item, needed=standard[name], held=stock.get((place.code, item)))
        for name, (item, kinds) in _ASKED.items()
        if place.kind in kinds and name in standard
    ]
    if place.kind in _WITH_WORKERS and _KIT_DAYS in standard:
        workers, kit = stock.get((place.code, Item.WORKER)), Item.PROTECTIVE_KIT
        needed = None if workers is None else workers * standard[_KIT_DAYS]
        found.append(Gap(place_code=place.code, item=kit, needed=needed, held=stock.get((place.code, kit))))
    return found
