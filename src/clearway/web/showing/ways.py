"""What a gate or way is called on a page: by its name, else by its number; and the place it lies near."""

from __future__ import annotations

from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.loop.neighbourhood import Neighbourhood
from clearway.record import reading
from clearway.roads.network import LinkShape

_GATE = Bilingual("出入口", "Gate")
_UNNAMED = Bilingual("无名道路", "Unnamed way")


def way_title(shape: LinkShape, *, gate: bool) -> Bilingual:
    """What a way is called; its number where it has no name."""
    if gate:
        return Bilingual(f"{_GATE.zh} {shape.link}", f"{_GATE.en} {shape.link}")
    if not shape.name:
        return Bilingual(f"{_UNNAMED.zh} {shape.link}", f"{_UNNAMED.en} {shape.link}")
    return Bilingual(shape.name, shape.name)


class Naming:
    """Names of ways with the place they lie near, the places read once."""

    def __init__(self) -> None:
        self._places = Neighbourhood({place.code: place for place in reading.places()})

    def near(self, shape: LinkShape) -> str:
        """The compound, village or community nearest to the middle of the way; empty where none is in reach."""
        lon, lat = shape.line[len(shape.line) // 2].tolist()
        point = Point(lat, lon)
        home = self._places.nearest(point)
        return "" if home is None else self._places.name_of(home.code, point).zh
