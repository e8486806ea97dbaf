"""Proposals of measures (提案) and the steps taken on them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class ProposalRow(KeptModel):
    """A proposal as it stands. ``draft`` is ``core.proposals.Draft`` in plain form; what comes next is computed."""

    number = models.CharField(max_length=32, primary_key=True)
    state = models.CharField(max_length=12)
    place_code = models.TextField(db_index=True)
    draft = models.JSONField()
    round = models.IntegerField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=150)
    updated_at = models.DateTimeField()
    measure = models.CharField(max_length=32, null=True, db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "proposed_at"])]


class ProposalStepRow(KeptModel):
    """A step taken in a round of a proposal, with the opinion and the findings signed."""

    proposal = models.ForeignKey(ProposalRow, on_delete=models.PROTECT, related_name="steps")
    round = models.IntegerField()
    step = models.CharField(max_length=16)
    outcome = models.CharField(max_length=12)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=20)
    by_region = models.CharField(max_length=12)
    note = models.TextField(default="")
    findings = models.JSONField(default=list)
    reference = models.JSONField(null=True)
