"""Measures: registered ones, and closures found standing without registration."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class MeasureRow(KeptModel):
    """``clearway.core.measures.Measure`` and where it stands. No column says whether it is in force:
    that follows from its facts and the moment (``clearway.record.reading.measures_in_force``)."""

    number = models.TextField(primary_key=True)
    kind = models.CharField(max_length=24)
    place_code = models.TextField(null=True, db_index=True)
    place_text = models.TextField()
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(null=True, db_index=True)
    level = models.CharField(max_length=8, null=True)
    registered = models.BooleanField()
    barrier = models.CharField(max_length=24, null=True)
    imposed_by = models.CharField(max_length=12)
    legal_basis = models.TextField(default="")
    deciding_organ = models.TextField(default="")
    scope = models.TextField(default="")
    reason = models.TextField(default="")
    public_notice_id = models.TextField(default="")
    filed_with = models.TextField(default="")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.TextField(default="")
    lifted_reason = models.TextField(default="")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    cell = models.CharField(max_length=20, default="", db_index=True)
    road_links = models.JSONField(default=list)
    case = models.CharField(max_length=32, null=True, db_index=True)
    exceeds = models.TextField(null=True)
    proposal = models.CharField(max_length=32, null=True, db_index=True)
    release_days = models.IntegerField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["starts_at", "ends_at"])]
