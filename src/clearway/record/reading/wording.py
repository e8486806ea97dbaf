"""What people taught the reader, and what waits for them to sort."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet

from clearway.core.barriers import Topic
from clearway.record.held import Held
from clearway.record.models import CorrectionRow, LexiconWordRow, ReportRow
from clearway.record.reading.parts import in_parts
from clearway.record.reading.town import code_prefix


def words_added() -> tuple[LexiconWordRow, ...]:
    """Words that count, the newest first."""
    return tuple(LexiconWordRow.objects.filter(removed_at=None).order_by("-added_at", "word"))


def words_counting() -> tuple[tuple[str, str, float], ...]:
    """Label, word and weight of the words that count: asked for every report that comes in, so without the ORM, and
    held for a moment (``record.held``)."""
    return _COUNTING("")


def _counting(_: str) -> tuple[tuple[str, str, float], ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT label, word, weight FROM record_lexiconwordrow WHERE removed_at IS NULL")
        return tuple((str(label), str(word), float(weight)) for label, word, weight in cursor.fetchall())


_COUNTING = Held(_counting)


def unsure_rows(region: str, below: float, since: datetime) -> QuerySet[ReportRow]:
    """Reports read with a confidence under ``below``, in the region or without a place, newest first."""
    here = Q(place_code__startswith=code_prefix(region)) | Q(place_code=None)
    return (
        ReportRow.objects.filter(here, confidence__lt=below, at__gte=since).exclude(text="").order_by("-at", "number")
    )


def corrections(region: str, most: int) -> list[tuple[CorrectionRow, ReportRow]]:
    """The newest corrections of reports in the region or without a place, each with its report."""
    rows = list(CorrectionRow.objects.order_by("-at", "report")[: most * 4])
    reports = _reports(row.report for row in rows)
    here = code_prefix(region)
    found = [(row, reports[row.report]) for row in rows if row.report in reports]
    return [(row, report) for row, report in found if (report.place_code or here).startswith(here)][:most]


def agreement() -> tuple[int, int]:
    """In how many of all readings by people the machine had said the same, and how many there are."""
    rows = CorrectionRow.objects.all()
    same = rows.filter(topic=F("machine_topic"), barrier=F("machine_barrier"), text_status=F("machine_status"))
    return same.count(), rows.count()


def corrected_texts() -> list[tuple[str, Topic]]:
    """(masked text, topic a person set) of every corrected report whose text is still kept."""
    topics = dict(CorrectionRow.objects.values_list("report", "topic"))
    return [(row.text, Topic(topics[row.number])) for row in _reports(topics).values() if row.text]


def is_corrected(report: str) -> bool:
    """Whether a person's reading of the report stands."""
    return CorrectionRow.objects.filter(report=report).exists()


def _reports(numbers: Iterable[str]) -> dict[str, ReportRow]:
    return {row.number: row for part in in_parts(set(numbers)) for row in ReportRow.objects.filter(number__in=part)}
