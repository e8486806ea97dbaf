"""Reports, by the hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.core.reports import Report
from clearway.record.columns import report_columns, report_key
from clearway.record.door import session
from clearway.record.feeds.content import Shape, store
from clearway.record.models import CorrectionRow, ReportRow
from clearway.record.numbers import next_numbers


def store_reports(
    reports: Iterable[Report], *, load: FeedLoaded, by: Actor, at: datetime, zone: ZoneInfo
) -> tuple[int, int]:
    """Reports, known by channel and the channel's own id (``external_id`` must be given).

    A report whose ``number`` is empty gets one (``R`` and the local day of ``at``).

    Raises:
        ValueError: a report without ``external_id``.
    """

    def numbers(new: list[Report]) -> list[str]:
        drawn = iter(next_numbers("R", len(new), at, zone))
        return [report.number or number for report, number in zip(new, drawn, strict=True)]

    shape: Shape[Report] = Shape(
        model=ReportRow, key="key", key_of=_required_key, columns=report_columns, number_for=numbers
    )
    with session():
        kept, unchanged = store(reports, shape, load=load, by=by, at=at)
        if kept:
            _keep_corrected()
    return kept, unchanged


def _keep_corrected() -> None:
    """A person's reading outlives a later load that reads the same report otherwise."""
    for said in CorrectionRow.objects.all():
        ReportRow.objects.filter(number=said.report, confidence__lt=1.0).update(
            topic=said.topic, barrier=said.barrier, text_status=said.text_status, confidence=1.0
        )


def _required_key(report: Report) -> str:
    key = report_key(report)
    if key is None:
        raise ValueError("a report of a feed needs the id its channel gave it")
    return key
