"""Passes while they live and a week longer, gates with their numbers, and hourly counts. No table holds a scan.

Who a pass is for is known to its holder alone: ``sealed`` opens with the secret of the holder's link, which is kept
nowhere. Rows of passes, revocations and appeals are deleted after their term (``loop.forget_passes``).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class GateRow(KeptModel):
    """A gate under a measure, and its number in tokens; when it is controlled follows from the measure."""

    number = models.IntegerField(primary_key=True)
    measure = models.TextField(db_index=True)
    place_code = models.TextField()
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    link = models.BigIntegerField(null=True)
    listed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "link"], name="one_gate_a_link"),)


class PassRow(KeptModel):
    """One pass or request. ``wish`` holds gates, companions, uses, destination and note in plain form."""

    number = models.CharField(max_length=32, primary_key=True)
    purpose = models.CharField(max_length=12)
    asked_by = models.CharField(max_length=12)
    place_code = models.TextField(db_index=True)
    wish = models.JSONField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=12, db_index=True)
    sealed = models.TextField(default="")
    token_hash = models.CharField(max_length=64, db_index=True)
    list_number = models.IntegerField()
    list_index = models.IntegerField()
    cti = models.CharField(max_length=16, unique=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, default="")
    answer = models.TextField(default="")
    revoked_at = models.DateTimeField(null=True, db_index=True)
    revoked_for = models.CharField(max_length=20, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["list_number", "list_index"], name="one_pass_an_index"),)
        indexes: ClassVar = [models.Index(fields=["state", "ends_at"])]


class PassRevocationRow(KeptModel):
    """A revocation by an office: proposed, held, done or refused."""

    number = models.CharField(max_length=32, primary_key=True)
    pass_number = models.CharField(max_length=32, db_index=True)
    reason = models.CharField(max_length=20)
    state = models.CharField(max_length=10, db_index=True)
    office = models.CharField(max_length=40)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    seconded_by = models.CharField(max_length=150, default="")
    seconded_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=150, default="")
    effective_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["office", "effective_at"])]


class PassAppealRow(KeptModel):
    """An appeal of a holder; its text is masked when it enters."""

    number = models.CharField(max_length=32, primary_key=True)
    pass_number = models.CharField(max_length=32, db_index=True)
    text = models.TextField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    answer = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, default="")


class StatusChangeRow(KeptModel):
    """A bit of a status list that changed: what deltas are made of. Gone with its pass."""

    list_number = models.IntegerField()
    list_index = models.IntegerField()
    revoked = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["list_number", "at"])]


class GateHourRow(KeptModel):
    """So many of one purpose and verdict at one gate in one hour: sums of what its phones told."""

    gate = models.IntegerField()
    hour = models.DateTimeField()
    purpose = models.IntegerField()
    verdict = models.CharField(max_length=20)
    count = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gate", "hour", "purpose", "verdict"], name="one_sum_an_hour"),)


class CountBatchRow(KeptModel):
    """A batch of counts that was taken already: a random number, kept for as long as a phone may send it again."""

    batch = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)


class DeletionReportRow(KeptModel):
    """A signed report of deleted issuing records (COSE_Sign1, hex)."""

    number = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()
    before = models.DateTimeField()
    passes = models.IntegerField()
    revocations = models.IntegerField()
    appeals = models.IntegerField()
    keys = models.IntegerField()
    report = models.TextField()
