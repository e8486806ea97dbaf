"""``/tiles/base.pmtiles`` (by byte ranges) and ``/tiles/live/z/x/y.pbf`` (what happens now)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

import numpy as np
import shapely
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.people import Actor
from clearway.publish.tiles import Feature, Tile, encode, to_world
from clearway.web.basefile import base_file
from clearway.web.roadlines import line_of
from clearway.web.showing import marks
from clearway.web.showing.marks import Box, Mark
from clearway.web.viewer import actor_of, is_office

FACILITIES_FROM, GATES_FROM = 11, 14
_RANGE = re.compile(r"bytes=(\d+)-(\d*)\Z")
_LIVE_SECONDS = 15
#: A margin round the tile, as a share of its width: marks reach over the edge.
_MARGIN = 0.04


@require_safe
def base_tiles(request: HttpRequest) -> HttpResponse:
    """The base map; one byte range a request (RFC 9110, 14.2), or the whole file."""
    file = base_file()
    if not file.exists():
        return HttpResponse(status=404)
    size = file.stat().st_size
    asked = _RANGE.match(request.headers.get("Range", ""))
    first, last = (int(asked[1]), int(asked[2] or size - 1)) if asked else (0, size - 1)
    if first >= size or last < first:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    last = min(last, size - 1)
    with file.open("rb") as opened:
        opened.seek(first)
        body = opened.read(last - first + 1)
    answer = HttpResponse(body, content_type="application/vnd.pmtiles", status=206 if asked else 200)
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "public, max-age=86400"
    if asked:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


@require_safe
def live_tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """One live tile; warnings and cases only for an office, and only of its region."""
    tile = Tile(z, x, y)
    if not tile.exists:
        return HttpResponse(status=404)
    actor = actor_of(request)
    office = actor if is_office(actor) else None
    body = encode(tile, live_layers(tile, timezone.now(), office))
    answer = HttpResponse(body, content_type="application/vnd.mapbox-vector-tile")
    answer["Cache-Control"] = f"{'private' if office else 'public'}, max-age={_LIVE_SECONDS}"
    answer["Vary"] = "Cookie"
    return answer


def live_layers(tile: Tile, at: datetime, office: Actor | None) -> dict[str, list[Feature]]:
    """Every layer of one live tile."""
    box = _box(tile)
    measures = list(marks.measures(box, at))
    warned = list(marks.warnings(box, at, office)) if office else []
    layers = {
        "stretches": [*_stretches(measures, tile), *_stretches(warned, tile)],
        "measures": _points(measures, tile),
        "warnings": _points(warned, tile),
        "cases": _points(marks.cases(box, office), tile) if office else [],
    }
    if tile.z >= FACILITIES_FROM:
        layers["facilities"] = _points(marks.facilities(box), tile)
    if tile.z >= GATES_FROM:
        layers["gates"] = _points(marks.gates(box), tile)
    return layers


def _box(tile: Tile) -> Box:
    west, south, east, north = tile.degrees
    wide, high = (east - west) * _MARGIN, (north - south) * _MARGIN
    return west - wide, south - high, east + wide, north + high


def _points(found: Iterable[Mark], tile: Tile) -> list[Feature]:
    kept = list(found)
    if not kept:
        return []
    world = to_world(np.array([(mark.lon, mark.lat) for mark in kept]), tile.z)
    return [Feature(point, mark.says) for point, mark in zip(np.asarray(shapely.points(world)), kept, strict=True)]


def _stretches(found: Iterable[Mark], tile: Tile) -> list[Feature]:
    """The roads a mark closes, cut to the tile."""
    return [
        Feature(part, {"mark": mark.says["mark"]})
        for mark in found
        for link in mark.links
        if (line := line_of(link)) is not None
        for part in shapely.get_parts(shapely.clip_by_rect(shapely.LineString(to_world(line, tile.z)), *tile.units))
        if part.geom_type == "LineString" and not part.is_empty
    ]
