"""Counts of passages per link and interval, as the FLOW TABLE (see ``read_flow``)."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

import pyarrow as pa

from clearway.core.places import Place
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake


def read_flow(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
    links: frozenset[str] | None = None,
) -> Intake[pa.Table]:
    """The FLOW TABLE of a file of counts.

    Columns: link string, at timestamp[us, UTC] (start of interval), minutes int32, count int32 nullable
    (null: no report, 0: nobody passed), mode string; one row per link, moment and mode, sorted by them.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    raise NotImplementedError
