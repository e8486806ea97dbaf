"""Closures counted before the ledger began."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.core.baseline import Baseline
from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.record.columns import Columns
from clearway.record.feeds.content import Shape, store
from clearway.record.models import BaselineRow


def store_baseline(counts: Iterable[Baseline], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Counts, known by region and both days; a corrected one replaces the earlier."""
    return store(counts, _BASELINE, load=load, by=by, at=at)


def _key(one: Baseline) -> str:
    return f"{one.place_code}|{one.first.isoformat()}|{one.last.isoformat()}"


def _columns(one: Baseline) -> Columns:
    return {
        "place_code": one.place_code, "first": one.first, "last": one.last, "closures": one.closures,
        "source": one.source,
    }  # fmt: skip


_BASELINE: Shape[Baseline] = Shape(model=BaselineRow, key="key", key_of=_key, columns=_columns)
