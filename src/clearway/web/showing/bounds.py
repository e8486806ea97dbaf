"""Where a map looks first: at the closures that stand, else the county, else the base map, else nowhere."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Max, Min

from clearway.record.models import FacilityRow, PlaceRow
from clearway.record.reading import code_prefix, standing_rows
from clearway.web.basefile import base_box

Box = tuple[float, float, float, float]
#: Degrees a first view spans at least.
LEAST = 0.06


def bounds(at: datetime) -> Box | None:
    """West, south, east, north in degrees: round the closures found, else the county, else what is loaded."""
    standing = _box(standing_rows(at, registered=False))
    if standing is not None:
        return _at_least(standing)
    county = settings.ENVIRONMENT.county
    places = PlaceRow.objects.filter(lat__isnull=False)
    box = _box(places.filter(code__startswith=code_prefix(county)) if county else places)
    return box or base_box() or _box(FacilityRow.objects.all())


def as_attribute(box: Box | None) -> str:
    """The box as the map's data attribute."""
    return ",".join(f"{value:.5f}" for value in box) if box else ""


def _at_least(box: Box) -> Box:
    """The box, no narrower than a town: one closure alone must not fill the map."""
    west, south, east, north = box
    wide, high = max(0.0, LEAST - (east - west)) / 2, max(0.0, LEAST - (north - south)) / 2
    return west - wide, south - high, east + wide, north + high


def _box(rows: object) -> Box | None:
    found = rows.aggregate(w=Min("lon"), s=Min("lat"), e=Max("lon"), n=Max("lat"))  # type: ignore[attr-defined]
    if found["w"] is None:
        return None
    margin = 0.004
    return found["w"] - margin, found["s"] - margin, found["e"] + margin, found["n"] + margin
