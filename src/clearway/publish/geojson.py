"""``measures.geojson`` (RFC 7946): a feature a measure, with its facts as properties."""

from __future__ import annotations

import json
from typing import Any

from clearway.publish.geometry import geojson_geometry
from clearway.publish.published import Edition, Published
from clearway.publish.rows import row

MEDIA_TYPE = "application/geo+json"


def geojson(edition: Edition) -> bytes:
    """A FeatureCollection, by number; geometry is null where nobody said where a measure is."""
    return as_json({"type": "FeatureCollection", "features": [_feature(item, edition) for item in edition.items]})


def as_json(document: Any) -> bytes:
    """UTF-8, without white space."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _feature(item: Published, edition: Edition) -> dict[str, Any]:
    facts = row(item, edition)
    properties = {name: value for name, value in facts.items() if name not in ("lat", "lon")}
    return {"type": "Feature", "id": item.number, "geometry": geojson_geometry(item), "properties": properties}
