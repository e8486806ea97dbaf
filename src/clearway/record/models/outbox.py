"""What waits to be told to others: one row a ledger line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class OutboxRow(KeptModel):
    """A ledger line on its way out; ``sent_at`` None: not yet."""

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    subject = models.TextField()
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sent_at", "seq"])]
