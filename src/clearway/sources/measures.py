"""Measures and official listings; local days, both inclusive, or moments with zone."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.measures import Measure
from clearway.core.places import Place
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake


def read_measures(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Measure, ...]]:
    """Measures and official listings; local days, both inclusive, or moments with zone.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    raise NotImplementedError
