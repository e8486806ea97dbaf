"""What people taught the reader: words added to its list, and reports they read anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class LexiconWordRow(KeptModel):
    """A word an editor added; ``removed_at`` None: it counts."""

    word = models.CharField(max_length=32)
    label = models.CharField(max_length=20)
    weight = models.FloatField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=150, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["removed_at", "label"])]


class CorrectionRow(KeptModel):
    """A person's reading of a report (the label) beside the machine's own; the report's row holds the person's."""

    report = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField(db_index=True)
    by_name = models.CharField(max_length=150)
    topic = models.CharField(max_length=20)
    barrier = models.CharField(max_length=12)
    text_status = models.CharField(max_length=12)
    machine_topic = models.CharField(max_length=20)
    machine_barrier = models.CharField(max_length=12)
    machine_status = models.CharField(max_length=12)
    machine_confidence = models.FloatField()
