"""Addresses of questions about the roads, below ``/roads/``."""

from __future__ import annotations

from django.urls import path

from clearway.web.pages.critical import critical, critical_geojson
from clearway.web.pages.whatif import whatif, whatif_page, whatif_part
from clearway.web.pages.zones import zones, zones_page, zones_part

urlpatterns = [
    path("critical/", critical, name="roads_critical"),
    path("critical.geojson", critical_geojson, name="roads_critical_geojson"),
    path("whatif", whatif, name="roads_whatif"),
    path("whatif/", whatif_page, name="roads_whatif_page"),
    path("whatif/part", whatif_part, name="roads_whatif_part"),
    path("zones", zones, name="roads_zones"),
    path("zones/", zones_page, name="roads_zones_page"),
    path("zones/part", zones_part, name="roads_zones_part"),
]
