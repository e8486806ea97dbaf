"""Funds and their ledger lines, in whole fen."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class FundRow(KeptModel):
    """``clearway.core.funds.Fund``; ``key`` is the budget's own id where it came by a feed."""

    number = models.CharField(max_length=32, primary_key=True)
    key = models.TextField(unique=True, null=True)
    title = models.TextField()
    form = models.CharField(max_length=12)
    region = models.TextField(db_index=True)
    year = models.IntegerField(db_index=True)
    planned = models.BigIntegerField()
    revenue = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)


class FundLineRow(KeptModel):
    """``clearway.core.funds.FundLine``; never changed: a wrong line is set right by its opposite."""

    fund = models.ForeignKey(FundRow, on_delete=models.PROTECT, related_name="lines")
    entry = models.CharField(max_length=12)
    fen = models.BigIntegerField()
    purpose = models.TextField()
    payer = models.CharField(max_length=12)
    on = models.DateField()
    place_code = models.TextField(default="", db_index=True)
    written_by = models.CharField(max_length=150)
