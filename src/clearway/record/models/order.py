"""Rectification orders (责令整改)."""

from __future__ import annotations

from django.db import models

from clearway.record.models.case import CaseRow
from clearway.record.models.kept import KeptModel


class OrderRow(KeptModel):
    """An order on a case, by a named person, resting on rules."""

    number = models.CharField(max_length=32, primary_key=True)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="orders")
    text_zh = models.TextField()
    text_en = models.TextField()
    rules = models.JSONField(default=list)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=150)
    due_at = models.DateTimeField()
