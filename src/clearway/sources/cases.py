"""Infections by place and local day."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.epidemic import InfectionCount
from clearway.core.places import Place
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake


def read_cases(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[InfectionCount, ...]]:
    """Infections by place and local day.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    raise NotImplementedError
