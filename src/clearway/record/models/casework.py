"""What happens to cases beside their states: merges, orders of offices about a place, evidence, shifts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class MergeRow(KeptModel):
    """A merge (并单) with all that is needed to undo it; ``undone_at`` None: it stands."""

    case = models.CharField(max_length=32, db_index=True)
    into = models.CharField(max_length=32, db_index=True)
    from_state = models.CharField(max_length=16)
    reports = models.JSONField(default=list)
    tasks = models.JSONField(default=list)
    reason = models.TextField()
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=150)
    undone_at = models.DateTimeField(null=True)


class PositionRow(KeptModel):
    """What an office orders about the place of a case."""

    case = models.CharField(max_length=32, db_index=True)
    role = models.CharField(max_length=20)
    stance = models.CharField(max_length=12)
    text_zh = models.TextField()
    text_en = models.TextField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=150)


class SettlementRow(KeptModel):
    """The county's decision between contrary orders."""

    case = models.CharField(max_length=32, db_index=True)
    stance = models.CharField(max_length=12)
    reason = models.TextField()
    settled_at = models.DateTimeField()
    settled_by = models.CharField(max_length=150)


class EvidenceRow(KeptModel):
    """What shows how the way of a case stands; ``open_again`` None: it does not tell."""

    case = models.CharField(max_length=32)
    kind = models.CharField(max_length=12)
    note = models.TextField(default="")
    open_again = models.BooleanField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    away_m = models.FloatField(null=True)
    photos = models.JSONField(default=list)
    reference = models.CharField(max_length=40, default="")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=20)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "at"])]


class ShiftRow(KeptModel):
    """A shift handed over at a desk."""

    region = models.CharField(max_length=12, db_index=True)
    since = models.DateTimeField()
    handed_at = models.DateTimeField(db_index=True)
    handed_by = models.CharField(max_length=150)
    done = models.IntegerField()
    open_now = models.IntegerField()
    overdue = models.IntegerField()
    note = models.TextField(default="")
