"""Counting sensors."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class SensorRow(KeptModel):
    """``clearway.core.sensors.SensorLink``."""

    link = models.TextField(primary_key=True)
    lat = models.FloatField()
    lon = models.FloatField()
    from_node = models.TextField(null=True)
    to_node = models.TextField(null=True)
    osm_way = models.BigIntegerField(null=True)
    link_class = models.TextField(null=True)
    digest = models.CharField(max_length=64)
