"""Too many distinct callers about one place: a CUSUM in continuous time against an empirical-Bayes background.

Each H3 cell with its ring is watched. Background: callers a day, gamma-shrunk to the town's (Clayton & Kaldor 1987)
and raised with the town's own last day, so that a wave of calls everywhere is not many local ones. Alternative: a
closure that draws half a caller a day or three times the background. A caller counts once a week and cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log

import h3

from clearway.warn.located import Located
from clearway.warn.signals import BURST, RUN, ComplaintSignal

ALARM = 6.0
PRIOR_CALLERS, PRIOR_DAYS = 1.0, 30.0
CLOSURE_RATE, CLOSURE_RATIO = 0.5, 3.0
AGAIN = timedelta(days=7)
ANONYMOUS_A_DAY = 2
DAY_S = 86_400.0


@dataclass(slots=True)
class _Cell:
    """One cell's tally: evidence, background callers, when each caller was last counted."""

    nats: float = 0.0
    at: datetime | None = None
    background: list[datetime] = field(default_factory=list)
    callers: dict[str, datetime] = field(default_factory=dict)
    calls: list[Located] = field(default_factory=list)
    told: bool = False


def bursts(located: Iterable[Located]) -> Iterator[ComplaintSignal]:
    """Signals in time order of the reports (which must be sorted by time), one for each rise above the alarm."""
    cells: dict[str, _Cell] = {}
    town: list[datetime] = []
    for one in located:
        if not one.cell:
            continue
        for cell in sorted(h3.grid_disk(one.cell, 1)):
            _hear(cells.setdefault(cell, _Cell()), one, town)
        own = cells[one.cell]
        if own.nats >= ALARM and not _told_nearby(cells, one.cell):
            own.told = True
            yield _signal(own, one)
        town.append(one.report.at)


def _hear(cell: _Cell, one: Located, town: list[datetime]) -> None:
    """Let time pass for the cell, then count the caller if not counted this week."""
    at = one.report.at
    rate = _background(cell, town, at)
    closed = max(CLOSURE_RATIO * rate, rate + CLOSURE_RATE)
    if cell.at is not None:
        cell.nats -= (closed - rate) * (at - cell.at).total_seconds() / DAY_S
        if cell.nats <= 0:
            cell.nats, cell.told, cell.calls = 0.0, False, []
    cell.at = at
    if not _counts(cell, one):
        return
    cell.nats += log(closed / rate)
    cell.calls.append(one)
    cell.background.append(at)


def _counts(cell: _Cell, one: Located) -> bool:
    """Whether this caller is new here this week; at most two nameless calls a day."""
    at = one.report.at
    if one.report.caller is None:
        nameless = [c for c in cell.calls if c.report.caller is None and at - c.report.at < timedelta(days=1)]
        return len(nameless) < ANONYMOUS_A_DAY
    last = cell.callers.get(one.report.caller)
    cell.callers[one.report.caller] = at
    return last is None or at - last > AGAIN


def _background(cell: _Cell, town: list[datetime], at: datetime) -> float:
    """Callers a day usual here, from calls older than two days, times how busy the town's lines are today."""
    if not town:
        return PRIOR_CALLERS / PRIOR_DAYS
    days = max(1.0, (at - town[0]).total_seconds() / DAY_S)
    old = sum(at - call > timedelta(days=2) for call in cell.background)
    rate = (PRIOR_CALLERS + old) / (PRIOR_DAYS + days)
    today = sum(1 for call in reversed(town[-500:]) if at - call <= timedelta(days=1))
    return rate * max(1.0, (today + 5.0) / (len(town) / days + 5.0))


def _told_nearby(cells: dict[str, _Cell], cell: str) -> bool:
    return any(cells[near].told for near in h3.grid_disk(cell, 1) if near in cells)


def _signal(cell: _Cell, last: Located) -> ComplaintSignal:
    first = cell.calls[0].report.at
    quick = last.report.at - first <= timedelta(days=1)
    return ComplaintSignal(
        trigger=BURST if quick else RUN,
        cell=last.cell,
        point=last.point,
        place_code=last.report.place_code or last.community or None,
        since=first,
        raised_at=last.report.at,
        last_at=last.report.at,
        nats=cell.nats,
        callers=len({one.caller for one in cell.calls}),
        reports=tuple(one.name for one in cell.calls),
    )
