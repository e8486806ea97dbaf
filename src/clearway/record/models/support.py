"""Requests for help, those who help, and items of public opinion."""

from __future__ import annotations

from django.db import models

from clearway.record.models.kept import KeptModel


class SupportRow(KeptModel):
    """``clearway.core.support.SupportRequest``; ``sealed`` is the door and the number to call, emptied at its end."""

    number = models.CharField(max_length=32, primary_key=True)
    token_hash = models.CharField(max_length=64, db_index=True)
    need = models.CharField(max_length=12)
    urgent = models.BooleanField(default=False)
    place_code = models.TextField(db_index=True)
    text = models.TextField(default="")
    sealed = models.TextField(default="")
    channel = models.CharField(max_length=20)
    report = models.CharField(max_length=32, default="")
    state = models.CharField(max_length=12, db_index=True)
    helper = models.CharField(max_length=150, default="", db_index=True)
    helper_role = models.CharField(max_length=20, default="")
    handed_on = models.IntegerField(default=0)
    turned_back = models.IntegerField(default=0)
    asked_at = models.DateTimeField(db_index=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)


class HelperRow(KeptModel):
    """A volunteer, shop or firm by account; ``most`` requests in hand at once, 0: off the list."""

    name = models.CharField(max_length=150, primary_key=True)
    kind = models.CharField(max_length=12)
    region = models.CharField(max_length=12, db_index=True)
    needs = models.JSONField(default=list)
    most = models.IntegerField()


class OpinionItemRow(KeptModel):
    """``clearway.core.opinion.OpinionItem``."""

    number = models.CharField(max_length=32, primary_key=True)
    warning = models.CharField(max_length=32, unique=True)
    place_code = models.TextField(db_index=True)
    measure = models.TextField(null=True, db_index=True)
    owner = models.CharField(max_length=20)
    region = models.CharField(max_length=12)
    voices = models.IntegerField()
    raised_at = models.DateTimeField(db_index=True)
    due_at = models.DateTimeField()
    answer_zh = models.TextField(default="")
    answer_en = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=150, default="")
