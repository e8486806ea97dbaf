"""The base map: roads on the tiles they cross, nothing spent between far regions, half a file never shown."""

from __future__ import annotations

import gzip
from pathlib import Path

import mapbox_vector_tile
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.reader import MmapSource, Reader, all_tiles

from clearway.core.places import Place, PlaceKind, Point
from clearway.publish.basemap import HIGHEST, LOWEST, DrawnLink, drawn_class, write_basemap
from clearway.publish.tiles import EXTENT, Feature, Tile, encode, to_world

MAIN = DrawnLink(road_class="primary", name="人民路", line=np.array([(113.60, 34.70), (113.70, 34.75)]))
STREET = DrawnLink(road_class="residential", name="", line=np.array([(113.62, 34.71), (113.625, 34.712)]))
FAR = DrawnLink(road_class="trunk", name="", line=np.array([(-8.61, 41.15), (-8.60, 41.16)]))
VILLAGE = Place(code="990102002001", kind=PlaceKind.VILLAGE, name="何坡村", point=Point(34.712, 113.623))


def _tiles(file: Path) -> dict[tuple[int, int, int], dict[str, object]]:
    with file.open("rb") as opened:
        found = dict(all_tiles(MmapSource(opened)))
    return {zxy: mapbox_vector_tile.decode(gzip.decompress(data)) for zxy, data in found.items()}


def _holding(z: int, point: tuple[float, float]) -> tuple[int, int, int]:
    x, y = to_world(np.array([point]), z)[0]
    return z, int(x // EXTENT), int(y // EXTENT)


def test_a_main_road_is_on_every_zoom_and_a_street_only_near(tmp_path: Path) -> None:
    out = tmp_path / "base.pmtiles"
    write_basemap(out, [MAIN, STREET], [VILLAGE])
    tiles = _tiles(out)
    for z in range(LOWEST, HIGHEST + 1):
        roads = tiles[_holding(z, (113.62, 34.71))]["roads"]["features"]
        classes = {feature["properties"]["class"] for feature in roads}
        assert "primary" in classes
        assert ("residential" in classes) == (z >= 11)


def test_places_and_built_up_land_are_there_with_their_names(tmp_path: Path) -> None:
    out = tmp_path / "base.pmtiles"
    write_basemap(out, [MAIN, STREET], [VILLAGE])
    tile = _tiles(out)[_holding(HIGHEST, (113.623, 34.712))]
    assert tile["places"]["features"][0]["properties"] == {"kind": "village", "name": "何坡村"}
    assert tile["built"]["features"][0]["geometry"]["type"] == "Polygon"


def test_the_roads_name_is_on_the_tile(tmp_path: Path) -> None:
    out = tmp_path / "base.pmtiles"
    write_basemap(out, [MAIN], [])
    tile = _tiles(out)[_holding(HIGHEST, (113.65, 34.725))]
    assert tile["roads"]["features"][0]["properties"] == {"class": "primary", "name": "人民路"}


def test_two_regions_far_apart_cost_nothing_between(tmp_path: Path) -> None:
    near = write_basemap(tmp_path / "near.pmtiles", [MAIN], [])
    far = write_basemap(tmp_path / "far.pmtiles", [MAIN, FAR], [])
    assert far.tiles - near.tiles < 4 * (HIGHEST - LOWEST + 1)


def test_the_header_tells_the_box_and_the_zooms(tmp_path: Path) -> None:
    out = tmp_path / "base.pmtiles"
    drawn = write_basemap(out, [MAIN, STREET], [])
    with out.open("rb") as opened:
        header = Reader(MmapSource(opened)).header()
    assert (header["min_zoom"], header["max_zoom"]) == (LOWEST, HIGHEST)
    assert [header[name] / 1e7 for name in ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")] == pytest.approx(
        drawn.box
    )
    assert drawn.bytes == out.stat().st_size
    assert not list(tmp_path.glob("*.part"))


def test_nothing_to_draw_is_said_and_leaves_the_old_map(tmp_path: Path) -> None:
    out = tmp_path / "base.pmtiles"
    out.write_bytes(b"old")
    with pytest.raises(ValueError, match="no link to draw"):
        write_basemap(out, [], [VILLAGE])
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("road_class", "drawn"),
    [
        ("motorway_link", "motorway"),
        ("steps", "path"),
        ("track", "path"),
        ("ferry", "other"),
        ("residential", "residential"),
    ],
)
def test_every_class_of_road_is_drawn_as_something(road_class: str, drawn: str) -> None:
    assert drawn_class(road_class) == drawn


@given(
    z=st.integers(0, 16),
    lon=st.floats(-179.9, 179.9, allow_nan=False),
    lat=st.floats(-85, 85, allow_nan=False),
)
def test_a_point_lies_in_the_degrees_of_the_tile_its_world_units_name(z: int, lon: float, lat: float) -> None:
    x, y = to_world(np.array([(lon, lat)]), z)[0]
    tile = Tile(z, int(x // EXTENT), int(y // EXTENT))
    west, south, east, north = tile.degrees
    assert tile.exists
    assert west - 1e-9 <= lon <= east + 1e-9
    assert south - 1e-9 <= lat <= north + 1e-9


def test_a_tile_without_anything_is_empty() -> None:
    assert encode(Tile(0, 0, 0), {"roads": []}) == b""


def test_marks_keep_their_place_and_their_words() -> None:
    import shapely

    tile = Tile(4, 9, 5)
    mark = shapely.Point(9 * EXTENT + 100, 5 * EXTENT + 200)
    data = encode(tile, {"marks": [Feature(mark, {"title_zh": "堵", "n": 3})]})
    decoded = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    assert decoded["marks"]["features"][0]["geometry"]["coordinates"] == [100, 200]
    assert decoded["marks"]["features"][0]["properties"] == {"title_zh": "堵", "n": 3}
