"""Infections by place and day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.core.epidemic import InfectionCount
from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.record.columns import Columns
from clearway.record.feeds.content import Shape, store
from clearway.record.models import InfectionRow


def store_infections(counts: Iterable[InfectionCount], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Counts, known by place and day; a corrected count replaces the earlier one."""
    return store(counts, _INFECTIONS, load=load, by=by, at=at)


def _key(count: InfectionCount) -> str:
    return f"{count.place_code}|{count.on.isoformat()}"


def _columns(count: InfectionCount) -> Columns:
    return {
        "place_code": count.place_code,
        "on": count.on,
        "infections": count.infections,
        "outside_isolation": count.outside_isolation,
        "tests": count.tests,
        "contacts": count.contacts,
        "contacts_reached": count.contacts_reached,
    }


_INFECTIONS: Shape[InfectionCount] = Shape(model=InfectionRow, key="key", key_of=_key, columns=_columns)
