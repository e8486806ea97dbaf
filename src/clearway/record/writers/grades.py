"""Rows of grades, overrides, panels' settings and verdicts."""

from __future__ import annotations

from datetime import datetime

from clearway.core.grade_events import GradeOverridden, MeasureJudged, OverrideAsked, PanelDecided, PlaceGraded
from clearway.core.people import Actor
from clearway.record.models import GradeRow, OverrideRow, PanelRow, VerdictRow
from clearway.record.plain import to_plain
from clearway.record.writers.table import writes


@writes(PlaceGraded)
def place_graded(event: PlaceGraded, *, by: Actor, at: datetime) -> None:
    """The day's grade of a place; a second run on a day replaces the first (both stay in the ledger)."""
    GradeRow.objects.filter(place_code=event.subject, on=event.on).delete()
    GradeRow(
        place_code=event.subject, on=event.on, low=event.low.value, high=event.high.value,
        published=event.published.value, gradable=event.gradable, measure=event.measure.value,
        content=to_plain(event),
    ).save(force_insert=True)  # fmt: skip


@writes(OverrideAsked)
def override_asked(event: OverrideAsked, *, by: Actor, at: datetime) -> None:
    """A raise that waits for a second signature."""
    OverrideRow(
        place_code=event.subject, was=None, to=event.to.value, reason=event.reason.value, note=event.note,
        until=event.until, at=at, by_name=by.name, signed=[by.name],
    ).save(force_insert=True)  # fmt: skip


@writes(GradeOverridden)
def grade_overridden(event: GradeOverridden, *, by: Actor, at: datetime) -> None:
    """A grade set by named persons."""
    OverrideRow(
        place_code=event.subject, was=event.was.value, to=event.to.value, reason=event.reason.value, note=event.note,
        until=event.until, at=at, by_name=by.name, signed=list(event.signed),
    ).save(force_insert=True)  # fmt: skip


@writes(PanelDecided)
def panel_decided(event: PanelDecided, *, by: Actor, at: datetime) -> None:
    """A panel's setting; earlier ones stay, for days before it."""
    PanelRow(
        county=event.subject, since=event.since, minutes=event.minutes, weights=to_plain(event.weights),
        at=to_plain(event.at), decided_at=at, by_name=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(MeasureJudged)
def measure_judged(event: MeasureJudged, *, by: Actor, at: datetime) -> None:
    """A verdict on a measure."""
    VerdictRow(
        measure=event.subject, at=at, verdict=event.verdict, identified=event.identified, content=to_plain(event)
    ).save(force_insert=True)
