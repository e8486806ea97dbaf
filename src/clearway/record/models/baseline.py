"""How many closures a region had before the ledger began, as an office counted them."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class BaselineRow(KeptModel):
    """``clearway.core.baseline.Baseline``; ``key`` is region and both days."""

    key = models.TextField(unique=True)
    place_code = models.TextField(db_index=True)
    first = models.DateField()
    last = models.DateField()
    closures = models.IntegerField()
    source = models.TextField(default="")
    digest = models.CharField(max_length=64)
