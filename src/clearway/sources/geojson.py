"""GeoJSON (RFC 7946) as a table: a row a feature, its properties and the point it stands at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from clearway.core.words import Bilingual
from clearway.sources.bytes import decode, read_bytes
from clearway.sources.grid import Grid, whole
from clearway.sources.wrong import bad_file, broken

_EXPECTED = Bilingual("GeoJSON FeatureCollection（RFC 7946）", "a GeoJSON FeatureCollection (RFC 7946)")


def is_geojson(path: Path) -> bool:
    """Whether the name says so (``.geojson``, ``.json``)."""
    return path.suffix.lower() in {".geojson", ".json"}


def read_geojson(path: Path) -> Grid:
    """The features of ``path`` as a grid: their properties, and ``lat``, ``lon`` where the geometry gives a point.

    Raises:
        BadFile: it is not a GeoJSON feature collection.
    """
    content, digest = read_bytes(path)
    try:
        document = json.loads(decode(path, content))
    except (ValueError, RecursionError):
        raise bad_file(path, broken("GeoJSON"), _EXPECTED) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise bad_file(path, Bilingual("别样的 JSON", "JSON of another kind"), _EXPECTED)
    rows = [_row(feature) for feature in features]
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["place_code", "kind", "name"]
    return whole(
        path, digest, pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in names})
    )


def _row(feature: Any) -> dict[str, str | None]:
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    row = {key: _text(value) for key, value in properties.items()} if isinstance(properties, dict) else {}
    point = _point(feature.get("geometry"))
    if point is None:
        return row
    own = {"lat": repr(point[0]), "lon": repr(point[1])}
    return own | {name: cell for name, cell in row.items() if name not in own}


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _point(geometry: Any) -> tuple[float, float] | None:
    """(lat, lon) inside the geometry; None where there is none or it is broken (the row then has no point)."""
    import shapely
    from shapely.geometry import shape

    try:
        inside = shape(geometry).representative_point()
    except (shapely.errors.ShapelyError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return None
    return None if inside.is_empty else (float(inside.y), float(inside.x))
