"""Reports (线索): what people told us, masked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class ReportRow(KeptModel):
    """``clearway.core.reports.Report``. ``key`` is channel and the channel's own id (None: ours alone).

    ``text`` is masked, and emptied at ``forgotten_at`` when its term of keeping ends. ``answered_at``: the first answer
    its own channel told of; ``came_at``: when a load or push brought it (None: it was taken here).
    """

    number = models.CharField(max_length=32, primary_key=True)
    key = models.TextField(unique=True, null=True)
    at = models.DateTimeField(db_index=True)
    channel = models.TextField()
    external_id = models.TextField(null=True)
    claim_type = models.CharField(max_length=16)
    text = models.TextField()
    topic = models.CharField(max_length=20)
    barrier = models.CharField(max_length=12)
    text_status = models.CharField(max_length=12)
    confidence = models.FloatField()
    words = models.JSONField(default=list)
    place_code = models.TextField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    caller = models.CharField(max_length=64, null=True)
    service = models.CharField(max_length=16, null=True)
    simulated = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, default="", db_index=True)
    case = models.CharField(max_length=32, null=True, db_index=True)
    answered_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place_code", "at"]),
            models.Index(fields=["topic", "at"]),
        ]
