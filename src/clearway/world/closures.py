"""Which closures and soft barriers there are: a script of kinds, cast over the county's sites by the seed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from clearway.core.barriers import Barrier, ImposedBy, Topic
from clearway.world.days import Window
from clearway.world.happenings import Fault, Trouble
from clearway.world.sensors import Sensor, Site, SiteKind
from clearway.world.spot import Ints

_MEDICAL = (Topic.MEDICAL, Topic.MEDICAL, Topic.MEDICINE)
_DAILY = (Topic.FOOD, Topic.OTHER, Topic.MEDICINE, Topic.SCHOOL)
_FIRE = (Topic.FIRE_LANE, Topic.FIRE_LANE, Topic.OTHER)
_PAPERS = (Topic.CERTIFICATE, Topic.MEDICAL)
_FARM = (Topic.FARM_FREIGHT, Topic.FARM_FREIGHT, Topic.FOOD)


@dataclass(frozen=True)
class Role:
    """One part of the script: ``start`` days before the end at local ``hour``, lasting ``days`` (None: still there)."""

    kind: SiteKind
    counted: bool
    start: float
    hour: float
    days: float | None
    barrier: Barrier
    by: ImposedBy
    calls: float
    topics: tuple[Topic, ...]
    leak: float = 0.04
    run: bool = False
    measure: str = ""


G, C, P, V, U = ImposedBy.GOVERNMENT, ImposedBy.COMMITTEE, ImposedBy.PROPERTY, ImposedBy.PRIVATE, ImposedBy.UNKNOWN

PHYSICAL = (
    Role(SiteKind.GATE, True, 6, 7.5, None, Barrier.CHAINED_GATE, P, 3.2, _MEDICAL, run=True),
    Role(SiteKind.VILLAGE, True, 5, 6.2, None, Barrier.SOIL_MOUND, C, 2.6, (*_MEDICAL, *_FARM), run=True),
    Role(SiteKind.GATE, True, 15, 21.0, 4.3, Barrier.WELDED, C, 1.2, _DAILY),
    Role(SiteKind.VILLAGE, True, 18, 5.7, 6.4, Barrier.CONCRETE_BLOCK, C, 0.9, _FARM),
    Role(SiteKind.HOSPITAL, True, 9, 8.0, 3.2, Barrier.FENCE, G, 3.0, _MEDICAL),
    Role(SiteKind.STREET, True, 4, 9.5, None, Barrier.FENCE, C, 1.4, _DAILY),
    Role(SiteKind.STREET, True, 10, 10.0, None, Barrier.FENCE, G, 0.5, _DAILY, measure="lawful"),
    Role(SiteKind.GATE, True, 16, 8.0, None, Barrier.FENCE, G, 1.0, _DAILY, measure="overstayed"),
    Role(SiteKind.MARKET, True, 12, 6.5, 5.1, Barrier.PILED_GOODS, V, 0.8, (Topic.FOOD, Topic.FARM_FREIGHT)),
    Role(SiteKind.STREET, True, 2, 13.0, None, Barrier.CONCRETE_BLOCK, U, 1.5, _DAILY),
    Role(SiteKind.FIRE_LANE, False, 8, 7.0, 5.5, Barrier.PILED_GOODS, P, 2.2, _FIRE),
    Role(SiteKind.VILLAGE, False, 7, 7.0, None, Barrier.SOIL_MOUND, C, 1.6, _FARM),
    Role(SiteKind.GATE, False, 13, 18.0, 2.5, Barrier.GUARD_ONLY, P, 0.3, _DAILY, leak=0.35),
)

SOFT = (
    Role(SiteKind.GATE, True, 14, 8.0, None, Barrier.CODE_SCAN, P, 1.5, (Topic.CODE_SCAN,), leak=0.8),
    Role(SiteKind.GATE, True, 7, 9.0, None, Barrier.UNDERTAKING, C, 1.6, (Topic.UNDERTAKING,), leak=0.75),
    Role(SiteKind.GATE, False, 11, 9.0, 6.0, Barrier.CERTIFICATE, C, 1.4, (Topic.CERTIFICATE,), leak=0.8),
    Role(SiteKind.VILLAGE, True, 12, 8.0, None, Barrier.VEHICLE_BAN, C, 1.5, (Topic.VEHICLE_BAN,), leak=0.65),
    Role(SiteKind.GATE, False, 17, 9.0, 9.0, Barrier.FACE_SCAN, P, 0.8, (Topic.CODE_SCAN,), leak=0.9),
    Role(SiteKind.HOSPITAL, True, 6, 8.0, None, Barrier.CERTIFICATE, G, 1.6, _PAPERS, leak=0.85),
    Role(SiteKind.GATE, False, 5, 10.0, None, Barrier.FORM, C, 0.9, (Topic.UNDERTAKING, Topic.CERTIFICATE), leak=0.9),
)


def cast(
    script: Iterable[Role],
    letter: str,
    sites: list[Site],
    counted: Ints,
    window: Window,
    taken: list[Site],
    rng: np.random.Generator,
) -> list[Trouble]:
    """Give every role a site well away from all ``taken`` ones (which grow); roles without a site are left out."""
    made: list[Trouble] = []
    for number, role in enumerate(script, start=1):
        pool = [site for site in sites if site.kind is role.kind and (site.link in counted) == role.counted]
        only = [site for site in pool if site.only_way and role.barrier is Barrier.SOIL_MOUND]
        site = _lonely(only, taken, rng) or _lonely(pool, taken, rng)
        if site is not None:
            taken.append(site)
            made.append(_trouble(f"{letter}{number:02d}", role, site, window))
    return made


def _trouble(number: str, role: Role, site: Site, window: Window) -> Trouble:
    since = window.before(role.start, role.hour)
    until = None if role.days is None else _later(since, role.days, window)
    return Trouble(
        number, site, since, until, role.barrier, role.by, role.leak, role.calls, role.topics, role.run, role.measure
    )


def _later(since: datetime, days: float, window: Window) -> datetime | None:
    end = since + timedelta(days=days)
    return end if end < window.until else None


def _lonely(pool: list[Site], taken: list[Site], rng: np.random.Generator) -> Site | None:
    """A site as far from the taken ones as there is: one of those beyond 1,300 m, else 1,000 m, and so on."""
    villages = {site.place_code for site in taken if site.kind is SiteKind.VILLAGE}
    apart = {site.link: min((_metres(site, other) for other in taken), default=np.inf) for site in pool}
    for least in (1300.0, 1000.0, 750.0, 550.0, 350.0, 150.0):
        far = [site for site in pool if site.place_code not in villages and apart[site.link] > least]
        if far:
            return far[int(rng.integers(len(far)))]
    return None


def _metres(a: Site, b: Site) -> float:
    return float(np.hypot(a.spot[0] - b.spot[0], a.spot[1] - b.spot[1]))


def break_sensors(sensors: list[Sensor], window: Window, taken: list[Site], rng: np.random.Generator) -> list[Fault]:
    """Dead sensors (zeros), silences (null, or no row at all): half of them in the last three weeks."""
    by_site: dict[int, list[Sensor]] = {}
    for sensor in sensors:
        by_site.setdefault(sensor.site.link, []).append(sensor)
    free = [group for group in by_site.values() if all(_metres(group[0].site, other) > 700 for other in taken)]
    chosen = [free[index] for index in rng.permutation(len(free))[:14]]
    weeks = (window.until - window.since) / timedelta(days=7)
    faults = []
    for number, group in enumerate(chosen, start=1):
        kind = ("zeros", "null", "zeros", "missing")[number % 4]
        back = rng.uniform(3, 20) if number % 2 else rng.uniform(21, 7 * weeks - 3)
        since = window.before(float(back), float(rng.uniform(0, 24)))
        until = min(since + timedelta(hours=float(rng.uniform(9, 110))), window.until)
        named = group if rng.random() < 0.6 else group[:1]
        names = tuple(sensor.name for sensor in named)
        faults.append(Fault(f"F{number:02d}", group[0].site, names, kind, since, until))
    return faults
