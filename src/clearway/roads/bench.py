"""``clearway bench roads``: closures repaired beside full recomputes, on the same network in the same run.

All times are processor time of the one thread at work, so that a busy machine changes neither side; single closures
are too short for that clock, and are timed by the wall where it shows less.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from clearway.core.figures import Figure
from clearway.environment import read_environment
from clearway.roads import plain
from clearway.roads.cordon import plan_cordon
from clearway.roads.generated import generated_town
from clearway.roads.graph import Graph
from clearway.roads.importing import import_osm
from clearway.roads.legs import Change, Leg
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.peers import OPTIONAL, PEERS, SLOW, by_scipy, installed
from clearway.roads.scoring import score_leg
from clearway.roads.warming import warm
from clearway.roads.zones import INSIDE, OUTSIDE, cordon_zone

FACILITIES = 67
_SEED = 20261123
_METRES_PER_DEGREE = 111_195.08
#: Closures too wide to be repaired, as one link in so many.
_SHARES = (100, 60, 30, 10, 3, 1)


@dataclass(frozen=True)
class Case:
    """A network to measure on, with its forest and the time of one full recompute by scipy (the unit).

    ``links`` are its distinct links, as half their arcs.
    """

    name: str
    graph: Graph
    links: NDArray[np.int64]
    sources: NDArray[np.int64]
    leg: Leg
    unit: float
    equal: bool
    rng: np.random.Generator

    @property
    def full_size(self) -> bool:
        """Whether this is the size the targets speak of."""
        return self.graph.edges > 1_000_000


def bench(quick: bool = False) -> list[Figure]:
    """Figures on a generated town (1.17 million directed edges; quick: 115,000) and on Porto where it is at hand."""
    warm()
    rounds = 30 if quick else 100
    town = _case("generated town", generated_town(200 if quick else 634))
    rows = _with_peers(town, rounds, quick)
    pbf = read_environment().shared_data / "roads" / "porto-2015.osm.pbf"
    if pbf.is_file():
        start = time.perf_counter()
        network = import_osm(pbf)
        seconds = time.perf_counter() - start
        porto = _case("Porto", network.graph(Mode.CAR))
        rows += [*_with_peers(porto, rounds, quick), _import(seconds), _cordon(network, town)]
    return rows


def _import(seconds: float) -> Figure:
    return Figure(name="Porto: import", value=seconds, unit="s", target="≤ 20 s", met=seconds <= 20)


def _cordon(network: Network, town: Case) -> Figure:
    """A cordon round some blocks of Porto, beside the plain solver's value and a full recompute of the town."""
    middle = shapely.Point(-8.61, 41.155)
    area = shapely.box(*middle.buffer(0.004).bounds)
    plan_cordon(network, area)
    start = time.thread_time()
    cordon = plan_cordon(network, area)
    spent = time.thread_time() - start
    zone = cordon_zone(network, area, 500.0)
    ends = zip(zone.a.tolist(), zone.b.tolist(), strict=True)
    value = plain.largest_flow(((a, b, 1) for a, b in ends), INSIDE, OUTSIDE)
    return Figure(
        name="Porto: cordon of 900 m",
        value=1000 * spent,
        unit="ms",
        target="≤ 1/10 of one scipy run on the generated town" if town.full_size else "",
        met=spent <= town.unit / 10 if town.full_size else None,
        peer="scipy, ms",
        peer_value=1000 * town.unit,
        equal=cordon.value == value,
        note=f"{cordon.value} links, as the plain solver says; {len(zone.link):,} edges in the ring",
    )


