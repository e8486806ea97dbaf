"""Cost accounts of measures: the latest of each; the day's sums stay in the ledger."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class ClosureAccountRow(KeptModel):
    """``clearway.core.cost_events.MeasureCosted``; ``content`` holds the items with their sources."""

    measure = models.TextField(unique=True)
    until = models.DateTimeField()
    final = models.BooleanField(db_index=True)
    content = models.JSONField()
