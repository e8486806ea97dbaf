"""Rows of what comes in: loads, reports, and texts that are forgotten again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.events import FeedLoaded, ReportJoined, ReportTaken, TextsForgotten
from clearway.core.people import Actor
from clearway.record.columns import digest_of, report_columns, report_key
from clearway.record.models import (
    AdditionRow,
    AppealRow,
    CallBackRow,
    ContactRow,
    LoadRow,
    PhotoRow,
    RatingRow,
    ReportRow,
    ServiceRequestRow,
)
from clearway.record.writers.table import writes
from clearway.record.writers.together import writes_many


@writes(FeedLoaded)
def feed_loaded(event: FeedLoaded, *, by: Actor, at: datetime) -> None:
    """The freshness of the feed: its last load, and the widest span of moments it ever covered."""
    before = LoadRow.objects.filter(feed=event.subject).first()
    spans = (event, before) if before else (event,)
    starts = [span.first_at for span in spans if span.first_at]
    ends = [span.last_at for span in spans if span.last_at]
    LoadRow(
        feed=event.subject,
        loaded_at=at,
        source=event.source,
        digest=event.digest,
        read=event.read,
        kept=event.kept,
        unchanged=event.unchanged,
        rejected=event.rejected,
        first_at=min(starts, default=None),
        last_at=max(ends, default=None),
    ).save()


@writes(ReportTaken)
def report_taken(event: ReportTaken, *, by: Actor, at: datetime) -> None:
    """A report; told twice with the same channel and id, it stays the one it was."""
    key = report_key(event.report)
    if key is not None and ReportRow.objects.filter(key=key).exists():
        return
    _report_row(event).save(force_insert=True)


@writes_many(ReportTaken)
def reports_taken(events: Sequence[ReportTaken], *, by: Actor, at: datetime) -> None:
    """Several at once; those with an id of their channel one by one, as above."""
    ReportRow.objects.bulk_create([_report_row(event) for event in events if report_key(event.report) is None])
    for event in events:
        if report_key(event.report) is not None:
            report_taken(event, by=by, at=at)


def _report_row(event: ReportTaken) -> ReportRow:
    columns = report_columns(event.report)
    key = report_key(event.report)
    return ReportRow(number=event.subject, key=key, token_hash=event.token_hash, digest=digest_of(columns), **columns)


@writes(ReportJoined)
def report_joined(event: ReportJoined, *, by: Actor, at: datetime) -> None:
    """The report belongs to the case."""
    ReportRow.objects.filter(number=event.subject).update(case=event.case)


@writes(TextsForgotten)
def texts_forgotten(event: TextsForgotten, *, by: Actor, at: datetime) -> None:
    """Texts, words and callers of old reports are emptied; place, topic and day stay for statistics."""
    ReportRow.objects.filter(at__lt=event.before, forgotten_at=None).update(
        text="", words=[], caller=None, token_hash="", forgotten_at=at
    )
    AppealRow.objects.filter(made_at__lt=event.before, forgotten_at=None).update(
        text="", token_hash="", forgotten_at=at
    )
    AdditionRow.objects.filter(at__lt=event.before).update(text="")
    RatingRow.objects.filter(at__lt=event.before).update(note="")
    ContactRow.objects.filter(left_at__lt=event.before).delete()
    PhotoRow.objects.filter(attached_at__lt=event.before, subject__startswith="R").delete()  # the file is swept away
    CallBackRow.objects.filter(called_at__lt=event.before).update(note="")
    ServiceRequestRow.objects.filter(requested_at__lt=event.before).update(
        address="", address_id="", media_url="", attributes={}, shown_text=None
    )
