"""Facilities: ``kind, name, lat, lon, capacity``."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.facilities import Facility
from clearway.core.places import Place
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake


def read_facilities(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Facility, ...]]:
    """Facilities: ``kind, name, lat, lon, capacity``.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    raise NotImplementedError
