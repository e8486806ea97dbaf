"""What the sensors count: loads × time of day × day × weather × closures, with negative-binomial noise and faults."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clearway.core.days import CalendarDay, DayKind
from clearway.world.days import STEPS_A_DAY, Window, weather
from clearway.world.happenings import Fault, Trouble
from clearway.world.network import Flags
from clearway.world.sensors import Sensor
from clearway.world.spot import Floats, Ints

_DISPERSION = 28.0


@dataclass(frozen=True)
class Counts:
    """Counts by sensor and step; ``reported`` False is null, ``sent`` False is no row at all."""

    count: Ints
    reported: Flags
    sent: Flags
    expected: Floats


def count_passages(
    sensors: list[Sensor],
    window: Window,
    calendar: list[CalendarDay],
    loads: Floats,
    changes: list[tuple[Trouble, Floats]],
    softs: list[Trouble],
    faults: list[Fault],
    rng: np.random.Generator,
) -> Counts:
    """All counts. ``loads`` and each change are purposes × edges, a day; a change holds for a wholly closed way.

    ``expected`` is what would pass were nothing closed (for judging which closures the feeds can show at all).
    """
    edges = np.array([sensor.edge for sensor in sensors])
    shape = _shapes(window, calendar) * weather(window, rng)[window.local_slots()[0]]
    shape = shape[:, None, :] * _habits_of_sensors(sensors, window, rng)[None]
    expected: Floats = np.einsum("ps,pst->st", loads[:, edges], shape)
    mean = expected.copy()
    for trouble, change in changes:
        standing = window.share_of_steps(trouble.since, trouble.until) * (1 - trouble.leak)
        mean += np.einsum("ps,pst,t->st", change[:, edges], shape, standing)
    for trouble in softs:
        here = np.array([sensor.site.link == trouble.site.link for sensor in sensors])
        mean[here] *= 1 - (1 - trouble.leak) * window.share_of_steps(trouble.since, trouble.until)
    mean = np.maximum(mean, 0.0)
    count = rng.poisson(mean * rng.gamma(_DISPERSION, 1 / _DISPERSION, mean.shape))
    whole = Counts(count, np.ones_like(count, bool), np.ones_like(count, bool), expected)
    return _with_faults(whole, sensors, window, faults)


def starved_sensors(sensors: list[Sensor], trouble: Trouble, loads: Floats, change: Floats) -> list[Sensor]:
    """Sensors not on the spot that lose four fifths of their passages or more by a closure."""
    usual = loads.sum(axis=0)
    left = usual + (1 - trouble.leak) * change.sum(axis=0)
    return [s for s in sensors if s.site.link != trouble.site.link and left[s.edge] < 0.2 * usual[s.edge]]


def _with_faults(counts: Counts, sensors: list[Sensor], window: Window, faults: list[Fault]) -> Counts:
    for fault in faults:
        down = window.share_of_steps(fault.since, fault.until) > 0.5
        rows = np.array([sensor.name in fault.sensors for sensor in sensors])
        where = rows[:, None] & down[None, :]
        if fault.kind == "zeros":
            counts.count[where] = 0
        elif fault.kind == "null":
            counts.reported[where] = False
        else:
            counts.sent[where] = False
    return counts


def _shapes(window: Window, calendar: list[CalendarDay]) -> Floats:
    """Share of a day's load in each step, by purpose: to work, back home, visits (purposes × steps)."""
    hours = (np.arange(STEPS_A_DAY) + 0.5) / 4
    out = _bump(hours, 7.6, 0.75) + 0.12 * _bump(hours, 13.6, 0.8) + 0.02
    back = _bump(hours, 17.9, 0.95) + 0.16 * _bump(hours, 12.0, 0.7) + 0.02
    visits = _bump(hours, 10.2, 1.9) + 0.9 * _bump(hours, 16.3, 2.4) + 0.35 * _bump(hours, 20.0, 1.2) + 0.03
    daily = np.stack([shape / shape.sum() for shape in (out, back, visits)])
    day, slot = window.local_slots()
    shapes: Floats = daily[:, slot] * _day_factors(window, calendar)[:, day]
    return shapes


def _bump(hours: Floats, centre: float, width: float) -> Floats:
    bump: Floats = np.exp(-0.5 * ((hours - centre) / width) ** 2)
    return bump


def _day_factors(window: Window, calendar: list[CalendarDay]) -> Floats:
    kinds: dict[object, set[DayKind]] = {}
    for entry in calendar:
        kinds.setdefault(entry.day, set()).add(entry.kind)
    rows = []
    for day in window.days:
        kind = kinds.get(day, set())
        if DayKind.HOLIDAY in kind:
            rows.append((0.18, 0.18, 0.75))
        elif day.weekday() >= 5 and DayKind.WORKDAY not in kind:
            rows.append((0.5, 0.5, 1.15))
        elif DayKind.SCHOOL_HOLIDAY in kind:
            rows.append((0.86, 0.86, 1.02))
        else:
            rows.append((1.0, 1.0, 1.0))
    return np.array(rows).T


def _habits_of_sensors(sensors: list[Sensor], window: Window, rng: np.random.Generator) -> Floats:
    """Each site drifts a little from day to day, both directions together (sensors × steps)."""
    days = len(window.days)
    sites = sorted({sensor.site.link for sensor in sensors})
    drift = np.cumsum(rng.normal(0.0, 0.008, (len(sites), days)), axis=1) + rng.normal(0.0, 0.035, (len(sites), days))
    rows = np.searchsorted(sites, [sensor.site.link for sensor in sensors])
    habits: Floats = np.exp(drift)[rows][:, window.local_slots()[0]]
    return habits
