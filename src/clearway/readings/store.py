"""The counts on disk: a Delta table, one atomic commit a batch, the latest load wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from clearway.core.moments import aware
from clearway.core.words import Bilingual
from clearway.readings import delta
from clearway.readings.checking import faults
from clearway.readings.compacting import compact_days
from clearway.readings.engine import query
from clearway.readings.locking import writing
from clearway.readings.shape import FLOW, STORED, to_flow, to_stored
from clearway.readings.tables import in_order, latest_wins

_FRESH = """
SELECT r.* FROM rows r LEFT JOIN known k ON r.link = k.link AND r."at" = k."at" AND r.mode = k.mode
WHERE k.seq IS NULL OR k.minutes <> r.minutes OR k."count" IS DISTINCT FROM r."count"
ORDER BY r.link, r."at", r.mode
"""


@dataclass(frozen=True, slots=True)
class Store:
    """The flow readings kept in ``folder`` (``HOME/readings``)."""

    folder: Path

    @property
    def table(self) -> Path:
        """The folder of the Delta table."""
        return self.folder / "flow"

    def append(self, table: pa.Table, batch_id: str) -> tuple[int, int]:
        """Add a FLOW TABLE as one atomic commit; returns (rows kept, rows unchanged).

        A batch id that was committed before changes nothing: all its rows are unchanged. So are rows that say what
        is stored already. Of rows for one link, moment and mode the later load wins; within ``table`` each may
        stand once only. What this returned for outlives the death of the process at any moment.

        Raises:
            BadStore: the folder is damaged or not ours.
        """
        with writing(self.folder):
            stored = delta.open_table(self.table)
            if stored is not None and delta.committed(stored, batch_id):
                return 0, int(table.num_rows)
            rows = to_stored(table, delta.next_version(stored))
            fresh = rows if stored is None else _not_yet(stored, rows)
            delta.commit(self.table, fresh, batch_id)
        return fresh.num_rows, rows.num_rows - fresh.num_rows

    def read(self, first: datetime, last: datetime, links: Sequence[str] | None = None) -> pa.Table:
        """FLOW TABLE of readings with ``first <= at <= last``, latest load wins, sorted by link, moment and mode.

        Raises:
            BadStore: the folder is damaged or not ours.
            ValueError: a moment without zone.
        """
        stored = delta.open_table(self.table)
        low, high = _seconds(first), _seconds(last)
        files = [] if stored is None else _between(delta.live_files(stored), low, high)
        if not files:
            return FLOW.empty_table()

        def wanted(rows: Any) -> Any:
            kept = rows.filter((rows.at >= low) & (rows.at <= high))
            return in_order(kept if links is None else kept.filter(kept.link.isin(list(links))))

        return to_flow(query(files, wanted))

    def portions(self, rows: int = 500_000) -> Iterator[pa.Table]:
        """Everything stored as FLOW TABLES of whole UTC days, about ``rows`` readings each, latest load wins."""
        stored = delta.open_table(self.table)
        for paths in _portions([] if stored is None else delta.live_files(stored), rows):
            yield to_flow(query(paths, in_order))

    def compact(self) -> int:
        """Rewrite each day of several files as one, superseded rows left out; returns how many files went.

        Each day is one atomic commit: killed half-way, the store holds the same counts as before. Files that went
        are deleted an hour later at the earliest (by the next call), so that nobody loses a file while reading it.
        """
        with writing(self.folder):
            return compact_days(self.table)

    def check(self) -> tuple[Bilingual, ...]:
        """Faults found: files missing, damaged or with other rows than the log says; empty when the store is whole."""
        return faults(self.table)


def _seconds(moment: datetime) -> int:
    return int(aware(moment).timestamp() // 1)


def _between(files: list[dict[str, Any]], low: int, high: int) -> list[str]:
    """Files that may hold a reading from ``low`` to ``high``, by the spans the log tells."""
    return [file["path"] for file in files if file["rows"] and file["first"] <= high and file["last"] >= low]


def _portions(files: list[dict[str, Any]], rows: int) -> Iterator[list[str]]:
    """Paths of whole days, in order of days, gathered until they hold ``rows`` rows."""
    paths: list[str] = []
    held = 0
    for _, day in groupby(files, key=lambda file: file["day"]):
        for file in day:
            paths.append(file["path"])
            held += file["rows"]
        if held >= rows:
            yield paths
            paths, held = [], 0
    if paths:
        yield paths


def _not_yet(stored: Any, rows: pa.Table) -> pa.Table:
    """The rows that are new, or say something else than what is stored."""
    import duckdb

    if not rows.num_rows:
        return rows
    span = pc.min_max(rows["at"]).as_py()
    files = _between(delta.live_files(stored), span["min"], span["max"])
    if not files:
        return rows
    known = query(files, latest_wins)
    with duckdb.connect() as engine:
        engine.register("known", known)
        engine.register("rows", rows)
        return engine.sql(_FRESH).to_arrow_table().select(STORED.names).cast(STORED)
