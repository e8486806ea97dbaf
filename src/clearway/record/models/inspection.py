"""Inspections, findings, campaigns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class InspectionRow(KeptModel):
    """``clearway.core.inspections.Inspection``; ``entries`` is the whole frame, as [key, place, weight]."""

    number = models.CharField(max_length=32, primary_key=True)
    level = models.CharField(max_length=16)
    region = models.CharField(max_length=12, db_index=True)
    frame = models.CharField(max_length=16)
    draw = models.CharField(max_length=8)
    seed = models.CharField(max_length=128)
    digest = models.CharField(max_length=64)
    entries = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    looked = models.JSONField(default=list)
    carried_by = models.CharField(max_length=20)
    campaign = models.CharField(max_length=32, default="", db_index=True)
    drawn_at = models.DateTimeField(db_index=True)
    drawn_by = models.CharField(max_length=150)
    due_at = models.DateTimeField()
    bulletin_at = models.DateTimeField(null=True)


class FindingRow(KeptModel):
    """``clearway.core.inspections.Finding``; ``notes`` is what was said of it, oldest first: [moment, role, words]."""

    number = models.CharField(max_length=32, primary_key=True)
    inspection = models.CharField(max_length=32, default="", db_index=True)
    campaign = models.CharField(max_length=32, default="", db_index=True)
    key = models.TextField(default="")
    place_code = models.TextField(db_index=True)
    text = models.TextField()
    rule = models.CharField(max_length=80, default="")
    own = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    found_at = models.DateTimeField(db_index=True)
    found_by = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    rounds = models.IntegerField(default=0)
    notes = models.JSONField(default=list)
    cleared_at = models.DateTimeField(null=True)


class CampaignRow(KeptModel):
    """``clearway.core.inspections.Campaign``."""

    number = models.CharField(max_length=32, primary_key=True)
    title = models.CharField(max_length=120)
    text = models.TextField()
    region = models.CharField(max_length=12, db_index=True)
    opened_at = models.DateTimeField(db_index=True)
    check_by = models.DateField()
    ends_on = models.DateField()
    bulletin_at = models.DateTimeField(null=True)


class SelfCheckRow(KeptModel):
    """An office looked at itself for a campaign; no row: it did not, which is not the same as nothing found."""

    campaign = models.CharField(max_length=32)
    region = models.CharField(max_length=12)
    found = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "region"], name="one_self_check")]
