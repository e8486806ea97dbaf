"""Places of the region tree."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class PlaceRow(KeptModel):
    """``clearway.core.places.Place``; ``digest`` tells whether a row of a feed changed."""

    code = models.CharField(max_length=64, primary_key=True)
    parent = models.CharField(max_length=64, null=True, db_index=True)
    kind = models.CharField(max_length=16, db_index=True)
    name = models.CharField(max_length=200)
    population = models.IntegerField(null=True)
    age60 = models.IntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    digest = models.CharField(max_length=64)
