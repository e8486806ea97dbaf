"""Crossings lost at the counters of a measure's ways: what those hours of the week used to see, less what they saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clearway.core.costs import CostItem, CostKind, modelled, unknown
from clearway.core.words import Bilingual
from clearway.evaluate.account.crossings import Floats, Lost, crossings_lost
from clearway.evaluate.account.span import Span
from clearway.loop.account.scene import Scene, Subject
from clearway.readings.store import Store

WEEKS, WEEK = 8, 168
_HOUR = timedelta(hours=1)
#: Counters beyond this many are not those of one measure.
MOST = 40
_NONE = Bilingual("它的路上没有计数点", "no counter stands on its ways")
_SILENT = Bilingual("计数点没有可比的读数", "its counters have no hours to compare")
_SOURCE = Bilingual(
    "{n} 个计数点，与此前八周同一时段相比；可比的小时占 {share}",
    "{n} counters, against the same hours of the eight weeks before; {share} of hours can be compared",
)


def counters_of(subject: Subject, links: Sequence[int], scene: Scene) -> tuple[str, ...]:
    """Counters on the ways closed; where none are drawn, those that stand in the place of people held."""
    closed = set(links)
    on_way = sorted(counter for counter, link in scene.counters.items() if link in closed)
    if on_way or subject.state == "open":
        return tuple(on_way)[:MOST]
    return tuple(sorted(one for one, code in scene.counter_places.items() if subject.covers(code)))[:MOST]


@dataclass(frozen=True)
class Heard:
    """Counts by counter and hour since ``first``; NaN where an interval of the hour was not reported."""

    first: datetime
    by_counter: Mapping[str, Floats]


def heard(wanted: Mapping[str, tuple[Subject, tuple[str, ...]]], store: Path | None) -> Heard | None:
    """All the counts that the counters of these measures need, read in one go; None: nothing is needed or kept."""
    spans = [subject.span for subject, counters in wanted.values() if counters]
    if not spans or store is None:
        return None
    first = min(_back(span) for span in spans)
    last = max(span.last for span in spans)
    hours = int((last - first) / _HOUR) + 1
    counters = sorted({one for _, some in wanted.values() for one in some})
    table = Store(store).read(first, last, counters)
    return Heard(first, hourly_counts(table, first, hours))


def _back(span: Span) -> datetime:
    """The hour from which counts are needed: the baseline's weeks before the span."""
    weeks = WEEKS + ceil(max(1, int(span.hours)) / WEEK) - 1
    return span.first.replace(minute=0, second=0, microsecond=0) - WEEK * weeks * _HOUR


def crossings(subject: Subject, counters: Sequence[str], told: Heard | None) -> CostItem:
    """The item; unknown without counters, counts, or hours to compare."""
    if not counters or told is None or subject.span.hours < 1:
        return unknown(CostKind.CROSSINGS, _NONE)
    hours = int(subject.span.hours)
    start = int((subject.span.first - told.first) / _HOUR)
    found = [
        lost
        for one in counters
        if one in told.by_counter and (lost := _lost(told.by_counter[one], start, hours)) is not None
    ]
    if not found:
        return unknown(CostKind.CROSSINGS, _SILENT)
    share = sum(one.heard for one in found) / len(counters)
    spread = sum((max(one.value - one.low, one.high - one.value)) ** 2 for one in found) ** 0.5
    value = sum(one.value for one in found)
    return modelled(
        CostKind.CROSSINGS, (max(0.0, value - spread), value, value + spread),
        _SOURCE.fill(n=len(found), share=f"{share:.0%}"), subject.span.last, at_least=share < 0.99,
    )  # fmt: skip


def _lost(counts: Floats, start: int, hours: int) -> Lost | None:
    at = np.arange(hours)
    nearest = at // WEEK + 1
    rows = [start + at - WEEK * (nearest + week) for week in range(WEEKS)]
    before = np.array([np.where(row >= 0, counts[np.maximum(row, 0)], np.nan) for row in rows])
    return crossings_lost(before, counts[start : start + hours])


def hourly_counts(table: pa.Table, first: datetime, hours: int) -> dict[str, Floats]:
    """Counts by hour and counter, NaN where an interval of the hour was not reported; longer intervals are left out.

    ``table``: FLOW TABLE; modes are added.
    """
    table = table.filter(pc.less_equal(table["minutes"], 60))
    if not table.num_rows:
        return {}
    names = sorted(pc.unique(table["link"]).to_pylist())
    codes = pc.index_in(table["link"], value_set=pa.array(names)).to_numpy().astype(np.int64)
    micros = table["at"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy()
    slots = (micros - int(first.timestamp() * 1e6)) // 3_600_000_000
    counts = table["count"].cast(pa.float64()).to_numpy(zero_copy_only=False)
    inside = (slots >= 0) & (slots < hours)
    cells, size = (codes * hours + slots)[inside], len(names) * hours
    sums = np.bincount(cells, weights=counts[inside], minlength=size)
    sums[np.bincount(cells, minlength=size) == 0] = np.nan
    return dict(zip(names, sums.reshape(len(names), hours), strict=True))
