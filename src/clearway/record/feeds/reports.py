"""Reports, by the hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.core.reports import Report
from clearway.record.columns import report_columns, report_key
from clearway.record.door import session
from clearway.record.feeds.content import BATCH, Shape, batches, store_batch
from clearway.record.feeds.telling import tell_load
from clearway.record.models import CorrectionRow, ReportRow
from clearway.record.numbers import next_numbers


def store_reports(
    reports: Iterable[Report],
    *,
    load: FeedLoaded | Callable[[], FeedLoaded],
    by: Actor,
    at: datetime,
    zone: ZoneInfo,
) -> tuple[int, int]:
    """Reports, known by channel and the channel's own id (``external_id`` must be given).

    A report whose ``number`` is empty gets one (``R`` and the local day of ``at``). ``reports`` may still be read
    while they are kept: every batch is a transaction of its own, so that nobody else waits for a long file, and the
    load's line (``load`` is asked for it only then) is written with the last. Killed in between, the same file loaded
    again keeps the rest and writes the line.

    Raises:
        ValueError: a report without ``external_id``.
    """
    shape = _shape(at, zone)
    kept = unchanged = 0
    for batch, last in _with_last(batches(reports, BATCH)):
        with session():
            fresh, same = _store_batch(batch, shape)
            kept, unchanged = kept + fresh, unchanged + same
            if last:
                line = load if isinstance(load, FeedLoaded) else load()
                tell_load(replace(line, kept=kept, unchanged=unchanged), by=by, at=at)
    return kept, unchanged


def _with_last(parts: Iterator[list[Report]]) -> Iterator[tuple[list[Report], bool]]:
    """Each part, and whether it is the last; one empty part where there is none."""
    ahead = next(parts, [])
    for part in parts:
        yield ahead, False
        ahead = part
    yield ahead, True


def _shape(at: datetime, zone: ZoneInfo) -> Shape[Report]:
    def numbers(new: list[Report]) -> list[str]:
        drawn = iter(next_numbers("R", len(new), at, zone))
        return [report.number or number for report, number in zip(new, drawn, strict=True)]

    return Shape(
        model=ReportRow,
        key="key",
        key_of=_required_key,
        columns=report_columns,
        first={"came_at": at},
        number_for=numbers,
    )


def _store_batch(batch: list[Report], shape: Shape[Report]) -> tuple[int, int]:
    """One batch; a report whose text was forgotten stays so, whatever is told again."""
    keys = [_required_key(report) for report in batch]
    rows = ReportRow.objects.filter(key__in=keys)
    forgotten = set(rows.exclude(forgotten_at=None).values_list("key", flat=True))
    fresh = [report for report, key in zip(batch, keys, strict=True) if key not in forgotten]
    kept, unchanged = store_batch(fresh, shape, [])
    if kept:
        _keep_corrected(rows)
    return kept, unchanged + len(batch) - len(fresh)


def _keep_corrected(rows: QuerySet[ReportRow]) -> None:
    """A person's reading outlives a later load that reads the same report otherwise."""
    for said in CorrectionRow.objects.filter(report__in=rows.values("number")):
        ReportRow.objects.filter(number=said.report, confidence__lt=1.0).update(
            topic=said.topic, barrier=said.barrier, text_status=said.text_status, confidence=1.0
        )


def _required_key(report: Report) -> str:
    key = report_key(report)
    if key is None:
        raise ValueError("a report of a feed needs the id its channel gave it")
    return key
