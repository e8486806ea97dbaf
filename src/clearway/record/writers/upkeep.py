"""Rows of silent counters."""

from __future__ import annotations

from datetime import datetime

from clearway.core.people import Actor
from clearway.core.upkeep_events import SensorSilent, SensorSpoke
from clearway.record.models import SilentSensorRow
from clearway.record.writers.table import writes


@writes(SensorSilent)
def sensor_silent(event: SensorSilent, *, by: Actor, at: datetime) -> None:
    """The counter's silence begins (a former one of the same counter stays in the ledger)."""
    SilentSensorRow(
        link=event.subject,
        place_code=event.place_code,
        since=event.since,
        silence=event.silence.value,
        noted_at=at,
        spoke_at=None,
    ).save()


@writes(SensorSpoke)
def sensor_spoke(event: SensorSpoke, *, by: Actor, at: datetime) -> None:
    """It reports again."""
    SilentSensorRow.objects.filter(link=event.subject, spoke_at=None).update(spoke_at=at)
