"""Photos of reports, work orders and cases; the file itself lies in HOME/photos under its digest."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class PhotoRow(KeptModel):
    """``clearway.core.photos.Photo`` attached to ``subject``; ``place_code`` says whose office may see it."""

    subject = models.CharField(max_length=32, db_index=True)
    digest = models.CharField(max_length=64, db_index=True)
    media = models.CharField(max_length=20)
    size = models.IntegerField()
    width = models.IntegerField()
    height = models.IntegerField()
    place_code = models.TextField(null=True)
    attached_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "digest"], name="photo_once")]
