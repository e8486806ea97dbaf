"""Keys of the interface, and answers already given under an idempotency key."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class ApiKeyRow(KeptModel):
    """A key; what opens the door is known to its holder alone, here stands its SHA-256."""

    number = models.CharField(max_length=40, primary_key=True)
    scope = models.CharField(max_length=12)
    label = models.TextField(default="")
    key_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class AnswerRow(KeptModel):
    """The answer a POST got. ``key_hash`` covers who asked, where and the key sent; ``sealed`` can be opened with the
    key sent alone, which is not kept: a report's token does not lie about in the table."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    body_digest = models.CharField(max_length=64)
    status = models.IntegerField()
    sealed = models.TextField()
    at = models.DateTimeField(db_index=True)
