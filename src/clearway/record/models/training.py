"""Courses finished by account."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class CourseRow(KeptModel):
    """One attempt at a course's exercise; ``seed`` gives the same questions again."""

    name = models.CharField(max_length=150, db_index=True)
    course = models.CharField(max_length=40)
    share = models.FloatField()
    passed = models.BooleanField()
    on = models.DateField()
    seed = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["course", "on"])]
