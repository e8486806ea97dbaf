"""Counters behind the numbers of a day."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class NumberCounter(KeptModel):
    """``series`` is a letter and a local day (``W20261123``), ``last`` the last number given."""

    series = models.CharField(max_length=16, primary_key=True)
    last = models.BigIntegerField()
