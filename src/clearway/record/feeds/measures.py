"""Measures as registered, or as an official listing gives them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.core.events import FeedLoaded
from clearway.core.measure_events import MeasureCorrected
from clearway.core.measures import Measure
from clearway.core.people import Actor
from clearway.record.columns import Columns, measure_columns
from clearway.record.feeds.content import Shape, store
from clearway.record.models import MeasureRow


def store_measures(measures: Iterable[Measure], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Measures, known by their number. A later load never takes back a lifting written by the door; what it tells
    otherwise of a known measure gets a line of its own in the ledger, from which the feeds tell the correction."""
    return store(measures, _MEASURES, load=load, by=by, at=at)


def _correction(number: str, row: MeasureRow, columns: Columns) -> MeasureCorrected | None:
    """What the columns say otherwise than the row; who lifted it is an account, and no part of the register."""
    differing = [name for name in columns if name != "lifted_by" and getattr(row, name) != columns[name]]
    if not differing:
        return None
    was = {name: getattr(row, name) for name in differing}
    return MeasureCorrected(subject=number, was=was, now={name: columns[name] for name in differing})


_MEASURES: Shape[Measure] = Shape(
    model=MeasureRow,
    key="number",
    key_of=lambda measure: measure.number,
    columns=measure_columns,
    correction=_correction,
)
