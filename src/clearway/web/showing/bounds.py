"""Where a map looks first: the places of the county, else the base map, else nowhere."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max, Min

from clearway.record.models import FacilityRow, PlaceRow
from clearway.record.reading import code_prefix
from clearway.web.basefile import base_box

Box = tuple[float, float, float, float]


def bounds() -> Box | None:
    """West, south, east, north in degrees; None where nothing is known yet."""
    county = settings.ENVIRONMENT.county
    places = PlaceRow.objects.filter(lat__isnull=False)
    box = _box(places.filter(code__startswith=code_prefix(county)) if county else places)
    return box or base_box() or _box(FacilityRow.objects.all())


def as_attribute(box: Box | None) -> str:
    """The box as the map's data attribute."""
    return ",".join(f"{value:.5f}" for value in box) if box else ""


def _box(rows: object) -> Box | None:
    found = rows.aggregate(w=Min("lon"), s=Min("lat"), e=Max("lon"), n=Max("lat"))  # type: ignore[attr-defined]
    if found["w"] is None:
        return None
    margin = 0.004
    return found["w"] - margin, found["s"] - margin, found["e"] + margin, found["n"] + margin