def _case(name: str, graph: Graph) -> Case:
    rng = np.random.default_rng(_SEED)
    vertices = rng.choice(int(graph.vertex.max()) + 1, FACILITIES, replace=False)
    sources = graph.with_copies(vertices)
    leg = Leg.grow(graph, sources, towards=True, arcs=int(graph.arc.max()) // 2 * 2 + 2)
    unit, times = by_scipy(graph, sources, repeat=7)
    links = np.unique(graph.arc // 2).astype(np.int64)
    return Case(name, graph, links, sources, leg, unit, bool(np.array_equal(leg.before, times)), rng)


def _figures(case: Case, rounds: int) -> Iterator[Figure]:
    one = [_both_ways(link) for link in case.rng.choice(case.links, 10 * rounds)]
    many = [_both_ways(case.rng.choice(case.links, 100)) for _ in range(rounds)]
    sealed = [_sealed(case) for _ in range(rounds)]
    wide = [_both_ways(case.rng.choice(case.links, len(case.links) // share, replace=False)) for share in _SHARES]
    yield _against(case, "one closed link, median", one, 0.5, 25_000)
    yield _against(case, "sealed neighbourhood of 1 km, median", sealed, 0.5, 1000)
    yield _against(case, "sealed neighbourhood of 1 km, slowest tenth", sealed, 0.9, 200)
    yield _against(case, "100 random links, median", many, 0.5, 150)
    yield _against(case, "from a hundredth of all links to all of them, slowest", wide, 1.0, 1)
    yield from _every_link(case)
    yield _memory(case)


def _both_ways(links: NDArray[np.int64] | np.int64) -> NDArray[np.int32]:
    arcs = 2 * np.atleast_1d(links)
    return np.concatenate((arcs, arcs + 1)).astype(np.int32)


def _sealed(case: Case) -> NDArray[np.int32]:
    """Every link that crosses the edge of a disc of 1 km across."""
    graph = case.graph
    at = case.rng.integers(graph.nodes)
    east = (graph.node_lon - graph.node_lon[at]) * np.cos(np.radians(graph.node_lat[at]))
    inside = np.hypot(graph.node_lat - graph.node_lat[at], east) * _METRES_PER_DEGREE < 500
    crossing = inside[graph.tail] != inside[graph.head]
    return _both_ways(np.unique(graph.arc[crossing] // 2).astype(np.int64))


def _against(case: Case, name: str, closures: list[NDArray[np.int32]], quantile: float, target: float) -> Figure:
    seconds = []
    for arcs in closures:
        change = Change.closing(arcs)
        busy, start = time.thread_time(), time.perf_counter()
        case.leg.touched(change)
        spent = time.perf_counter() - start
        seconds.append(min(spent, time.thread_time() - busy))
    took = float(np.quantile(seconds, quantile))
    faster, aimed_at = case.unit / took, case.full_size or target == 1
    return Figure(
        name=f"{case.name}: {name}",
        value=faster,
        unit="× scipy's full recompute",
        target=f"≥ {target:,}×" if aimed_at else "",
        met=faster >= target if aimed_at else None,
        peer="scipy, ms",
        peer_value=1000 * case.unit,
        equal=case.equal and all(_is_equal(case, arcs) for arcs in closures[:2]),
        note=f"{1e6 * took:,.1f} µs a closure; {case.graph.edges:,} directed edges",
    )


def _is_equal(case: Case, arcs: NDArray[np.int32]) -> bool:
    touched, times = case.leg.touched(Change.closing(arcs)), case.leg.before
    times[touched.nodes] = touched.after
    return np.array_equal(times, by_scipy(case.graph, case.sources, ~np.isin(case.graph.arc, arcs))[1])


def _every_link(case: Case) -> Iterator[Figure]:
    people = np.ones(case.graph.nodes)
    start = time.thread_time()
    rows = score_leg(case.leg, people)
    spent = (time.thread_time() - start) / case.unit
    sample = case.rng.choice(case.links, 50)
    starts, arcs = 2 * np.arange(51), np.column_stack((2 * sample, 2 * sample + 1)).ravel().astype(np.int32)
    equal = bool(np.array_equal(rows[sample], case.leg.tallies(starts, arcs, people)[:, [0, 2, 3]]))
    faster, note = len(case.links) / spent, f"{len(case.links):,} links"
    yield Figure(
        name=f"{case.name}: every link scored",
        value=spent,
        unit="scipy runs",
        target="≤ 15, aim at 5" if case.full_size else "",
        met=spent <= 15 if case.full_size else None,
        peer="scipy, s for one run a link",
        peer_value=case.unit * len(case.links),
        equal=equal,
        note=note,
    )
    yield Figure(
        name=f"{case.name}: one closed link in a batch of all, mean",
        value=faster,
        unit="× scipy's full recompute",
        target="≥ 50,000×" if case.full_size else "",
        met=faster >= 50_000 if case.full_size else None,
        equal=equal,
        note=note,
    )


def _memory(case: Case) -> Figure:
    held = case.leg.nbytes
    return Figure(
        name=f"{case.name}: memory of a layer", value=held / 1e6, unit="MB", target="≤ 150 MB", met=held <= 150e6
    )


def _with_peers(case: Case, rounds: int, quick: bool) -> list[Figure]:
    """Our figures, then what each peer takes for the same question on the same network."""
    rows = list(_figures(case, rounds))
    return [*rows, *(figure for name in OPTIONAL for figure in _peer(case, name, rows[0], quick))]


def _peer(case: Case, name: str, one_link: Figure, quick: bool) -> Iterator[Figure]:
    title = f"{case.name}: {name}, one full recompute"
    left_out = "not installed (extra peers)" if not installed(name) else "a quick run" if quick and name in SLOW else ""
    if left_out:
        yield Figure(name=title, value=0.0, unit="scipy runs", note=f"skipped: {left_out}")
        return
    seconds, times = PEERS[name](case.graph, case.sources)
    runs, equal = seconds / case.unit, bool(np.array_equal(times, case.leg.before))
    yield Figure(name=title, value=runs, unit="scipy runs", equal=equal)
    if name == "pandana":
        aimed_at, faster = case.full_size, one_link.value * runs
        yield Figure(
            name=f"{case.name}: one closed link beside pandana's rebuild, median",
            value=faster,
            unit="× pandana's rebuild",
            target="≥ 1,000,000×" if aimed_at else "",
            met=faster >= 1_000_000 if aimed_at else None,
            peer="pandana, s",
            peer_value=seconds,
            equal=equal and one_link.equal,
        )
