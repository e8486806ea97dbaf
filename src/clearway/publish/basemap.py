"""The base map: roads, built-up land and names of places as one PMTiles file of our own. No tile server, no internet.

Layers: ``built`` (polygons), ``roads`` (class, name), ``places`` (kind, name). Zooms ``LOWEST`` to ``HIGHEST``;
beyond that a browser draws the last one larger.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from clearway.core.places import Place
from clearway.publish.tiles import EXTENT, Feature, Tile, encode, to_world

LOWEST, HIGHEST = 7, 14
#: Lowest zoom at which a class of road is drawn.
_FROM_ZOOM = {
    "motorway": 7, "trunk": 7, "primary": 7, "secondary": 8, "tertiary": 9, "unclassified": 9, "residential": 11,
    "living_street": 12, "service": 13, "other": 13, "path": 13,
}  # fmt: skip
_PATHS = frozenset({"footway", "path", "steps", "pedestrian", "cycleway", "track", "bridleway", "corridor"})
_BUILT_BY = frozenset({"residential", "living_street"})
_NAMED_KINDS = frozenset({"county", "township", "community", "village", "compound"})
#: Half the width of the strip a residential street makes "built-up", in metres.
_BUILT_METRES = 55.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLink:
    """A road as drawn: ``line`` is (lon, lat) pairs of shape (n, 2), degrees WGS84."""

    road_class: str
    name: str
    line: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was written."""

    tiles: int
    bytes: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """Everything drawn, in world units of the highest zoom."""

    roads: NDArray[Any]
    classes: NDArray[Any]
    names: NDArray[Any]
    built: NDArray[Any]
    places: NDArray[Any]
    shown: tuple[Place, ...]


def write_basemap(
    out: Path, links: Iterable[DrawnLink], places: Iterable[Place], *, progress: Callable[[int], None] | None = None
) -> Drawn:
    """Write the base map to ``out`` (replaced when complete, so readers never meet half a file).

    ``progress`` is called with 1 after each of the ``HIGHEST - LOWEST + 1`` zooms.

    Raises:
        ValueError: no link to draw.
    """
    drawn = tuple(link for link in links if len(link.line) > 1)
    if not drawn:
        raise ValueError("no link to draw")
    ground = _ground(drawn, tuple(place for place in places if place.point and place.kind.value in _NAMED_KINDS))
    box = _box(drawn)
    part = out.with_suffix(".part")
    out.parent.mkdir(parents=True, exist_ok=True)
    with part.open("wb") as file:
        writer: Any = Writer(file)  # type: ignore[no-untyped-call]
        count = 0
        for z in range(LOWEST, HIGHEST + 1):
            for tile_id, data in sorted(_tiles(ground, z)):
                writer.write_tile(tile_id, data)
                count += 1
            if progress:
                progress(1)
        writer.finalize(_header(box), _metadata())
    part.replace(out)
    return Drawn(tiles=count, bytes=out.stat().st_size, box=box)


def drawn_class(road_class: str) -> str:
    """The class a road is drawn as: links (ramps) as their road, foot and cycle ways as paths."""
    base = road_class.removesuffix("_link")
    if base in _PATHS:
        return "path"
    return base if base in _FROM_ZOOM else "other"


def _ground(links: Sequence[DrawnLink], places: tuple[Place, ...]) -> _Ground:
    roads = _lines(links)
    classes = np.array([drawn_class(link.road_class) for link in links])
    points = np.array([(place.point.lon, place.point.lat) for place in places if place.point]).reshape(-1, 2)
    return _Ground(
        roads=roads,
        classes=classes,
        names=np.array([link.name for link in links], dtype=object),
        built=_built(roads[np.isin(classes, tuple(_BUILT_BY))], links[0]),
        places=np.asarray(shapely.points(to_world(points, HIGHEST)), dtype=object).reshape(-1),
        shown=places,
    )


def _lines(links: Sequence[DrawnLink]) -> NDArray[Any]:
    counts = [len(link.line) for link in links]
    world = to_world(np.concatenate([link.line for link in links]), HIGHEST)
    lines = shapely.linestrings(world, indices=np.repeat(np.arange(len(links)), counts))
    return np.asarray(lines, dtype=object).reshape(-1)


