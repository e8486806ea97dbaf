"""Loads whose rows live elsewhere: counts in the Delta store, roads in files."""

from __future__ import annotations

from datetime import datetime

from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.record.feeds.telling import tell_load


def store_load(load: FeedLoaded, *, by: Actor, at: datetime) -> None:
    """The ledger line and freshness of a load, its counts as given."""
    tell_load(load, by=by, at=at)
