"""Where residents and experts speak: hearings, councils, the roster of experts, compacts."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class HearingRow(KeptModel):
    """A hearing, from its announcement to its minutes."""

    number = models.CharField(max_length=32, primary_key=True)
    topic = models.TextField()
    place_code = models.TextField(db_index=True)
    where = models.TextField()
    held_at = models.DateTimeField()
    proposal = models.CharField(max_length=32, null=True, db_index=True)
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True)
    minutes = models.TextField(default="")
    result = models.TextField(default="")
    attended = models.IntegerField(null=True)
    consents = models.BooleanField(null=True)


class SpeakerRow(KeptModel):
    """A speaker of a hearing: by number, or in public by name; statement and answer."""

    hearing = models.ForeignKey(HearingRow, on_delete=models.PROTECT, related_name="speakers")
    speaker = models.IntegerField()
    public = models.BooleanField()
    name = models.TextField(default="")
    statement = models.TextField(default="")
    answer = models.TextField(default="")
    answered_by = models.CharField(max_length=150, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["hearing", "speaker"], name="one_number_a_speaker"),)


class CouncilRow(KeptModel):
    """A meeting of the residents' council: its decisions are recommendations."""

    number = models.CharField(max_length=32, primary_key=True)
    place_code = models.TextField(db_index=True)
    held_at = models.DateTimeField()
    agenda = models.JSONField()
    called_by = models.CharField(max_length=150)
    met_at = models.DateTimeField(null=True)
    attended = models.IntegerField(null=True)
    minutes = models.TextField(default="")
    recommendations = models.JSONField(default=list)


class ExpertRow(KeptModel):
    """An expert of the roster, listed with their own consent."""

    number = models.CharField(max_length=32, primary_key=True)
    name = models.TextField()
    profession = models.CharField(max_length=24)
    retired = models.BooleanField()
    region = models.CharField(max_length=12, db_index=True)
    since = models.DateField()
    until = models.DateField()
    account = models.CharField(max_length=150, default="")


class ConsultationRow(KeptModel):
    """A question put to experts."""

    number = models.CharField(max_length=32, primary_key=True)
    question = models.TextField()
    place_code = models.TextField(db_index=True)
    proposal = models.CharField(max_length=32, null=True, db_index=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)


class OpinionRow(KeptModel):
    """One expert's part in a question: interests declared, opinion signed."""

    consultation = models.ForeignKey(ConsultationRow, on_delete=models.PROTECT, related_name="opinions")
    expert = models.ForeignKey(ExpertRow, on_delete=models.PROTECT)
    declared_at = models.DateTimeField(null=True)
    conflict = models.BooleanField(null=True)
    interest = models.TextField(default="")
    signed_at = models.DateTimeField(null=True)
    favours = models.BooleanField(null=True)
    opinion = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["consultation", "expert"], name="one_opinion_an_expert"),)


class CompactRow(KeptModel):
    """A version of a community compact; in force once a vote adopted it."""

    number = models.CharField(max_length=32, primary_key=True)
    place_code = models.TextField(db_index=True)
    title = models.TextField()
    version = models.IntegerField()
    clauses = models.JSONField()
    flagged = models.JSONField(default=list)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    vote = models.CharField(max_length=32, null=True)
    adopted_at = models.DateTimeField(null=True)