def _built(streets: NDArray[Any], any_link: DrawnLink) -> NDArray[Any]:
    """Built-up land: strips round residential streets, joined; courtyards they surround are filled."""
    if not len(streets):
        return np.array([], dtype=object)
    latitude = float(any_link.line[0, 1])
    units_per_metre = EXTENT * (1 << HIGHEST) / (40_075_016.7 * np.cos(np.radians(latitude)))
    reach = _BUILT_METRES * units_per_metre
    strips = shapely.buffer(shapely.simplify(streets, reach / 8), reach, quad_segs=2)
    joined = shapely.simplify(shapely.union_all(strips), reach / 10)
    return np.array([_filled(part, reach) for part in shapely.get_parts(joined)], dtype=object)


def _filled(polygon: Any, reach: float) -> Any:
    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area > (6 * reach) ** 2]
    return shapely.Polygon(polygon.exterior, holes)


def _tiles(ground: _Ground, z: int) -> Iterator[tuple[int, bytes]]:
    """Every tile of one zoom that holds anything."""
    scale = 0.5 ** (HIGHEST - z)
    wanted = np.array([_FROM_ZOOM[road_class] <= z for road_class in ground.classes])
    roads = _scaled(ground.roads[wanted], scale)
    classes, names = ground.classes[wanted], ground.names[wanted]
    built, places = _scaled(ground.built, scale), _scaled(ground.places, scale, simplify=False)
    trees = [shapely.STRtree(shapes) for shapes in (roads, built, places)]
    for tile in _columns(np.concatenate((roads, built, places)), z):
        layers: dict[str, list[Feature]] = {
            "built": _clipped(built, trees[1], tile, lambda _: {}),
            "roads": _merged(roads, classes, names, trees[0], tile),
            "places": [
                Feature(places[index], {"kind": ground.shown[index].kind.value, "name": ground.shown[index].name})
                for index in trees[2].query(shapely.box(*tile.units))
            ],
        }
        if data := encode(tile, layers):
            yield zxy_to_tileid(tile.z, tile.x, tile.y), gzip.compress(data, 6, mtime=0)


def _scaled(shapes: NDArray[Any], scale: float, *, simplify: bool = True) -> NDArray[Any]:
    if not len(shapes):
        return shapes
    moved: NDArray[Any] = shapely.transform(shapes, lambda xy: xy * scale)
    return shapely.simplify(moved, 4.0, preserve_topology=False) if simplify and scale < 1 else moved


def _columns(shapes: NDArray[Any], z: int) -> Iterator[Tile]:
    """The tiles any shape's bounding box meets; two regions far apart cost nothing between them."""
    bounds = shapely.bounds(shapes)
    ranges = np.unique((bounds[~np.isnan(bounds[:, 0])] // EXTENT).astype(np.int64), axis=0)
    met = {
        (x, y)
        for west, north, east, south in ranges.tolist()
        for x in range(west, east + 1)
        for y in range(north, south + 1)
    }
    yield from (tile for x, y in sorted(met) if (tile := Tile(z, x, y)).exists)


def _clipped(
    shapes: NDArray[Any], tree: shapely.STRtree, tile: Tile, says: Callable[[int], dict[str, str]]
) -> list[Feature]:
    found = tree.query(shapely.box(*tile.units))
    clipped = shapely.clip_by_rect(shapely.make_valid(shapes[found]), *tile.units)
    return [
        Feature(part, says(int(index)))
        for index, shape in zip(found, clipped, strict=True)
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon" and not part.is_empty
    ]


def _merged(
    roads: NDArray[Any], classes: NDArray[Any], names: NDArray[Any], tree: shapely.STRtree, tile: Tile
) -> list[Feature]:
    """Roads of one class and name as one feature: far fewer features, smaller tiles."""
    found = tree.query(shapely.box(*tile.units))
    groups: dict[tuple[str, str], list[Any]] = {}
    for index, shape in zip(found, shapely.clip_by_rect(roads[found], *tile.units), strict=True):
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString" and not part.is_empty]
        groups.setdefault((str(classes[index]), str(names[index])), []).extend(parts)
    return [
        Feature(shapely.MultiLineString(parts), {"class": road_class, **({"name": name} if name else {})})
        for (road_class, name), parts in sorted(groups.items())
        if parts
    ]


def _box(links: Sequence[DrawnLink]) -> tuple[float, float, float, float]:
    every = np.concatenate([link.line for link in links])
    west, south = every.min(axis=0)
    east, north = every.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _header(box: tuple[float, float, float, float]) -> dict[str, Any]:
    west, south, east, north = (round(value * 10_000_000) for value in box)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": 11,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def _metadata() -> dict[str, Any]:
    layers: list[dict[str, object]] = [{"id": name, "fields": {}} for name in ("built", "roads", "places")]
    return {"name": "Clearway base map", "vector_layers": layers}
