"""What offices sent for the grades, as it stands: readings, travellers, stairs; and closures before the ledger."""

from __future__ import annotations

from datetime import date, datetime

from clearway.core.baseline import Baseline
from clearway.core.grades import LeastMeasure
from clearway.core.sent_readings import SentReading, SharedStairs, Travelled
from clearway.record.models import BaselineRow, SentReadingRow, SharedStairsRow, TravelledRow


def sent_readings(since: datetime, until: datetime) -> tuple[SentReading, ...]:
    """Every reading sent that speaks of a moment between both, oldest first."""
    rows = SentReadingRow.objects.filter(as_of__gte=since, as_of__lte=until).order_by("as_of", "id")
    return tuple(
        SentReading(
            place_code=row.place_code, indicator=row.indicator, as_of=row.as_of, value=row.value, low=row.low,
            high=row.high, source=row.source, doubtful=row.doubtful, infections=row.infections,
            held_by=LeastMeasure(row.held_by) if row.held_by else None, protected=row.protected,
        )
        for row in rows.iterator(5_000)
    )  # fmt: skip


def travelled(since: date, until: date) -> tuple[Travelled, ...]:
    """Travellers between two local days, both included."""
    rows = TravelledRow.objects.filter(on__gte=since, on__lte=until).order_by("on", "id")
    return tuple(
        Travelled(
            origin=row.origin, place_code=row.place_code, on=row.on, travellers=row.travellers,
            prevalence=row.prevalence, prevalence_low=row.prevalence_low, prevalence_high=row.prevalence_high,
        )
        for row in rows.iterator(5_000)
    )  # fmt: skip


def stairs(until: date) -> tuple[SharedStairs, ...]:
    """Stairs counted up to a day, by place."""
    rows = SharedStairsRow.objects.filter(on__lte=until).order_by("place_code")
    return tuple(
        SharedStairs(place_code=row.place_code, stairs=row.stairs, residents=row.residents, on=row.on)
        for row in rows.iterator(5_000)
    )


def baselines(place_code: str) -> tuple[Baseline, ...]:
    """What a region itself counted before the ledger, the latest span first."""
    rows = BaselineRow.objects.filter(place_code=place_code).order_by("-last", "-first")
    return tuple(
        Baseline(place_code=row.place_code, first=row.first, last=row.last, closures=row.closures, source=row.source)
        for row in rows
    )
