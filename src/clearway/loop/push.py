"""Rows pushed one by one or in batches: they go the same way as a file (read, checked, kept, told in the ledger)."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearway.core.intake import Feed, LoadResult, Reject
from clearway.core.people import Actor
from clearway.environment import Environment
from clearway.loop.keep_feed import Read, keep, read
from clearway.loop.loading import Loading
from clearway.record.models import ReportRow
from clearway.sources.datum import Datum

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What came of a push: counts as of a load, and every row that was not taken (``row`` 1 is the first)."""

    result: LoadResult
    rejects: tuple[Reject, ...]


def push_rows(
    feed: Feed,
    rows: Sequence[Mapping[str, Cell]],
    columns: Sequence[str],
    *,
    by: Actor,
    at: datetime,
    home: Environment,
) -> Pushed:
    """Keep rows given by column name. Pushed again, they are unchanged."""
    with tempfile.TemporaryDirectory(prefix="clearway-push-") as folder:
        path = Path(folder) / f"{by.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return _push(feed, path, by=by, at=at, home=home)


def push_table(feed: Feed, data: bytes, *, by: Actor, at: datetime, home: Environment) -> Pushed:
    """Keep a table as bytes (CSV, UTF-8 or GBK).

    Raises:
        BadFile: it is no such table.
    """
    with tempfile.TemporaryDirectory(prefix="clearway-push-") as folder:
        path = Path(folder) / f"{by.name}.csv"
        path.write_bytes(data)
        return _push(feed, path, by=by, at=at, home=home)


def numbers_of(keys: Sequence[str]) -> dict[str, str]:
    """Our number of each report by its key (channel and the channel's own id); unknown ones are left out."""
    rows = ReportRow.objects.filter(key__in=list(keys)).values_list("key", "number")
    return {str(key): number for key, number in rows}


def _push(feed: Feed, path: Path, *, by: Actor, at: datetime, home: Environment) -> Pushed:
    loading = Loading(environment=home, by=by, at=at, datum=Datum.WGS84, progress=lambda steps: None)
    intake = read(feed, path, loading, lambda share: None)
    return pushed_of(intake, *keep(intake, loading))


def pushed_of(intake: Read, kept: int, unchanged: int) -> Pushed:
    """What came of a table that was read and kept."""
    result = LoadResult(
        feed=intake.feed, file=Path(intake.file).name, read=intake.read, kept=kept, unchanged=unchanged,
        rejected=len(intake.rejects),
    )  # fmt: skip
    return Pushed(result=result, rejects=tuple(intake.rejects))
