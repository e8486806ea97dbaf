"""Links that cross or lie in a drawn area (GeoJSON polygons, WGS84)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from clearway.core.refusals import BadFile
from clearway.roads.modes import MODES, Mode
from clearway.roads.network import Network
from clearway.roads.refusals import EverythingCloses
from clearway.roads.snapping import link_lines


def read_area(path: Path) -> Any:
    """The union of all polygons of a GeoJSON file, as a shapely geometry in degrees.

    Raises:
        BadFile: not GeoJSON, or without a polygon.
    """
    return _polygons(path, _document(path))


def read_named_areas(path: Path, names: Mapping[str, str], property_name: str) -> dict[str, Any]:
    """The polygons of a GeoJSON file by name: ``names`` says what a feature's property may read and what it means.

    Features without the property are left out; where none has it, every polygon goes by the first name.

    Raises:
        BadFile: not GeoJSON, without a polygon, or with a property that names nothing known.
    """
    document = _document(path)
    found: dict[str, list[Any]] = {}
    features = document.get("features") if isinstance(document, dict) else None
    for feature in features if isinstance(features, list) else []:
        said = (feature.get("properties") or {}).get(property_name) if isinstance(feature, dict) else None
        if said is not None and str(said) not in names:
            raise _bad(path, f"{property_name}: {said}")
        if said is not None:
            found.setdefault(names[str(said)], []).append(feature)
    if not found:
        return {next(iter(names.values())): _polygons(path, document)}
    return {name: _polygons(path, {"type": "FeatureCollection", "features": some}) for name, some in found.items()}


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise _bad(path, str(fault)) from None


def _polygons(path: Path, document: Any) -> Any:
    try:
        area = shapely.make_valid(shapely.geometry.shape(_geometry(document)))
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as fault:
        raise _bad(path, str(fault) or type(fault).__name__) from None
    polygons = shapely.get_parts(area)[np.isin(shapely.get_type_id(shapely.get_parts(area)), (3, 6))]
    if len(polygons) == 0:
        raise _bad(path, "no polygon")
    return shapely.union_all(polygons)


def _geometry(document: Any) -> Any:
    if document["type"] == "FeatureCollection":
        parts = [_geometry(feature) for feature in document["features"]]
        return {"type": "GeometryCollection", "geometries": parts}
    return document["geometry"] if document["type"] == "Feature" else document


def _bad(path: Path, found: str) -> BadFile:
    return BadFile(
        file=str(path),
        found_zh=found,
        found=found,
        expected_zh="GeoJSON 多边形（WGS84）",
        expected="GeoJSON with a polygon (WGS84)",
    )


def links_in_area(network: Network, area: Any, mode: Mode | None = None) -> NDArray[np.int64]:
    """Indices of the links that cross or lie in ``area``, gates included.

    Raises:
        EverythingCloses: every link that ``mode`` may use does.
    """
    links = network.links_meeting(area.bounds)
    shapely.prepare(area)
    found = links[shapely.intersects(area, link_lines(network.arrays, links))]
    if mode is not None:
        usable = np.flatnonzero((network.arrays["ms"][MODES.index(mode)] > 0).any(axis=0))
        if len(usable) and np.isin(usable, found).all():
            raise EverythingCloses(links=len(usable))
    return found
