"""Counting sensors: ``link, lat, lon`` and what joins them to the road."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.places import Place
from clearway.core.sensors import SensorLink
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake


def read_links(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[SensorLink, ...]]:
    """Counting sensors: ``link, lat, lon`` and what joins them to the road.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    raise NotImplementedError
