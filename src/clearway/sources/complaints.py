"""Complaints of a hotline: masked, classified, placed; callers hashed with ``key``."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.places import Place
from clearway.core.reports import Report
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake


def read_complaints(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
    key: bytes = b"",
) -> Intake[tuple[Report, ...]]:
    """Complaints of a hotline: masked, classified, placed; callers hashed with ``key``.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    raise NotImplementedError
