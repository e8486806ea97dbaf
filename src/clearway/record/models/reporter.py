"""What passes between reporters and offices after a report was taken."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class ReplyRow(KeptModel):
    """What an office answered a reporter, as the reporter reads it."""

    report = models.CharField(max_length=32)
    text_zh = models.TextField()
    text_en = models.TextField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=20)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["report", "at"])]


class AdditionRow(KeptModel):
    """What a reporter added later, masked; emptied with the report's text."""

    report = models.CharField(max_length=32, db_index=True)
    text = models.TextField()
    at = models.DateTimeField(db_index=True)


class WitnessRow(KeptModel):
    """A report that says the same as an earlier one (``of``)."""

    report = models.CharField(max_length=32, primary_key=True)
    of = models.CharField(max_length=32, db_index=True)


class RatingRow(KeptModel):
    """The last grade a reporter gave; the note is emptied with the report's text."""

    report = models.CharField(max_length=32, primary_key=True)
    case = models.CharField(max_length=32, db_index=True)
    grade = models.CharField(max_length=20)
    note = models.TextField(default="")
    for_caller = models.BooleanField(default=False)
    at = models.DateTimeField(db_index=True)


class ReprisalRow(KeptModel):
    """An act against a reporter's place after a report, brought to a level above; ``act`` is the closure's number."""

    report = models.CharField(max_length=32)
    act = models.CharField(max_length=60)
    place_code = models.TextField()
    level = models.CharField(max_length=16)
    region = models.CharField(max_length=12, db_index=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "act"], name="reprisal_once")]
