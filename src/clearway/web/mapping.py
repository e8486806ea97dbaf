"""What a map on a page is told: addresses of its tiles, where to look, its worker."""

from __future__ import annotations

from dataclasses import dataclass

from django.templatetags.static import static
from django.utils import timezone

from clearway.web.basefile import base_version
from clearway.web.county import is_demo
from clearway.web.showing.bounds import as_attribute, bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """Data attributes of ``#map``; ``focus`` is ``lon,lat`` or empty."""

    base: str
    live: str
    worker: str
    bounds: str
    focus: str
    simulated: bool


def map_settings(lat: float | None = None, lon: float | None = None) -> MapSettings:
    """A map of the county, or looking at a point."""
    version = base_version()
    return MapSettings(
        base=f"/tiles/base.pmtiles?v={version}" if version else "",
        live="/tiles/live/{z}/{x}/{y}.pbf",
        worker=static("built/map-worker.mjs"),
        bounds=as_attribute(bounds(timezone.now())),
        simulated=is_demo(),
        focus="" if lat is None or lon is None else f"{lon:.6f},{lat:.6f}",
    )
