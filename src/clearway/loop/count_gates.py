"""Hourly counts of gates: taken, and told to the public no finer than the rule allows."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from clearway.core.decisions import Decision
from clearway.core.pass_events import GateCounted
from clearway.core.passes import GateCount, PublishedCounts
from clearway.core.refusals import NotFound
from clearway.core.rules import Rulebook
from clearway.loop.desk import Desk
from clearway.record.door import commit, session
from clearway.record.models import CountBatchRow, GateHourRow, GateRow
from clearway.respond.passes.counting import checked, published

RULE = "passes.published_counts"


def take_counts(gate: int, batch: str, counts: tuple[GateCount, ...], desk: Desk) -> bool:
    """Take a gate's counts; False where this batch was taken already.

    Raises:
        NotFound: no such gate.
        NotAGateCount: an hour that is none, a verdict or purpose unknown, too many.
    """
    wrong = checked(counts, desk.at)
    if wrong is not None:
        raise wrong
    with session():
        if not GateRow.objects.filter(number=gate).exists():
            raise NotFound(what="gate", number=str(gate))
        if CountBatchRow.objects.filter(batch=batch).exists():
            return False
        hour = min(one.hour for one in counts)
        event = GateCounted(subject=str(gate), hour=hour, counts=counts, batch=batch)
        commit(Decision((event,)), by=desk.by, at=desk.at)
    return True


def published_day(day_start: datetime, zone: ZoneInfo, rulebook: Rulebook) -> PublishedCounts:
    """Passages of one local day, by gate and purpose, as they may be shown."""
    rows = GateHourRow.objects.filter(hour__gte=day_start, hour__lt=day_start + timedelta(days=1))
    cells: Counter[tuple[str, str]] = Counter()
    for row in rows.filter(verdict__in=("accept", "accept_warn", "emergency", "short_code")):
        name = "emergency" if row.verdict == "emergency" else str(row.purpose)
        cells[str(row.gate), name] += row.count
    k = int(rulebook.value(RULE, day_start.astimezone(zone).date()))
    return published(cells, k)
