"""Counters that are silent, and until when they were."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class SilentSensorRow(KeptModel):
    """A counter's latest silence; ``spoke_at`` None: it lasts."""

    link = models.TextField(primary_key=True)
    place_code = models.TextField(db_index=True)
    since = models.DateTimeField()
    silence = models.CharField(max_length=12)
    noted_at = models.DateTimeField()
    spoke_at = models.DateTimeField(null=True, db_index=True)
