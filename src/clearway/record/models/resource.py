"""People and materials by place, dispatches, gifts and volunteers' hours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class StockRow(KeptModel):
    """``clearway.core.resources.Held``; ``key`` is place and item. No row: nobody counted, never zero."""

    key = models.TextField(unique=True)
    place_code = models.TextField(db_index=True)
    item = models.CharField(max_length=20)
    quantity = models.IntegerField()
    on = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(quantity__gte=0), name="stock_not_negative")]


class DispatchRow(KeptModel):
    """``clearway.core.resources.Dispatch`` with who ordered and signed."""

    number = models.CharField(max_length=32, primary_key=True)
    sender = models.TextField(db_index=True)
    receiver = models.TextField(db_index=True)
    item = models.CharField(max_length=20)
    quantity = models.IntegerField()
    state = models.CharField(max_length=12)
    received = models.IntegerField(null=True)
    reason = models.TextField()
    ordered_at = models.DateTimeField(db_index=True)
    ordered_by = models.CharField(max_length=150)
    moved_at = models.DateTimeField()
    moved_by = models.CharField(max_length=150)


class GiftRow(KeptModel):
    """``clearway.core.resources.Gift``."""

    number = models.CharField(max_length=32, primary_key=True)
    giver = models.CharField(max_length=120)
    item = models.CharField(max_length=20)
    quantity = models.IntegerField()
    received = models.IntegerField(null=True)
    region = models.TextField(db_index=True)
    place_code = models.TextField(default="")
    state = models.CharField(max_length=12)
    offered_at = models.DateTimeField(db_index=True)


class TimeGivenRow(KeptModel):
    """Hours volunteers gave at a place on a day: people are counted, never named."""

    place_code = models.TextField(db_index=True)
    on = models.DateField()
    people = models.IntegerField()
    hours = models.FloatField()
    work = models.TextField()
