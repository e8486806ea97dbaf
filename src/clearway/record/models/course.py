"""What happens to a measure once it is one: daily looks, extensions, appeals."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class MeasureReviewRow(KeptModel):
    """One daily look at a measure in force."""

    measure = models.TextField(db_index=True)
    at = models.DateTimeField()
    advice = models.CharField(max_length=8)
    note = models.TextField()
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=20)


class ExtensionRow(KeptModel):
    """An extension decided; ``filed_at`` None: not on file with the province, so without effect."""

    number = models.CharField(max_length=32, primary_key=True)
    measure = models.TextField(db_index=True)
    ends_at = models.DateTimeField()
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150)
    filed_at = models.DateTimeField(null=True)
    filed_by = models.CharField(max_length=150, default="")


class AppealRow(KeptModel):
    """An appeal (申诉). Its text can be forgotten; the ledger keeps only its seal."""

    number = models.CharField(max_length=32, primary_key=True)
    measure = models.TextField(db_index=True)
    place_code = models.TextField()
    text = models.TextField()
    token_hash = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(db_index=True)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, default="")
    upheld = models.BooleanField(null=True)
    answer = models.TextField(default="")
    forgotten_at = models.DateTimeField(null=True)


class PolicyRow(KeptModel):
    """A policy with structured limits (``core.policies.Limits`` in plain form), binding the offices of a region."""

    number = models.CharField(max_length=32, primary_key=True)
    title_zh = models.TextField()
    title_en = models.TextField()
    organ = models.TextField()
    region = models.CharField(max_length=12)
    since = models.DateTimeField()
    limits = models.JSONField()
    source = models.TextField(default="")
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=150)


class PolicyReceiptRow(KeptModel):
    """An office's receipt for a policy: who read it, when; the first one stays."""

    policy = models.ForeignKey(PolicyRow, on_delete=models.PROTECT, related_name="receipts")
    role = models.CharField(max_length=20)
    region = models.CharField(max_length=12)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=150)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["policy", "role", "region"], name="one_receipt_an_office"),)
