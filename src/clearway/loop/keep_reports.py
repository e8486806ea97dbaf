"""Reports of a long table kept as they are read: readers in other processes stay a few steps ahead of the writer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from clearway.core.events import FeedLoaded
from clearway.core.reports import Report
from clearway.loop.loading import Loading, loaded
from clearway.record import feeds
from clearway.sources.streamed import Streamed


def keep_reports(streamed: Streamed[Report], loading: Loading) -> tuple[int, int]:
    """Store them batch by batch, then the line of the load; returns (kept, unchanged)."""
    span: list[datetime] = []
    return feeds.store_reports(
        _watched(streamed.rows, span),
        load=lambda: _line(streamed, span),
        by=loading.by,
        at=loading.at,
        zone=loading.environment.time_zone,
    )


def _watched(reports: Iterator[Report], span: list[datetime]) -> Iterator[Report]:
    """``span`` becomes the first and the last moment of what passes."""
    for report in reports:
        span[:] = (min(span[0], report.at), max(span[1], report.at)) if span else (report.at, report.at)
        yield report


def _line(streamed: Streamed[Report], span: list[datetime]) -> FeedLoaded:
    return loaded(
        streamed.feed,
        Path(streamed.file).name,
        streamed.digest,
        read=streamed.read,
        rejected=len(streamed.rejects),
        span=(span[0], span[1]) if span else None,
    )
