"""Places, facilities and sensors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from clearway.core.events import FeedLoaded
from clearway.core.facilities import Facility, told_twice
from clearway.core.people import Actor
from clearway.core.places import Place
from clearway.core.sensors import SensorLink
from clearway.record.columns import Columns
from clearway.record.feeds.content import Shape, store
from clearway.record.models import FacilityRow, PlaceRow, SensorRow
from clearway.record.reading.rebuild import facility_of


def store_places(places: Iterable[Place], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Places, known by their code."""
    return store(places, _PLACES, load=load, by=by, at=at)


def store_facilities(facilities: Iterable[Facility], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Facilities, known by kind, name and first entrance.

    One that another source has told already (same kind and name, within 150 m) is left as it is: unchanged.
    """
    known = defaultdict(list)
    for row in FacilityRow.objects.all():
        known[row.kind, row.name].append(facility_of(row))
    given = list(facilities)
    fresh = [one for one in given if not told_twice(one, known[one.kind.value, one.name])]
    return store(fresh, _FACILITIES, load=load, by=by, at=at, already=len(given) - len(fresh))


def store_sensors(sensors: Iterable[SensorLink], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Counting sensors, known by their link."""
    return store(sensors, _SENSORS, load=load, by=by, at=at)


def _place(place: Place) -> Columns:
    return {
        "parent": place.parent,
        "kind": place.kind.value,
        "name": place.name,
        "population": place.population,
        "age60": place.age60,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
    }


def _facility_key(facility: Facility) -> str:
    first = facility.entrances[0]
    return f"{facility.kind.value}|{facility.name}|{first.lat:.5f},{first.lon:.5f}"


def _facility(facility: Facility) -> Columns:
    return {
        "kind": facility.kind.value,
        "name": facility.name,
        "lat": facility.entrances[0].lat,
        "lon": facility.entrances[0].lon,
        "entrances": [[point.lat, point.lon] for point in facility.entrances],
        "capacity": facility.capacity,
        "source": facility.source,
    }


def _sensor(sensor: SensorLink) -> Columns:
    return {
        "lat": sensor.point.lat,
        "lon": sensor.point.lon,
        "from_node": sensor.from_node,
        "to_node": sensor.to_node,
        "osm_way": sensor.osm_way,
        "link_class": sensor.link_class,
    }


_PLACES: Shape[Place] = Shape(model=PlaceRow, key="code", key_of=lambda place: place.code, columns=_place)
_FACILITIES: Shape[Facility] = Shape(model=FacilityRow, key="key", key_of=_facility_key, columns=_facility)
_SENSORS: Shape[SensorLink] = Shape(model=SensorRow, key="link", key_of=lambda sensor: sensor.link, columns=_sensor)
