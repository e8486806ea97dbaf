"""Crossings lost at the counters of a measure's ways: what those hours of the week used to see, less what they saw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clearway.core.costs import CostItem, CostKind, modelled, unknown
from clearway.core.sensors import SensorLink
from clearway.core.words import Bilingual
from clearway.evaluate.account.crossings import Floats, Lost, crossings_lost
from clearway.evaluate.account.span import Span
from clearway.loop.account.scene import Scene, Subject
from clearway.readings.store import Store
from clearway.record import reading
from clearway.roads.joining import join_sensors

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
    sensors = reading.sensors()
    for roads in scene.roads if links else ():
        near = [one for one in sensors if roads.holds(one.point)]
        found = [link for link, where in join_sensors(roads.network, near).items() if where.link in set(links)]
        if found:
            return tuple(sorted(found))
    if subject.state == "open":
        return ()
    return _standing_in(subject, sensors, scene)


def _standing_in(subject: Subject, sensors: Sequence[SensorLink], scene: Scene) -> tuple[str, ...]:
    near = ((one.link, scene.neighbourhood.nearest(one.point)) for one in sensors)
    return tuple(link for link, place in near if place is not None and subject.covers(place.code))


def crossings(subject: Subject, links: Sequence[int], scene: Scene) -> CostItem:
    """The item; unknown without counters, counts, or hours to compare."""
    counters = counters_of(subject, links, scene)[:MOST]
    if not counters or scene.store is None or subject.span.hours < 1:
        return unknown(CostKind.CROSSINGS, _NONE)
    found = [lost for lost in _lost(counters, subject.span, scene.store) if lost is not None]
    if not found:
        return unknown(CostKind.CROSSINGS, _SILENT)
    heard = sum(one.heard for one in found) / len(counters)
    spread = sum((max(one.value - one.low, one.high - one.value)) ** 2 for one in found) ** 0.5
    value = sum(one.value for one in found)
    return modelled(
        CostKind.CROSSINGS, (max(0.0, value - spread), value, value + spread),
        _SOURCE.fill(n=len(found), share=f"{heard:.0%}"), subject.span.last, at_least=heard < 0.99,
    )  # fmt: skip


def _lost(counters: Sequence[str], span: Span, store: Path) -> list[Lost | None]:
    hours = max(1, int(span.hours))
    back = WEEK * (WEEKS + ceil(hours / WEEK) - 1)
    first = span.first.replace(minute=0, second=0, microsecond=0)
    table = Store(store).read(first - back * _HOUR, first + (hours - 1) * _HOUR + 59 * timedelta(minutes=1), counters)
    by_counter = hourly_counts(table, first - back * _HOUR, back + hours)
    return [
        crossings_lost(_weeks_before(by_counter[one], back, hours), by_counter[one][back:])
        for one in counters
        if one in by_counter
    ]


def hourly_counts(table: pa.Table, first: datetime, hours: int) -> dict[str, Floats]:
    """Counts by hour and counter, NaN where an interval of the hour was not reported; longer intervals are left out.

    ``table``: FLOW TABLE; modes are added.
    """
    table = table.filter(pc.less_equal(table["minutes"], 60))
    micros = table["at"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy()
    slots = (micros - int(first.timestamp() * 1e6)) // 3_600_000_000
    counts = table["count"].cast(pa.float64()).to_numpy(zero_copy_only=False)
    links, found = np.array(table["link"].to_pylist(), dtype=object), dict[str, Floats]()
    for link in dict.fromkeys(links.tolist()):
        here = (links == link) & (slots >= 0) & (slots < hours)
        sums = np.full(hours, np.nan)
        told = np.bincount(slots[here], minlength=hours) > 0
        sums[told] = np.bincount(slots[here], weights=counts[here], minlength=hours)[told]
        found[str(link)] = sums
    return found


def _weeks_before(counts: Floats, back: int, hours: int) -> Floats:
    """(week, hour of the span): the same hour of the week, all before the span began."""
    at = np.arange(hours)
    nearest = at // WEEK + 1
    rows = [back + at - WEEK * (nearest + week) for week in range(WEEKS)]
    return np.array([np.where(row >= 0, counts[np.maximum(row, 0)], np.nan) for row in rows])
