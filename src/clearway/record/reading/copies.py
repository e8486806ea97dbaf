"""Reports of late about a place and topic: what a new one may be a copy of."""

from __future__ import annotations

from datetime import datetime

from clearway.core.barriers import Topic
from clearway.record.models import CopyRow, ReportRow

#: Looked at, newest first: a caller who rings again does so soon.
_MOST = 30


def texts_lately(place_code: str | None, topic: Topic, since: datetime) -> tuple[tuple[str, str], ...]:
    """Number and masked text of reports about ``place_code`` and ``topic`` from ``since`` on, newest first; no copies.

    Reports without a place are compared with nothing: the same words may be said of two places.
    """
    if place_code is None:
        return ()
    rows = ReportRow.objects.filter(place_code=place_code, at__gte=since, topic=topic.value).order_by("-at")
    return tuple(rows.values_list("number", "text")[:_MOST])


def copies_of(number: str) -> tuple[str, ...]:
    """Reports that repeat this one word for word, by number."""
    return tuple(CopyRow.objects.filter(of=number).order_by("report").values_list("report", flat=True))


def copied_by(number: str) -> str | None:
    """The report this one repeats."""
    return CopyRow.objects.filter(report=number).values_list("of", flat=True).first()
