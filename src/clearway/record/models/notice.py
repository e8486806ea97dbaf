"""Who wants to be told, and what was told: addresses sealed, deliveries counted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class SubscriptionRow(KeptModel):
    """An office, a neighbour's system or a group that is told of ``kinds`` in ``region``.

    ``sealed`` is the address, ``secret`` the key webhooks are signed with: both readable with HOME/keys alone.
    Quiet hours are local hours (22 to 7 means from 22:00 until 07:00); None: none.
    """

    number = models.CharField(max_length=32, primary_key=True)
    channel = models.CharField(max_length=12)
    label = models.TextField(default="")
    kinds = models.JSONField(default=list)
    region = models.CharField(max_length=12, default="")
    language = models.CharField(max_length=2, default="zh")
    quiet_from = models.IntegerField(null=True)
    quiet_to = models.IntegerField(null=True)
    sealed = models.TextField()
    secret = models.TextField(default="")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class ContactRow(KeptModel):
    """How whoever told a report wants to hear of it; emptied with the report's text."""

    report = models.CharField(max_length=32, primary_key=True)
    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=2, default="zh")
    sealed = models.TextField()
    left_at = models.DateTimeField(db_index=True)


class NoticeRow(KeptModel):
    """One message to one recipient: waiting (``sent_at`` and ``dead_at`` None), sent, or given up (dead letter)."""

    key = models.CharField(max_length=120, unique=True)
    recipient = models.CharField(max_length=60)
    channel = models.CharField(max_length=12)
    about = models.TextField()
    language = models.CharField(max_length=2)
    urgent = models.BooleanField(default=False)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sent_at", "dead_at", "next_at"])]
