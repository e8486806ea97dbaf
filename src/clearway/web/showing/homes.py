"""Places a resident can choose from, grouped by the larger place they lie in."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.places import parent_code
from clearway.record.models import PlaceRow

KINDS = ("compound", "village", "community")
#: A list nobody scrolls through: beyond this the map serves.
MOST = 1_500


@dataclass(frozen=True, slots=True)
class Area:
    """A larger place with ``(code, name)`` of those in it."""

    name: str
    homes: tuple[tuple[str, str], ...]


def homes_by_area() -> list[Area]:
    """Compounds, villages and communities by community or township, in order of their codes."""
    rows = list(PlaceRow.objects.filter(kind__in=KINDS).order_by("code").values_list("code", "name")[:MOST])
    names = dict(PlaceRow.objects.filter(code__in={parent_code(code) for code, _ in rows}).values_list("code", "name"))
    areas: dict[str, list[tuple[str, str]]] = {}
    for code, name in rows:
        areas.setdefault(names.get(parent_code(code) or "", ""), []).append((code, name))
    return [Area(name, tuple(homes)) for name, homes in areas.items()]
