"""Rows of added words and corrected readings."""

from __future__ import annotations

from datetime import datetime

from clearway.core.people import Actor
from clearway.core.reading_events import CorrectionWithdrawn, LexiconWordAdded, LexiconWordRemoved, ReportCorrected
from clearway.record.models import CorrectionRow, LexiconWordRow, ReportRow
from clearway.record.writers.table import writes


@writes(LexiconWordAdded)
def lexicon_word_added(event: LexiconWordAdded, *, by: Actor, at: datetime) -> None:
    """A word that counts from now on."""
    LexiconWordRow(word=event.subject, label=event.label, weight=event.weight, added_at=at, added_by=by.name).save(
        force_insert=True
    )


@writes(LexiconWordRemoved)
def lexicon_word_removed(event: LexiconWordRemoved, *, by: Actor, at: datetime) -> None:
    """It counts no longer; what was read with it stays as it was read."""
    LexiconWordRow.objects.filter(word=event.subject, label=event.label, removed_at=None).update(
        removed_at=at, removed_by=by.name
    )


@writes(ReportCorrected)
def report_corrected(event: ReportCorrected, *, by: Actor, at: datetime) -> None:
    """The person's reading stands in the report; the machine's first one is kept beside it."""
    row = ReportRow.objects.select_for_update().get(number=event.subject)
    known = CorrectionRow.objects.filter(report=event.subject).first()
    CorrectionRow(
        report=event.subject,
        at=at,
        by_name=by.name,
        topic=event.topic.value,
        barrier=event.barrier.value,
        text_status=event.status.value,
        machine_topic=known.machine_topic if known else row.topic,
        machine_barrier=known.machine_barrier if known else row.barrier,
        machine_status=known.machine_status if known else row.text_status,
        machine_confidence=known.machine_confidence if known else row.confidence,
    ).save()
    ReportRow.objects.filter(number=event.subject).update(
        topic=event.topic.value, barrier=event.barrier.value, text_status=event.status.value, confidence=1.0
    )


@writes(CorrectionWithdrawn)
def correction_withdrawn(event: CorrectionWithdrawn, *, by: Actor, at: datetime) -> None:
    """The machine's own reading stands again."""
    known = CorrectionRow.objects.get(report=event.subject)
    ReportRow.objects.filter(number=event.subject).update(
        topic=known.machine_topic,
        barrier=known.machine_barrier,
        text_status=known.machine_status,
        confidence=known.machine_confidence,
    )
    known.delete()
