"""Compaction: a day of many files becomes one, superseded rows left out, in one atomic commit."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

from clearway.readings import delta
from clearway.readings.engine import query
from clearway.readings.shape import STORED
from clearway.readings.tables import in_order

#: Files that left the table stay this long for those who are reading them.
GRACE_HOURS = 1


def compact_days(folder: Path) -> int:
    """Compact the table in ``folder``; the caller holds the writers' lock. Returns how many files went."""
    table = delta.open_table(folder)
    if table is None:
        return 0
    before = len(delta.live_files(table))
    days = Counter(file["day"] for file in delta.live_files(table))
    for day in sorted(day for day, files in days.items() if files > 1):
        _compact_day(table, day)
        table.update_incremental()
    table.vacuum(retention_hours=GRACE_HOURS, dry_run=False, enforce_retention_duration=False)
    table.create_checkpoint()
    return before - len(delta.live_files(table))


def _compact_day(table: DeltaTable, day: int) -> None:
    paths = [file["path"] for file in delta.live_files(table) if file["day"] == day]
    rows = query(paths, in_order)
    rows = rows.add_column(0, "day", pa.array([day] * rows.num_rows, pa.int32())).select(STORED.names).cast(STORED)
    write_deltalake(table, rows, mode="overwrite", predicate=f"day = {day}")
