"""The ledger and the head of its chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class LedgerLine(KeptModel):
    """One line: ``digest`` is the SHA-256 over all columns before it and the digest of the line before;
    ``seal`` an HMAC over the digest with a key the database does not hold. Triggers refuse update and delete."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    subject = models.TextField()
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=20)
    by_region = models.CharField(max_length=12)
    payload = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "seq"]),
            models.Index(fields=["kind", "seq"]),
        ]


class ChainHead(KeptModel):
    """How many lines there are and the digest of the last, sealed: so a removed tail is found."""

    name = models.CharField(max_length=8, primary_key=True, default="main")
    count = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
