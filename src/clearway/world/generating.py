"""``generate``: one seed and one moment in, a whole county out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from clearway.world.summary import WorldSummary

#: How often ``progress`` is called, each time with 1.
STEPS = 12

Progress = Callable[[int], None]


def generate(
    folder: Path, *, seed: int, until: datetime, weeks: int = 8, progress: Progress | None = None
) -> WorldSummary:
    """Write a county to ``folder``: ``feeds/`` and ``truth/``. Same seed, moment and weeks: same files.

    The roads and people depend on ``seed`` alone; ``until`` (with zone; floored to the hour) is the end of the
    history, exclusive, which reaches back ``weeks`` (at least 4) weeks. ``progress`` is called ``STEPS`` times.

    Files of ``feeds/``: roads.osm.pbf, places.csv, facilities.csv, links.csv, flow.parquet, complaints.csv,
    cases.csv, measures.csv, calendar.csv, offices.csv. Files of ``truth/``: closures.csv, softs.csv, faults.csv,
    epidemic.csv, measures.csv.

    Raises:
        BadUsage: ``until`` has no zone or ``weeks`` is below 4.
    """
    raise NotImplementedError
