"""New places after the roads: the people of every network are settled anew, and its layers built again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.loop.draw_map import network_folders
from clearway.loop.keep_roads import ORIGIN, fingerprint
from clearway.record import reading
from clearway.roads.layers import build_layers, keep_layers
from clearway.roads.network import Network
from clearway.roads.people import smallest_populated
from clearway.roads.refusals import FarFromRoads, NoFacilities
from clearway.roads.settling import resettle


def resettle_roads(home: Path, progress: Callable[[int], None] = lambda steps: None) -> tuple[Bilingual, ...]:
    """Settle the loaded places on every network of ``home`` that carries others; says what was done.

    A network none of the places lies near keeps the people it has. ``progress`` is called with 1 a network.
    """
    places, notes = reading.places(), list[Bilingual]()
    if not smallest_populated(places):
        return ()
    told = fingerprint(places)
    for folder in network_folders(home):
        origin = _origin(folder)
        if origin.get("places") != told and (note := _settled(folder, places)):
            notes.append(note)
            (folder / ORIGIN).write_text(json.dumps({**origin, "places": told}), encoding="utf-8")
        progress(1)
    return tuple(notes)


def _settled(folder: Path, places: Sequence[Place]) -> Bilingual | None:
    network = Network.open(folder)
    try:
        anew = resettle(network, places)
    except FarFromRoads:
        return None
    saved = anew.save(folder)
    with suppress(NoFacilities):
        keep_layers(saved, build_layers(saved))
    people = f"{saved.homes.people.sum():,.0f}"
    return Bilingual(
        f"路网 {saved.name}：已按新地点重新安置 {people} 人并重建图层",
        f"roads {saved.name}: {people} people settled anew, layers built again",
    )


def _origin(folder: Path) -> dict[str, object]:
    try:
        origin = json.loads((folder / ORIGIN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return origin if isinstance(origin, dict) else {}
