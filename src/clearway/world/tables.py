"""Tables on disk: CSV in UTF-8 with ``\\n``, and the counts as Parquet; the same rows give the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from clearway.world.counts import Counts
from clearway.world.days import LOCAL, STEP, Window
from clearway.world.sensors import Sensor


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a CSV (None is empty, truth is true or false); returns the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_cell(value) for value in row])
            count += 1
    return count


def write_flow(path: Path, sensors: list[Sensor], window: Window, counts: Counts) -> int:
    """The counts: ``link, at, minutes, count`` (null: no report), sorted by link and moment; returns the rows."""
    steps = window.steps
    start = np.datetime64(window.since.replace(tzinfo=None), "us")
    moments = start + np.arange(steps) * np.timedelta64(STEP)
    sent = counts.sent.ravel()
    names = pa.DictionaryArray.from_arrays(
        np.repeat(np.arange(len(sensors), dtype=np.int32), steps)[sent], [sensor.name for sensor in sensors]
    )
    count = pa.array(counts.count.ravel()[sent].astype(np.int32), mask=~counts.reported.ravel()[sent])
    rows = int(sent.sum())
    table = pa.table(
        {
            "link": names.cast(pa.string()),
            "at": pa.array(np.tile(moments, len(sensors))[sent]).cast(pa.timestamp("us", tz="UTC")),
            "minutes": pa.array(np.full(rows, 15, dtype=np.int32)),
            "count": count,
        }
    )
    pq.write_table(table, path, compression="zstd")
    return rows


def local(moment: datetime | None) -> str:
    """ISO 8601 with the county's offset, to the second; empty for None."""
    return "" if moment is None else moment.astimezone(LOCAL).isoformat(timespec="seconds")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
