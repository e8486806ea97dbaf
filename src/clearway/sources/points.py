"""Coordinates of a row: both or none, in range, not swapped, in WGS84 whatever datum they came in."""

from __future__ import annotations

from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.sources.cells import number
from clearway.sources.columns import Column, Unfit
from clearway.sources.datum import Datum, to_wgs84
from clearway.sources.rows import RowUnfit
from clearway.sources.sheet import Row

LAT_ALIASES = ("latitude", "y", "纬度", "北纬")
LON_ALIASES = ("lng", "long", "longitude", "x", "经度", "东经")
_LATITUDE = Bilingual("纬度，-90 至 90", "a latitude from -90 to 90")
_LONGITUDE = Bilingual("经度，-180 至 180", "a longitude from -180 to 180")
_SWAPPED = Bilingual(
    "纬度在前、经度在后（似乎填反了）", "latitude and longitude in their own columns (they seem swapped)"
)
_BOTH = Bilingual("经度与纬度成对出现", "both latitude and longitude")


def point_columns(*, required: bool) -> tuple[Column, Column]:
    """The columns ``lat`` and ``lon``, degrees."""
    return (
        Column(name="lat", parse=number, aliases=LAT_ALIASES, required=required, filled=required),
        Column(name="lon", parse=number, aliases=LON_ALIASES, required=required, filled=required),
    )


def point_of(row: Row, datum: Datum) -> Point | None:
    """The point of ``row`` in WGS84; None when both cells are empty.

    Raises:
        RowUnfit: half a point, out of range, or latitude and longitude swapped.
    """
    lat, lon = row["lat"], row["lon"]
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        raise RowUnfit("lat" if lat is None else "lon", "", Unfit(_BOTH, "half_a_point"))
    if _looks_swapped(lat, lon):
        raise RowUnfit("lat", f"{lat}, {lon}", Unfit(_SWAPPED, "swapped"))
    if not -90 <= lat <= 90:
        raise RowUnfit("lat", str(lat), Unfit(_LATITUDE, "out_of_range"))
    if not -180 <= lon <= 180:
        raise RowUnfit("lon", str(lon), Unfit(_LONGITUDE, "out_of_range"))
    return to_wgs84(Point(lat, lon), datum)


def _looks_swapped(lat: float, lon: float) -> bool:
    """A point of China's longitudes and latitudes in each other's columns (as latitudes they lie beyond 73° N)."""
    return 73 <= lat <= 136 and 3 <= lon <= 54
