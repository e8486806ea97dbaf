"""Days that differ."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class CalendarRow(KeptModel):
    """``clearway.core.days.CalendarDay``; ``key`` is day, kind and class of link."""

    key = models.TextField(unique=True)
    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=20)
    name = models.TextField()
    link_class = models.TextField(null=True)
    digest = models.CharField(max_length=64)
