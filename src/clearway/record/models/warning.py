"""Warnings: what the machine says may be wrong, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class WarningRow(KeptModel):
    """``clearway.core.events.WarningRaised`` with its updates. ``evidence``, ``access`` and ``sentences`` are lists of
    objects as in the ledger; ``outcome`` is what a check on the spot found; ``case`` the case it led to."""

    number = models.CharField(max_length=32, primary_key=True)
    place_code = models.TextField(db_index=True)
    place_name_zh = models.TextField()
    place_name_en = models.TextField()
    cell = models.CharField(max_length=20, db_index=True)
    lat = models.FloatField()
    lon = models.FloatField()
    since = models.DateTimeField()
    raised_at = models.DateTimeField(db_index=True)
    updated_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    probability = models.FloatField()
    own_probability = models.FloatField(null=True)
    priority = models.FloatField()
    triggers = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    sensor_links = models.JSONField(default=list)
    road_links = models.JSONField(default=list)
    access = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    measure = models.TextField(null=True)
    case = models.CharField(max_length=32, null=True, db_index=True)
    outcome = models.CharField(max_length=20, null=True)
    checked_by = models.CharField(max_length=150, default="")
    dismissed_at = models.DateTimeField(null=True)
    dismissed_until = models.DateTimeField(null=True)
    dismissed_by = models.CharField(max_length=150, default="")
    dismissed_reason = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ended_at", "-priority"])]
