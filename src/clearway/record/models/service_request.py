"""Open311: service requests that came, and reports that went to a neighbour."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class ServiceRequestRow(KeptModel):
    """What Open311 says of a report beside its row. ``shown_text`` is what a named person let be seen (None: nothing
    yet, or withheld)."""

    report = models.CharField(max_length=32, primary_key=True)
    requested_at = models.DateTimeField(db_index=True)
    service_code = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    address = models.TextField(default="")
    address_id = models.TextField(default="")
    media_url = models.TextField(default="")
    attributes = models.JSONField(default=dict)
    shown_text = models.TextField(null=True)
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.CharField(max_length=150, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["service_code", "requested_at"])]


class ForwardRow(KeptModel):
    """A report a neighbour has now, and how it stands there."""

    report = models.CharField(max_length=32)
    endpoint = models.TextField()
    service_code = models.CharField(max_length=40)
    remote_id = models.TextField(default="")
    remote_token = models.TextField(default="")
    status = models.CharField(max_length=12, default="open")
    note = models.TextField(default="")
    forwarded_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "endpoint"], name="forward_once")]


class CallBackRow(KeptModel):
    """The last call to whoever told a report: reached or not, and the grade (1 to 5) given."""

    report = models.CharField(max_length=32, primary_key=True)
    called_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reached = models.BooleanField()
    grade = models.IntegerField(null=True)
    note = models.TextField(default="")
    calls = models.IntegerField(default=1)


class CopyRow(KeptModel):
    """A report that repeats ``of`` word for word: one voice, however often it rings. Witnesses are never copies."""

    report = models.CharField(max_length=32, primary_key=True)
    of = models.CharField(max_length=32, db_index=True)
