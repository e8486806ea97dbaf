"""``clearway bench engine``: counts kept, read back and summed, beside pandas on the same rows.

Times are processor time of the whole process: more threads do not make a figure better.
"""

from __future__ import annotations

import importlib
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from clearway.core.figures import Figure
from clearway.readings import delta
from clearway.readings.engine import query
from clearway.readings.shape import FLOW, SECONDS_A_DAY
from clearway.readings.store import Store
from clearway.readings.tables import SECONDS_AN_HOUR, hourly, latest_wins

Result = TypeVar("Result")
START = datetime(2026, 9, 28, tzinfo=UTC)
_SLOTS_A_DAY, _DAYS, _SEED = 288, 14, 20261123
_CORRECTED, _SILENT = 0.01, 0.02


def bench(quick: bool = False) -> list[Figure]:
    """Figures on 350 sensors over two weeks, 1.4 million readings (quick: 50 sensors); a hundredth come corrected."""
    first, corrections = _flow(50 if quick else 350)
    rows = first.num_rows
    with tempfile.TemporaryDirectory(prefix="clearway-bench-") as folder:
        store = Store(Path(folder))
        kept, append = timed(lambda: store.append(first, "first"))
        again, repeat = timed(lambda: store.append(first, "the same rows in another file"))
        store.append(corrections, "corrections")
        table, read = timed(lambda: store.read(START, START + timedelta(days=_DAYS)))
        sums, ours, theirs, equal = _hourly(store)
        store.compact()
        size = sum(file.stat().st_size for file in map(Path, _paths(store)))
        whole = store.read(START, START + timedelta(days=_DAYS)).equals(table)
    per_million = 1e6 / rows
    return [
        Figure(name="readings", value=rows, unit="rows", note=f"{_DAYS} days, 5 minutes"),
        Figure(name="append", value=append * per_million, unit="CPU s / 1M rows", equal=kept == (rows, 0)),
        Figure(
            name="append what is known",
            value=repeat * per_million,
            unit="CPU s / 1M rows",
            equal=again == (0, rows),
            note="nothing is written",
        ),
        Figure(name="read, latest load wins", value=read * per_million, unit="CPU s / 1M rows"),
        Figure(
            name="hourly sums, latest load wins",
            value=ours * per_million,
            unit="CPU s / 1M rows",
            peer="pandas",
            peer_value=theirs * per_million,
            equal=equal,
            note=f"{sums} sums",
        ),
        Figure(name="on disk, compacted", value=size / table.num_rows, unit="bytes / row", equal=whole),
    ]


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What ``work`` gives, and the processor seconds it took."""
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def _flow(sensors: int) -> tuple[pa.Table, pa.Table]:
    """A FLOW TABLE of busy days and silent intervals, and corrections of some of it."""
    rng, slots = np.random.default_rng(_SEED), _SLOTS_A_DAY * _DAYS
    rows = sensors * slots
    slot = np.tile(np.arange(slots), sensors)
    busy = 6 + 5 * np.sin(2 * np.pi * (slot % _SLOTS_A_DAY) / _SLOTS_A_DAY)
    links = pa.array([f"S{sensor:05d}" for sensor in range(sensors)]).take(
        pa.array(np.repeat(np.arange(sensors), slots))
    )
    at = int(START.timestamp()) * 1_000_000 + slot * (SECONDS_A_DAY * 1_000_000 // _SLOTS_A_DAY)
    columns = [
        links,
        pa.array(at, pa.timestamp("us", tz="UTC")),
        pa.array(np.full(rows, 1440 // _SLOTS_A_DAY, np.int32)),
        pa.array(rng.poisson(busy).astype(np.int32), mask=rng.random(rows) < _SILENT),
        pa.array([""]).take(pa.array(np.zeros(rows, np.int64))),
    ]
    table = pa.table(columns, schema=FLOW)
    corrected = table.filter(pa.array(rng.random(rows) < _CORRECTED))
    return table, corrected.set_column(3, FLOW.field(3), pa.array(np.full(corrected.num_rows, 99, np.int32)))


def _paths(store: Store) -> list[str]:
    table = delta.open_table(store.table)
    return [] if table is None else [file["path"] for file in delta.live_files(table)]


def _hourly(store: Store) -> tuple[int, float, float, bool]:
    """Number of sums, our time, the peer's time, and whether they agree."""
    paths = _paths(store)
    ours, seconds = timed(lambda: query(paths, lambda rows: hourly(latest_wins(rows))))
    theirs, peer_seconds = timed(lambda: _by_pandas(paths))
    order = [("link", "ascending"), ("mode", "ascending"), ("hour", "ascending")]
    same = [row["count"] for row in ours.sort_by(order).to_pylist()]
    return ours.num_rows, seconds, peer_seconds, same == theirs


def _by_pandas(paths: list[str]) -> list[int | None]:
    """The sums in order of link, mode and hour."""
    import pyarrow.parquet as pq

    pd: Any = importlib.import_module("pandas")
    frame = pd.concat([pq.ParquetFile(path).read().to_pandas() for path in paths])
    frame = frame.sort_values("seq").drop_duplicates(["link", "at", "mode"], keep="last")
    frame["hour"] = frame["at"] - frame["at"] % SECONDS_AN_HOUR
    sums = frame.groupby(["link", "mode", "hour"])["count"].sum(min_count=1)
    return [None if pd.isna(value) else int(value) for value in sums]
