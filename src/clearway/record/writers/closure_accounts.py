"""Rows of cost accounts."""

from __future__ import annotations

from datetime import datetime

from clearway.core.cost_events import MeasureCosted
from clearway.core.people import Actor
from clearway.record.models import ClosureAccountRow
from clearway.record.plain import to_plain
from clearway.record.writers.table import writes


@writes(MeasureCosted)
def measure_costed(event: MeasureCosted, *, by: Actor, at: datetime) -> None:
    """The latest account of a measure takes the place of the one before."""
    ClosureAccountRow.objects.filter(measure=event.subject).delete()
    ClosureAccountRow(
        measure=event.subject, until=event.until, final=event.final, content=to_plain(event)
    ).save(force_insert=True)  # fmt: skip
