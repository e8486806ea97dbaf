"""Days that differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.core.days import CalendarDay
from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.record.columns import Columns
from clearway.record.feeds.content import Shape, store
from clearway.record.models import CalendarRow


def store_calendar(days: Iterable[CalendarDay], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Calendar entries, known by day, kind and class of link."""
    return store(days, _CALENDAR, load=load, by=by, at=at)


def _key(day: CalendarDay) -> str:
    return f"{day.day.isoformat()}|{day.kind.value}|{day.link_class or ''}"


def _columns(day: CalendarDay) -> Columns:
    return {"day": day.day, "kind": day.kind.value, "name": day.name, "link_class": day.link_class}


_CALENDAR: Shape[CalendarDay] = Shape(model=CalendarRow, key="key", key_of=_key, columns=_columns)
