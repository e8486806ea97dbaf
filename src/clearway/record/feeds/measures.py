"""Measures as registered, or as an official listing gives them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.core.events import FeedLoaded
from clearway.core.measures import Measure
from clearway.core.people import Actor
from clearway.record.columns import measure_columns
from clearway.record.feeds.content import Shape, store
from clearway.record.models import MeasureRow


def store_measures(measures: Iterable[Measure], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Measures, known by their number. A later load never takes back a lifting written by the door."""
    return store(measures, _MEASURES, load=load, by=by, at=at)


_MEASURES: Shape[Measure] = Shape(
    model=MeasureRow, key="number", key_of=lambda measure: measure.number, columns=measure_columns
)
