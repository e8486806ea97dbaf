"""Rows of warnings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from clearway.core.events import WarningChecked, WarningDismissed, WarningRaised, WarningUpdated
from clearway.core.people import Actor
from clearway.record.models import WarningRow
from clearway.record.plain import to_plain
from clearway.record.writers.table import writes


@writes(WarningRaised)
def warning_raised(event: WarningRaised, *, by: Actor, at: datetime) -> None:
    """A new warning."""
    WarningRow(
        number=event.subject,
        place_code=event.place_code,
        place_name_zh=event.place_name.zh,
        place_name_en=event.place_name.en,
        cell=event.cell,
        lat=event.point.lat,
        lon=event.point.lon,
        since=event.since,
        raised_at=event.raised_at,
        updated_at=at,
        road_links=list(event.road_links),
        access=to_plain(event.access),
        rules=list(event.rules),
        measure=event.measure,
        **_weighed(event),
    ).save(force_insert=True)


@writes(WarningUpdated)
def warning_updated(event: WarningUpdated, *, by: Actor, at: datetime) -> None:
    """The newest evidence replaces the older, which stays in the ledger; links only ever join."""
    row = WarningRow.objects.select_for_update().get(number=event.subject)
    weighed = _weighed(event)
    weighed["sensor_links"] = sorted({*row.sensor_links, *event.sensor_links})
    WarningRow.objects.filter(number=event.subject).update(updated_at=at, ended_at=event.ended_at, **weighed)


@writes(WarningChecked)
def warning_checked(event: WarningChecked, *, by: Actor, at: datetime) -> None:
    """What a person found on the spot."""
    WarningRow.objects.filter(number=event.subject).update(outcome=event.outcome.value, checked_by=by.name)


@writes(WarningDismissed)
def warning_dismissed(event: WarningDismissed, *, by: Actor, at: datetime) -> None:
    """A named person's override, until its end."""
    WarningRow.objects.filter(number=event.subject).update(
        dismissed_at=at, dismissed_until=event.until, dismissed_by=by.name, dismissed_reason=event.reason
    )


def _weighed(event: WarningRaised | WarningUpdated) -> dict[str, Any]:
    return {
        "state": event.state.value,
        "probability": event.probability,
        "own_probability": event.own_probability,
        "priority": event.priority,
        "triggers": list(event.triggers),
        "evidence": to_plain(event.evidence),
        "sentences": to_plain(event.sentences),
        "sensor_links": list(event.sensor_links),
    }
