"""The counts on disk: a Delta table, one atomic commit a batch, the latest load wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True)
class Store:
    """The flow readings kept in ``folder`` (``HOME/readings``)."""

    folder: Path

    def append(self, table: pa.Table, batch_id: str) -> tuple[int, int]:
        """Add a FLOW TABLE as one atomic commit; returns (rows kept, rows unchanged).

        A batch id that was committed before changes nothing (all rows unchanged).
        """
        raise NotImplementedError

    def read(self, first: datetime, last: datetime, links: Sequence[str] | None = None) -> pa.Table:
        """FLOW TABLE of readings with ``first <= at <= last``, latest load wins, sorted by link and time."""
        raise NotImplementedError

    def first_last(self) -> tuple[datetime, datetime] | None:
        """Start of the first and of the last interval (UTC); None when nothing is stored."""
        raise NotImplementedError

    def compact(self) -> int:
        """Rewrite each day as one file with superseded rows left out; returns how many files went."""
        raise NotImplementedError

    def check(self) -> tuple[Bilingual, ...]:
        """Faults found; empty when the store is whole."""
        raise NotImplementedError
