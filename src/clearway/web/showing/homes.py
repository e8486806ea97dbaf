"""Places a resident can choose from, grouped by the larger place they lie in."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.places import parent_code
from clearway.record.models import PlaceRow

KINDS = ("compound", "village", "community")
#: A list nobody scrolls through: beyond this the map serves.
MOST = 1_500


@dataclass(frozen=True, slots=True)
class Home:
    """A place one can choose; ``lat`` and ``lon`` None where nobody told where it is."""

    code: str
    name: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Area:
    """A larger place with those in it."""

    name: str
    homes: tuple[Home, ...]


def homes_by_area() -> list[Area]:
    """Compounds, villages and communities by community or township, in order of their codes."""
    rows = PlaceRow.objects.filter(kind__in=KINDS).order_by("code").values_list("code", "name", "lat", "lon")
    homes = [Home(*row) for row in rows[:MOST]]
    above = PlaceRow.objects.filter(code__in={parent_code(home.code) for home in homes})
    names = dict(above.values_list("code", "name"))
    areas: dict[str, list[Home]] = {}
    for home in homes:
        areas.setdefault(names.get(parent_code(home.code) or "", ""), []).append(home)
    return [Area(name, tuple(inside)) for name, inside in areas.items()]
