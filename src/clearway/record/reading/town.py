"""What is known of the town: places, facilities, sensors, days, infections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import cos, radians

from django.db import connection
from django.db.models import Count, Max, Min

from clearway.core.days import CalendarDay, DayKind
from clearway.core.epidemic import InfectionCount
from clearway.core.facilities import REGISTERED, Facility
from clearway.core.places import Level, Place, PlaceKind, Point, distance_m, region_level
from clearway.core.sensors import SensorLink
from clearway.core.words import Bilingual
from clearway.record.held import Held
from clearway.record.models import CalendarRow, FacilityRow, InfectionRow, LoadRow, PlaceRow, SensorRow
from clearway.record.reading.rebuild import facility_of, place_of

_DIGITS = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9, Level.COMMUNITY: 12}
_LIVED_IN = (PlaceKind.COMMUNITY, PlaceKind.VILLAGE, PlaceKind.COMPOUND)


def code_prefix(region: str) -> str:
    """How the codes of all places in ``region`` begin: SQL's form of ``core.places.covers``."""
    return region if "-" in region else region[: _DIGITS[region_level(region)]]


def places(within: str | None = None) -> tuple[Place, ...]:
    """Places, by code; of a region, where one is given."""
    rows = PlaceRow.objects.order_by("code")
    return tuple(place_of(row) for row in (rows.filter(code__startswith=code_prefix(within)) if within else rows))


def place_exists(code: str) -> bool:
    """Whether a place with this code is loaded; where none is loaded at all, any may be. Asked for every report that
    comes in: without the ORM, and held for a moment (``record.held``)."""
    return _EXISTS(code)


def _exists(code: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM record_placerow WHERE code = %s", [code])
        if cursor.fetchone():
            return True
        cursor.execute("SELECT 1 FROM record_placerow LIMIT 1")
        return cursor.fetchone() is None


_EXISTS = Held(_exists)


def places_version() -> tuple[object, ...]:
    """Differs whenever places were loaded: what is made from them is made anew then."""
    load = LoadRow.objects.filter(feed="places").values_list("loaded_at", "digest").first()
    return (*PlaceRow.objects.aggregate(Count("code"), Max("code"), Min("code")).values(), load)


def facilities(*, registered: bool = False) -> tuple[Facility, ...]:
    """All facilities people want to reach, by kind and name; with ``registered`` shops, farms and firms too."""
    rows = FacilityRow.objects.order_by("kind", "key")
    rows = rows if registered else rows.exclude(kind__in=[kind.value for kind in REGISTERED])
    return tuple(facility_of(row) for row in rows)


def sensors() -> tuple[SensorLink, ...]:
    """All counting sensors, by link."""
    return tuple(
        SensorLink(
            link=row.link,
            point=Point(row.lat, row.lon),
            from_node=row.from_node,
            to_node=row.to_node,
            osm_way=row.osm_way,
            link_class=row.link_class,
        )
        for row in SensorRow.objects.order_by("link")
    )


def calendar() -> tuple[CalendarDay, ...]:
    """All days that differ, by day."""
    return tuple(
        CalendarDay(day=row.day, kind=DayKind(row.kind), name=row.name, link_class=row.link_class)
        for row in CalendarRow.objects.order_by("day", "key")
    )


def infections(since: date | None = None, until: date | None = None) -> Iterator[InfectionCount]:
    """Counts by place and local day, both ends included; days without a count are absent, never zero."""
    rows = InfectionRow.objects.order_by("place_code", "on")
    rows = rows.filter(on__gte=since) if since else rows
    rows = rows.filter(on__lte=until) if until else rows
    for row in rows.iterator(5_000):
        yield InfectionCount(
            place_code=row.place_code,
            on=row.on,
            infections=row.infections,
            outside_isolation=row.outside_isolation,
            tests=row.tests,
            contacts=row.contacts,
            contacts_reached=row.contacts_reached,
        )


def place(code: str) -> Place | None:
    """One place."""
    row = PlaceRow.objects.filter(code=code).first()
    return place_of(row) if row else None


def place_name(code: str | None) -> Bilingual:
    """What to call a place: its name, or its code where it is not loaded."""
    known = place(code) if code else None
    word = known.name if known else code
    return Bilingual(word, word) if word else Bilingual("未知地点", "an unknown place")


def nearest_place(point: Point, within_m: float = 2_000.0) -> str | None:
    """The code of the nearest place at or below the community, no farther than ``within_m`` metres."""
    lat_span = within_m / 111_000
    lon_span = lat_span / max(0.05, cos(radians(point.lat)))
    near = PlaceRow.objects.filter(
        kind__in=[kind.value for kind in _LIVED_IN],
        lat__range=(point.lat - lat_span, point.lat + lat_span),
        lon__range=(point.lon - lon_span, point.lon + lon_span),
    ).values_list("code", "lat", "lon")
    ways = sorted((distance_m(point, Point(float(lat or 0), float(lon or 0))), code) for code, lat, lon in near)
    return ways[0][1] if ways and ways[0][0] <= within_m else None
