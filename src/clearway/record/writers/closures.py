"""Rows of measures: registered, found, lifted."""

from __future__ import annotations

from datetime import datetime

from clearway.core.events import ClosureFound, MeasureLifted, MeasureRegistered
from clearway.core.measures import MeasureKind
from clearway.core.people import Actor
from clearway.record.columns import digest_of, measure_columns
from clearway.record.models import CaseRow, MeasureRow, PlaceRow, WarningRow
from clearway.record.writers.table import writes


@writes(MeasureRegistered)
def measure_registered(event: MeasureRegistered, *, by: Actor, at: datetime) -> None:
    """A measure enters the register; registered twice, it stays the one it was."""
    if not MeasureRow.objects.filter(number=event.subject).exists():
        columns = measure_columns(event.measure)
        MeasureRow(
            number=event.subject,
            digest=digest_of(columns),
            lat=event.point.lat if event.point else None,
            lon=event.point.lon if event.point else None,
            road_links=list(event.road_links),
            proposal=event.proposal,
            release_days=event.release_days,
            **columns,
        ).save(force_insert=True)


@writes(ClosureFound)
def closure_found(event: ClosureFound, *, by: Actor, at: datetime) -> None:
    """A closure nobody registered, where the check found it."""
    place = PlaceRow.objects.filter(code=event.place_code).first()
    warning = WarningRow.objects.filter(case=event.case).first()
    MeasureRow(
        number=event.subject,
        kind=MeasureKind.BARRIER.value,
        place_code=event.place_code,
        place_text=place.name if place else event.place_code,
        starts_at=event.since,
        registered=False,
        barrier=event.barrier.value,
        imposed_by=event.imposed_by.value,
        lat=event.point.lat,
        lon=event.point.lon,
        cell=warning.cell if warning else "",
        road_links=list(event.road_links),
        case=event.case,
        exceeds=event.exceeds,
    ).save(force_insert=True)
    CaseRow.objects.filter(number=event.case).update(closure=event.subject)


@writes(MeasureLifted)
def measure_lifted(event: MeasureLifted, *, by: Actor, at: datetime) -> None:
    """A closure was opened; the first lifting stays."""
    MeasureRow.objects.filter(number=event.subject, lifted_at=None).update(
        lifted_at=event.lifted_at, lifted_by=event.lifted_by, lifted_reason=event.reason
    )
