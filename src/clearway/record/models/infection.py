"""Infections by place and day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class InfectionRow(KeptModel):
    """``clearway.core.epidemic.InfectionCount``; ``key`` is place and day. A day without a row is unknown, not zero."""

    key = models.TextField(unique=True)
    place_code = models.TextField()
    on = models.DateField()
    infections = models.IntegerField()
    outside_isolation = models.IntegerField(null=True)
    tests = models.IntegerField(null=True)
    contacts = models.IntegerField(null=True)
    contacts_reached = models.IntegerField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place_code", "on"])]
