"""Rows of what passes between reporters and offices."""

from __future__ import annotations

from datetime import datetime

from clearway.core.case_events import (
    ReportAddedTo,
    ReportAnswered,
    ReportFiledFor,
    ReportRated,
    ReportWitnessed,
    ReprisalSuspected,
)
from clearway.core.people import Actor
from clearway.record.models import AdditionRow, RatingRow, ReplyRow, ReprisalRow, WitnessRow
from clearway.record.writers.table import writes


@writes(ReportFiledFor)
def report_filed_for(event: ReportFiledFor, *, by: Actor, at: datetime) -> None:
    """The ledger says which clerk wrote it down; no row changes."""


@writes(ReportAnswered)
def report_answered(event: ReportAnswered, *, by: Actor, at: datetime) -> None:
    """The answer as the reporter reads it."""
    ReplyRow(
        report=event.subject,
        text_zh=event.text.zh,
        text_en=event.text.en,
        at=at,
        by_name=by.name,
        by_role=by.role.value,
    ).save(force_insert=True)


@writes(ReportAddedTo)
def report_added_to(event: ReportAddedTo, *, by: Actor, at: datetime) -> None:
    """What was added."""
    AdditionRow(report=event.subject, text=event.text, at=at).save(force_insert=True)


@writes(ReportWitnessed)
def report_witnessed(event: ReportWitnessed, *, by: Actor, at: datetime) -> None:
    """The earlier report it goes with."""
    WitnessRow(report=event.subject, of=event.of).save()


@writes(ReportRated)
def report_rated(event: ReportRated, *, by: Actor, at: datetime) -> None:
    """The last grade counts."""
    RatingRow(
        report=event.subject,
        case=event.case,
        grade=event.grade.value,
        note=event.note,
        for_caller=event.for_caller,
        at=at,
    ).save()


@writes(ReprisalSuspected)
def reprisal_suspected(event: ReprisalSuspected, *, by: Actor, at: datetime) -> None:
    """Which level is to look at it; told once."""
    row = ReprisalRow(
        report=event.subject,
        act=event.act,
        place_code=event.place_code,
        level=event.level.value,
        region=event.region,
        at=at,
    )
    ReprisalRow.objects.bulk_create([row], ignore_conflicts=True)
