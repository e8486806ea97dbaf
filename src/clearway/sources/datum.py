"""GCJ-02, the shifted datum of Chinese web maps, and the way back to WGS84."""

from __future__ import annotations

from enum import StrEnum


class Datum(StrEnum):
    """The datum the coordinates of a file came in."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
