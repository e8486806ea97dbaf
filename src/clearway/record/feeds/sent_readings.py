"""Readings offices send for the grades, travellers by day, and who shares stairs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.core.sent_readings import SentReading, SharedStairs, Travelled
from clearway.record.columns import Columns
from clearway.record.door import session
from clearway.record.feeds.content import Shape, store
from clearway.record.models import SentReadingRow, SharedStairsRow, TravelledRow


def store_sent_readings(told: Iterable[SentReading], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Readings, known by place, indicator and moment; a corrected one replaces the earlier."""
    return store(told, _READINGS, load=load, by=by, at=at)


def store_mobility(rows: Iterable[Travelled], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Travellers, known by origin, place and day; a corrected count replaces the earlier."""
    return store(rows, _TRAVELLED, load=load, by=by, at=at)


def store_stairs(rows: Iterable[SharedStairs], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Stairs, known by building or unit; a later count replaces the earlier, an older one changes nothing."""
    given = list(rows)
    with session():
        days = dict(SharedStairsRow.objects.values_list("place_code", "on"))
        fresh = [one for one in given if one.place_code not in days or one.on >= days[one.place_code]]
        return store(fresh, _STAIRS, load=load, by=by, at=at, already=len(given) - len(fresh))


def reading_key(one: SentReading) -> str:
    """What a reading is known by."""
    return f"{one.place_code}|{one.indicator}|{one.as_of.astimezone(UTC).isoformat()}"


def reading_columns(one: SentReading) -> Columns:
    """The columns of a reading without its key."""
    return {
        "place_code": one.place_code, "indicator": one.indicator, "as_of": one.as_of.astimezone(UTC),
        "value": one.value, "low": one.low, "high": one.high, "source": one.source, "doubtful": one.doubtful,
        "infections": one.infections, "held_by": one.held_by.value if one.held_by else "",
        "protected": one.protected,
    }  # fmt: skip


def _travelled_key(one: Travelled) -> str:
    return f"{one.origin}|{one.place_code}|{one.on.isoformat()}"


def _travelled(one: Travelled) -> Columns:
    return {
        "origin": one.origin, "place_code": one.place_code, "on": one.on, "travellers": one.travellers,
        "prevalence": one.prevalence, "prevalence_low": one.prevalence_low, "prevalence_high": one.prevalence_high,
    }  # fmt: skip


def _stairs(one: SharedStairs) -> Columns:
    return {"stairs": one.stairs, "residents": one.residents, "on": one.on}


_READINGS: Shape[SentReading] = Shape(model=SentReadingRow, key="key", key_of=reading_key, columns=reading_columns)
_TRAVELLED: Shape[Travelled] = Shape(model=TravelledRow, key="key", key_of=_travelled_key, columns=_travelled)
_STAIRS: Shape[SharedStairs] = Shape(
    model=SharedStairsRow, key="place_code", key_of=lambda one: one.place_code, columns=_stairs
)
