"""Cases (案件)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class CaseRow(KeptModel):
    """A case as it stands; its history is the ledger. ``closure`` is the measure found by the check."""

    number = models.CharField(max_length=32, primary_key=True)
    state = models.CharField(max_length=16)
    place_code = models.TextField(db_index=True)
    title_zh = models.TextField()
    title_en = models.TextField()
    warning = models.CharField(max_length=32, null=True, db_index=True)
    report = models.CharField(max_length=32, null=True)
    closure = models.TextField(null=True, db_index=True)
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.TextField(default="")
    merged_into = models.CharField(max_length=32, null=True, db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "opened_at"])]
