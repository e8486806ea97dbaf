"""Grades of places by day, what named persons set instead, a panel's own weights, and verdicts on measures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class GradeRow(KeptModel):
    """``clearway.core.grade_events.PlaceGraded``: one place, one day; ``content`` holds readings and lines."""

    place_code = models.TextField()
    on = models.DateField(db_index=True)
    low = models.CharField(max_length=8)
    high = models.CharField(max_length=8)
    published = models.CharField(max_length=8)
    gradable = models.BooleanField()
    measure = models.CharField(max_length=24)
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place_code", "on"], name="one_grade_a_day")]


class OverrideRow(KeptModel):
    """An override asked for, and once enough persons signed, in force until ``until``. ``was`` None: only asked for."""

    place_code = models.TextField(db_index=True)
    was = models.CharField(max_length=8, null=True)
    to = models.CharField(max_length=8)
    reason = models.CharField(max_length=24)
    note = models.TextField()
    until = models.DateTimeField()
    at = models.DateTimeField(db_index=True)
    by_name = models.CharField(max_length=150)
    signed = models.JSONField()


class PanelRow(KeptModel):
    """A county panel's weights and breakpoints from ``since`` on."""

    county = models.TextField(db_index=True)
    since = models.DateField()
    minutes = models.TextField()
    weights = models.JSONField()
    at = models.JSONField()
    decided_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)


class VerdictRow(KeptModel):
    """What an evaluation says is to become of a measure."""

    measure = models.TextField(db_index=True)
    at = models.DateTimeField(db_index=True)
    verdict = models.CharField(max_length=8)
    identified = models.BooleanField()
    content = models.JSONField()
