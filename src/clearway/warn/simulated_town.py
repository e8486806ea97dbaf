"""Simulated towns for tuning and for the bench: trips on a street grid, closures that divert them, sensors that fail.

Trips are sampled one by one and counted link by link, so flow is conserved at junctions, neighbours of a closure gain
or starve, and counts are as noisy as traffic. Not a stand-in for SUMO: a cheap way to many towns with known truth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from clearway.core.places import Point
from clearway.core.sensors import SensorLink

MINUTES = 5
SLOTS = 288
START = datetime(2022, 3, 6, 16, tzinfo=UTC)
HOURLY = (7, 8, 7, 8, 13, 31, 83, 142, 160, 114, 77, 80, 82, 79, 72, 87, 126, 169, 166, 129, 84, 52, 26, 14)
VARIANTS = 4


@dataclass(frozen=True, slots=True)
class Closure:
    """Links (both directions) closed for slots ``first`` to ``last`` (exclusive); ``share`` still passes.

    ``expected``: passages of both directions the same trips would have made.
    """

    links: tuple[str, ...]
    first: int
    last: int
    share: float
    expected: float = 0.0


@dataclass(frozen=True, slots=True)
class Town:
    """Counts (slot, link), -1 where nothing was reported, and what really happened; ``usual``: what the same trips
    would have made without closures and faults; ``faults``: links whose sensors failed at some time."""

    sensors: tuple[SensorLink, ...]
    counts: NDArray[np.int32]
    closures: tuple[Closure, ...]
    faults: tuple[str, ...]
    usual: NDArray[np.int32]

    def table(self) -> pa.Table:
        """The FLOW TABLE; no report is a null."""
        slots, links = self.counts.shape
        at = np.array([int(START.timestamp()) + MINUTES * 60 * slot for slot in range(slots)], dtype=np.int64) * 10**6
        flat = self.counts.T.reshape(-1)
        names = [sensor.link for sensor in self.sensors]
        return pa.table(
            {
                "link": pa.array(np.repeat(names, slots)),
                "at": pa.array(np.tile(at, links), pa.timestamp("us", tz="UTC")),
                "minutes": pa.array(np.full(slots * links, MINUTES, dtype=np.int32)),
                "count": pa.array(flat, mask=flat < 0),
                "mode": pa.array([""] * (slots * links)),
            }
        )

    def moment(self, slot: int) -> datetime:
        """Start of a slot."""
        return START + timedelta(minutes=MINUTES * slot)


@dataclass(slots=True)
class _Streets:
    tails: NDArray[np.int64]
    heads: NDArray[np.int64]
    seconds: NDArray[np.float64]
    points: NDArray[np.float64]
    routes: dict[tuple[int, int, tuple[int, ...]], tuple[int, ...]] = field(default_factory=dict)
    trees: dict[tuple[int, tuple[int, ...]], NDArray[np.int32]] = field(default_factory=dict)
    noise: NDArray[np.float64] | None = None
    index: dict[tuple[int, int], int] = field(default_factory=dict)


def build_town(
    seed: int, *, days: int = 14, closures: int = 20, faults: bool = True, density: float = 0.75, leaks: bool = True
) -> Town:
    """A town of about 170 streets (both directions counted), closures in the second half of its ``days``.

    ``density``: mean count per link and interval; ``faults``: dead and silent sensors, rain, road works, a holiday.
    """
    rng = np.random.default_rng(seed)
    streets = _streets(rng)
    plan = _plan(rng, streets, days, closures, leaks)
    works = _works(rng, streets, days) if faults else ()
    demand = _demand(rng, days, faults)
    counts, usual = _count(rng, streets, demand, density, plan + works)
    told = tuple(_expect(closure, usual) for closure in plan)
    broken = _break_sensors(rng, counts) if faults else []
    sensors = tuple(_sensor(streets, link) for link in range(len(streets.tails)))
    named = tuple(
        Closure(tuple(sensors[int(i)].link for i in c.links), c.first, c.last, c.share, c.expected) for c in told
    )
    return Town(sensors, counts, named, tuple(sensors[link].link for link in broken), usual)


def _streets(rng: np.random.Generator) -> _Streets:
    side = 10
    places = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)
    points = places * 180.0 + rng.normal(0, 40, places.shape)
    pairs = [(n, n + 1) for n in range(side * side) if n % side < side - 1]
    pairs += [(n, n + side) for n in range(side * (side - 1))]
    kept = _thin(rng, pairs, side * side, int(rng.integers(20, 45)))
    stubs = rng.choice(side * side, 20, replace=False)
    points = np.vstack([points, points[stubs] + rng.normal(0, 70, (len(stubs), 2))])
    kept += [(int(node), side * side + i) for i, node in enumerate(stubs)]
    tails = np.array([a for a, b in kept] + [b for a, b in kept])
    heads = np.array([b for a, b in kept] + [a for a, b in kept])
    length = np.linalg.norm(points[tails] - points[heads], axis=1)
    speed = np.tile(rng.choice([6.0, 9.0, 14.0], len(kept), p=[0.5, 0.3, 0.2]), 2)
    index = {(int(a), int(b)): i for i, (a, b) in enumerate(zip(tails, heads, strict=True))}
    noise = rng.lognormal(0, 0.25, (VARIANTS, len(tails)))
    return _Streets(tails, heads, length / speed, points, noise=noise, index=index)


def _thin(rng: np.random.Generator, pairs: list[tuple[int, int]], nodes: int, remove: int) -> list[tuple[int, int]]:
    kept = list(pairs)
    for i in rng.permutation(len(pairs)):
        rest = [pair for pair in kept if pair != pairs[i]]
        ends = np.array(rest).T
        graph = csr_matrix((np.ones(len(rest)), (ends[0], ends[1])), shape=(nodes, nodes))
        if connected_components(graph, directed=False)[0] == 1:
            kept = rest
        if len(kept) <= len(pairs) - remove:
            break
    return kept


def _plan(rng: np.random.Generator, streets: _Streets, days: int, number: int, leaks: bool) -> tuple[Closure, ...]:
    half = len(streets.tails) // 2
    chosen = rng.choice(half, number, replace=False)
    first = rng.integers(SLOTS * days // 2, SLOTS * days - 24, number)
    length = rng.integers(24, 240, number)
    shares = rng.choice([0.0, 0.02, 0.05, 0.08], number) if leaks else np.full(number, 0.05)
    return tuple(
        Closure((str(a), str(a + half)), int(f), int(min(f + n, SLOTS * days)), float(s))
        for a, f, n, s in zip(chosen, first, length, shares, strict=True)
    )


def _works(rng: np.random.Generator, streets: _Streets, days: int) -> tuple[Closure, ...]:
    """Road works: a third to two thirds of the traffic still passes. Not closures."""
    half = len(streets.tails) // 2
    works = []
    for a in rng.choice(half, 4, replace=False):
        first = int(rng.integers(SLOTS * days // 2, SLOTS * (days - 1)))
        last = first + int(rng.integers(60, 280))
        works.append(Closure((str(a), str(a + half)), first, last, rng.uniform(0.35, 0.7)))
    return tuple(works)


def _demand(rng: np.random.Generator, days: int, faults: bool) -> NDArray[np.float64]:
    hours = np.array(HOURLY, dtype=float) / np.mean(HOURLY)
    curve = np.interp(np.arange(SLOTS) / 12, np.arange(25), np.append(hours, hours[0]))
    demand = np.outer(rng.normal(1, 0.06, days).clip(0.8, 1.2), curve)
    if faults:
        demand[rng.integers(days // 2, days)] *= rng.uniform(0.45, 0.7)
        for _ in range(3):
            day, slot = rng.integers(0, days), rng.integers(0, SLOTS - 60)
            demand[day, slot : slot + rng.integers(18, 60)] *= rng.uniform(0.6, 0.85)
    return demand.reshape(-1)


def _count(
    rng: np.random.Generator, streets: _Streets, demand: NDArray[np.float64], density: float, plan: tuple[Closure, ...]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    links = len(streets.tails)
    trips = rng.poisson(demand * density * links / 6.7)
    pull = rng.lognormal(0, 0.8, len(streets.points))
    counts = np.zeros((len(demand), links), dtype=np.int32)
    usual = np.zeros_like(counts)
    for slot, number in enumerate(trips):
        ends = rng.choice(len(pull), (int(number), 2), p=pull / pull.sum())
        shut = [c for c in plan if c.first <= slot < c.last]
        for origin, goal in ends[ends[:, 0] != ends[:, 1]]:
            _drive(rng, streets, (int(origin), int(goal)), slot, shut, (counts, usual))
    return counts, usual


def _drive(
    rng: np.random.Generator,
    streets: _Streets,
    ends: tuple[int, int],
    slot: int,
    shut: list[Closure],
    tallies: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> None:
    variant = int(rng.integers(VARIANTS))
    started = slot * MINUTES * 60 + rng.uniform(0, MINUTES * 60)
    plain = _route(streets, variant, ends, ())
    _tally(streets, plain, started, tallies[1])
    held = [int(i) for c in shut if rng.uniform() >= c.share for i in c.links]
    if held and set(held) & set(plain):
        plain = _route(streets, variant, ends, tuple(sorted(held)))
    _tally(streets, plain, started, tallies[0])


def _route(streets: _Streets, variant: int, ends: tuple[int, int], held: tuple[int, ...]) -> tuple[int, ...]:
    key = (variant * 10_000 + ends[0], ends[1], held)
    if key not in streets.routes:
        streets.routes[key] = _walk(streets, _tree(streets, variant, held)[ends[0]], ends)
    return streets.routes[key]


def _tree(streets: _Streets, variant: int, held: tuple[int, ...]) -> NDArray[np.int32]:
    if (variant, held) not in streets.trees:
        assert streets.noise is not None
        cost = streets.seconds * streets.noise[variant]
        open_ = np.setdiff1d(np.arange(len(cost)), np.array(held, dtype=np.int64))
        size = len(streets.points)
        graph = csr_matrix((cost[open_], (streets.tails[open_], streets.heads[open_])), shape=(size, size))
        streets.trees[(variant, held)] = dijkstra(graph, return_predecessors=True)[1]
    return streets.trees[(variant, held)]


def _walk(streets: _Streets, before: NDArray[np.int32], ends: tuple[int, int]) -> tuple[int, ...]:
    links: list[int] = []
    node = ends[1]
    while node != ends[0]:
        previous = int(before[node])
        if previous < 0:
            return ()
        links.append(streets.index[(previous, node)])
        node = previous
    return tuple(reversed(links))


def _tally(streets: _Streets, route: tuple[int, ...], started: float, tally: NDArray[np.int32]) -> None:
    clock = started
    for link in route:
        slot = int(clock // (MINUTES * 60))
        if slot >= len(tally):
            return
        tally[slot, link] += 1
        clock += streets.seconds[link]


def _expect(closure: Closure, usual: NDArray[np.int32]) -> Closure:
    columns = [int(i) for i in closure.links]
    expected = float(usual[closure.first : closure.last, columns].sum())
    return Closure(closure.links, closure.first, closure.last, closure.share, expected)


def _break_sensors(rng: np.random.Generator, counts: NDArray[np.int32]) -> list[int]:
    """Twelve sensors die (zeros), twelve fall silent (no report), for 3 to 40 hours anywhere in the file."""
    slots, links = counts.shape
    broken = rng.choice(links, 24, replace=False)
    for i, link in enumerate(broken):
        first = int(rng.integers(SLOTS * 2, slots - 36))
        counts[first : first + int(rng.integers(36, 480)), link] = 0 if i % 2 else -1
    return [int(link) for link in broken]


def _sensor(streets: _Streets, link: int) -> SensorLink:
    middle = (streets.points[streets.tails[link]] + streets.points[streets.heads[link]]) / 2
    half = len(streets.tails) // 2
    name = str(link) if link < half else f"-{link - half}"
    point = Point(34.7 + middle[1] / 111_000, 113.6 + middle[0] / 91_000)
    ends = (f"n{streets.tails[link]}", f"n{streets.heads[link]}")
    return SensorLink(link=name, point=point, from_node=ends[0], to_node=ends[1])
