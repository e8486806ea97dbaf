"""Work orders (工单)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.case import CaseRow
from clearway.record.models.kept import KeptModel


class TaskRow(KeptModel):
    """``clearway.core.cases.Task``, with its instruction and how it ended; ``warned_of``: the limit warned of last."""

    number = models.CharField(max_length=32, primary_key=True)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=12)
    role = models.CharField(max_length=20)
    region = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=150, default="")
    instruction_zh = models.TextField()
    instruction_en = models.TextField()
    rule = models.CharField(max_length=80)
    outcome = models.CharField(max_length=20, null=True)
    note = models.TextField(default="")
    paused_at = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    paused_why = models.CharField(max_length=16, default="")
    extended = models.IntegerField(default=0)
    escalated = models.CharField(max_length=16, null=True)
    withdrawn = models.BooleanField(default=False)
    warned_of = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["role", "region", "finished_at", "due_at"]),
            models.Index(fields=["finished_at", "due_at"]),
        ]
