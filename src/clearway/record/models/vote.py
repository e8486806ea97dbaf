"""Rolls, votes, turns and the box. Turns tell who took part, the box tells what was chosen; nothing joins the two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from clearway.record.models.kept import KeptModel


class RollRow(KeptModel):
    """A roll of those who may vote in one place; ``sizes`` and ``digest`` come with its closing."""

    number = models.CharField(max_length=32, primary_key=True)
    place_code = models.TextField(db_index=True)
    body = models.CharField(max_length=24)
    state = models.CharField(max_length=8)
    source = models.TextField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=150, default="")
    digest = models.CharField(max_length=64, default="")
    sizes = models.JSONField(default=list)


class RollLineRow(KeptModel):
    """One person of a roll: a keyed digest and doors, never a name."""

    roll = models.ForeignKey(RollRow, on_delete=models.PROTECT, related_name="lines")
    line = models.IntegerField()
    person = models.CharField(max_length=64)
    doors = models.JSONField()
    area = models.BigIntegerField(null=True)
    eligible = models.BooleanField()
    why = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["roll", "line"], name="one_line_a_number"),
            models.UniqueConstraint(fields=["roll", "person"], name="one_line_a_person"),
        )


class VoteRow(KeptModel):
    """A vote; ``draft`` is ``core.residents.VoteDraft`` in plain form."""

    number = models.CharField(max_length=32, primary_key=True)
    state = models.CharField(max_length=12)
    place_code = models.TextField(db_index=True)
    roll = models.ForeignKey(RollRow, on_delete=models.PROTECT, related_name="votes")
    proposal = models.CharField(max_length=32, null=True, db_index=True)
    draft = models.JSONField()
    called_at = models.DateTimeField(db_index=True)
    called_by = models.CharField(max_length=150)
    reviewed_by = models.CharField(max_length=150, default="")
    review_note = models.TextField(default="")
    issued_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    box_seal = models.CharField(max_length=64, default="")


class TurnRow(KeptModel):
    """One person's turn in one vote: whether it was used, on which day and channel. No hour, no choice."""

    vote = models.ForeignKey(VoteRow, on_delete=models.PROTECT, related_name="turns")
    line = models.IntegerField()
    size = models.CharField(max_length=8)
    code_digest = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=8, default="")
    used_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["vote", "line"], name="one_turn_a_person"),)


class SheetRow(KeptModel):
    """A paper ballot printed for a size of door, not for a door."""

    vote = models.ForeignKey(VoteRow, on_delete=models.PROTECT, related_name="sheets")
    code_digest = models.CharField(max_length=64, unique=True)
    size = models.CharField(max_length=8)
    first_option = models.CharField(max_length=16, null=True)
    first_by = models.CharField(max_length=150, null=True)
    boxed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["vote", "boxed"])]


class BallotRow(KeptModel):
    """A ballot in the box. No moment, no channel; its place in the table is drawn anew with every ballot."""

    vote = models.ForeignKey(VoteRow, on_delete=models.PROTECT, related_name="ballots")
    receipt = models.CharField(max_length=24, unique=True)
    option = models.CharField(max_length=16)
    size = models.CharField(max_length=8)
