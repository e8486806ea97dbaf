"""Readings offices send for the grades: single ones, travellers by day, stairs and who shares them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class SentReadingRow(KeptModel):
    """``clearway.core.sent_readings.SentReading``; ``key`` is place, indicator and moment."""

    key = models.TextField(unique=True)
    place_code = models.TextField()
    indicator = models.IntegerField()
    as_of = models.DateTimeField()
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    source = models.TextField(default="")
    doubtful = models.BooleanField(default=False)
    infections = models.IntegerField(null=True)
    held_by = models.CharField(max_length=24, default="")
    protected = models.BooleanField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place_code", "indicator", "as_of"])]


class TravelledRow(KeptModel):
    """``clearway.core.sent_readings.Travelled``; ``key`` is origin, place and day."""

    key = models.TextField(unique=True)
    origin = models.TextField()
    place_code = models.TextField()
    on = models.DateField(db_index=True)
    travellers = models.IntegerField()
    prevalence = models.FloatField(null=True)
    prevalence_low = models.FloatField(null=True)
    prevalence_high = models.FloatField(null=True)
    digest = models.CharField(max_length=64)


class SharedStairsRow(KeptModel):
    """``clearway.core.sent_readings.SharedStairs``; ``place_code`` is the building or unit."""

    place_code = models.TextField(unique=True)
    stairs = models.IntegerField()
    residents = models.IntegerField()
    on = models.DateField()
    digest = models.CharField(max_length=64)
