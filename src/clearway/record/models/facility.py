"""Facilities people must be able to reach."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class FacilityRow(KeptModel):
    """``clearway.core.facilities.Facility``; ``key`` is kind, name and first entrance;
    ``entrances`` a list of ``[lat, lon]``; ``lat``/``lon`` the first of them."""

    key = models.TextField(unique=True)
    kind = models.CharField(max_length=24, db_index=True)
    name = models.TextField()
    lat = models.FloatField()
    lon = models.FloatField()
    entrances = models.JSONField()
    capacity = models.IntegerField(null=True)
    source = models.TextField()
    digest = models.CharField(max_length=64)
