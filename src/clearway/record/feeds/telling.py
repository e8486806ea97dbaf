"""The ledger line of a load. A load that brought nothing new writes none: loading a file twice changes nothing.

Counts are stored before their line: after a kill in between, the line is written though every row is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.decisions import Decision
from clearway.core.events import Event, FeedLoaded
from clearway.core.people import Actor
from clearway.record.door import commit
from clearway.record.models import LoadRow


def tell_load(load: FeedLoaded, more: Sequence[Event] = (), *, by: Actor, at: datetime) -> None:
    """Commit the line and the feed's freshness, and what ``more`` it brought, unless every row was known already and
    told of."""
    if not (load.kept == 0 and load.unchanged > 0 and _told(load)):
        commit(Decision((load, *more)), by=by, at=at)


def _told(load: FeedLoaded) -> bool:
    row = LoadRow.objects.filter(feed=load.subject).first()
    if row is None or load.last_at is None:
        return row is not None
    return row.last_at is not None and row.last_at >= load.last_at
