"""Places of the region tree."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class PlaceRow(KeptModel):
    """``clearway.core.places.Place``; ``digest`` tells whether a row of a feed changed."""

    code = models.TextField(primary_key=True)
    parent = models.TextField(null=True, db_index=True)
    kind = models.CharField(max_length=16, db_index=True)
    name = models.TextField()
    population = models.IntegerField(null=True)
    age60 = models.IntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    digest = models.CharField(max_length=64)
