"""How fresh each feed is."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class LoadRow(KeptModel):
    """One row a feed: its last load with its counts, and the span of moments it ever covered."""

    feed = models.CharField(max_length=16, primary_key=True)
    loaded_at = models.DateTimeField()
    source = models.TextField()
    digest = models.CharField(max_length=64)
    read = models.BigIntegerField()
    kept = models.BigIntegerField()
    unchanged = models.BigIntegerField()
    rejected = models.BigIntegerField()
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
