"""Counters that wait for a repair."""

from __future__ import annotations

from clearway.record.models import SilentSensorRow
from clearway.record.reading.town import code_prefix


def silent_sensors(within: str | None = None) -> tuple[SilentSensorRow, ...]:
    """Counters silent now, the longest silent first; of a region, where one is given."""
    rows = SilentSensorRow.objects.filter(spoke_at=None).order_by("since", "link")
    return tuple(rows.filter(place_code__startswith=code_prefix(within)) if within else rows)
