"""``wzdx.geojson``: Work Zone Data Exchange 4.2. A closure is a work zone with all lanes closed, for route planners.

One road event a closed stretch, a MultiPoint where it is a gate; a closure whose stretches nobody knows is a MultiPoint
at its point, one without a point cannot be told here. Times in UTC, positions lon,lat. What is over is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from clearway.core.measures import MeasureKind
from clearway.core.moments import utc
from clearway.publish.datapackage import LICENSE
from clearway.publish.geojson import as_json
from clearway.publish.geometry import position, positions
from clearway.publish.published import Edition, Published, Stretch
from clearway.publish.telling import UNKNOWN_END

MEDIA_TYPE = "application/geo+json"
VERSION = "4.2"
#: A closure without a known end is said to stand at least so long yet; said anew every day.
STANDS_ON = timedelta(days=7)
_UPDATED_EVERY_S = 60


def wzdx(edition: Edition) -> bytes:
    """The WorkZoneFeed."""
    source = f"{edition.source}-measures"
    return as_json(
        {
            "feed_info": _info(edition, source),
            "type": "FeatureCollection",
            "features": [event for item in edition.standing for event in _events(item, edition, source)],
        }
    )


def _info(edition: Edition, source: str) -> dict[str, Any]:
    updated = _instant(edition.updated)
    named = {"data_source_id": source, "organization_name": "Clearway 通途", "update_date": updated}
    return {
        "publisher": "Clearway 通途",
        "version": VERSION,
        "license": LICENSE,
        "update_date": updated,
        "update_frequency": _UPDATED_EVERY_S,
        "data_sources": [named],
    }


def _events(item: Published, edition: Edition, source: str) -> Iterator[dict[str, Any]]:
    if item.stretches:
        first = f"{item.slug}.{item.stretches[0].link}"
        for stretch in item.stretches:
            name = f"{item.slug}.{stretch.link}"
            related = [] if name == first else [{"type": "related-work-zone", "id": first}]
            yield _event(name, item, edition, _core(item, source, stretch, related), _drawn(stretch))
    elif item.point:
        yield _event(item.slug, item, edition, _core(item, source, None, []), _spot(position(item.point)))


def _drawn(stretch: Stretch) -> dict[str, Any]:
    if stretch.is_spot:
        return _spot(positions(stretch.line)[0])
    return {"type": "LineString", "coordinates": positions(stretch.line)}


def _spot(place: list[float]) -> dict[str, Any]:
    """Begin and end in one place: the schema has no point."""
    return {"type": "MultiPoint", "coordinates": [place, place]}


def _core(item: Published, source: str, stretch: Stretch | None, related: list[dict[str, str]]) -> dict[str, Any]:
    where = stretch.name if stretch and stretch.name else item.place.zh
    core: dict[str, Any] = {
        "event_type": "work-zone",
        "data_source_id": source,
        "road_names": [where],
        "direction": "undefined",
        "name": item.number,
        "description": _description(item),
        "creation_date": _instant(item.changes[0].at),
        "update_date": _instant(item.changes[-1].at),
    }
    return core | ({"related_road_events": related} if related else {})


def _event(
    name: str, item: Published, edition: Edition, core: dict[str, Any], geometry: dict[str, Any]
) -> dict[str, Any]:
    measure, found = item.measure, not item.measure.registered
    properties = {
        "core_details": core,
        "start_date": _instant(measure.starts_at),
        "end_date": _instant(measure.ends_at or _at_least_until(item, edition.at)),
        "is_start_date_verified": found,
        "is_end_date_verified": False,
        "is_start_position_verified": False,
        "is_end_position_verified": False,
        "work_zone_type": "static",
        "location_method": "other" if item.stretches else "unknown",
        "vehicle_impact": _impact(item),
    }
    return {"id": name, "type": "Feature", "properties": properties, "geometry": geometry}


def _impact(item: Published) -> str:
    """All lanes closed; but a listing is no locked gate, and whom a form or a code holds back is not known."""
    barrier = item.measure.barrier
    if barrier is not None:
        return "unknown" if barrier.is_soft and barrier != "vehicle_ban" else "all-lanes-closed"
    listed_only = item.measure.kind is MeasureKind.LISTING and not item.stretches
    return "unknown" if listed_only else "all-lanes-closed"


def _description(item: Published) -> str:
    ending = f" ({UNKNOWN_END.zh} · {UNKNOWN_END.en})" if item.measure.ends_at is None else ""
    return f"{item.title.zh} · {item.title.en} · {item.place.zh}{ending}"


def _at_least_until(item: Published, at: datetime) -> datetime:
    day = datetime.combine(utc(at).date(), time(), UTC)
    return max(day, utc(item.measure.starts_at)) + STANDS_ON


def _instant(moment: datetime) -> str:
    return f"{utc(moment).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
