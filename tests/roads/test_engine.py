"""The fast engine equals the plain one and scipy on every town hypothesis can think of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from clearway.roads import plain
from clearway.roads.forest import FAR
from clearway.roads.generated import generated_town
from clearway.roads.graph import Graph
from clearway.roads.legs import Change, Leg, together
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.repair import CLOSED
from clearway.roads.scratch import LAST_EPOCH
from tests.roads.towns import town, towns

quick = settings(max_examples=150, deadline=None)


@st.composite
def scenarios(draw: st.DrawFn) -> tuple[Network, list[int], dict[int, int], list[int], bool]:
    """A town, facilities, milliseconds added by arc (CLOSED: closes), facilities that shut, direction."""
    network = draw(towns())
    vertices = st.integers(0, len(network.arrays["vertex_x"]) - 1)
    sources = draw(st.lists(vertices, min_size=1, max_size=3, unique=True))
    arcs = st.integers(0, 2 * network.links - 1)
    added = draw(st.dictionaries(arcs, st.sampled_from([CLOSED, CLOSED, 0, 1, 500_000]), max_size=12))
    shut = draw(st.lists(st.sampled_from(sources), max_size=2, unique=True))
    return network, sources, added, shut, draw(st.booleans())


def edges_of(graph: Graph) -> list[plain.Edge]:
    return list(zip(*(column.tolist() for column in (graph.tail, graph.head, graph.ms, graph.arc)), strict=True))


def added_in(added: dict[int, int]) -> Callable[[int], int | None]:
    """The milliseconds an arc gains; None where it closes."""
    return lambda arc: None if added.get(arc) == CLOSED else added.get(arc, 0)


def by_scipy(graph: Graph, added: dict[int, int], sources: list[int], *, towards: bool) -> np.ndarray:
    """Every time by scipy; of parallel edges the quickest counts."""
    best: dict[tuple[int, int], int] = {}
    for tail, head, ms, _ in plain.changed(edges_of(graph), added_in(added)):
        ends = (head, tail) if towards else (tail, head)
        best[ends] = min(ms, best.get(ends, ms))
    found = np.full(graph.nodes, FAR, np.int64)
    if sources:
        rows, columns = zip(*best, strict=True) if best else ((), ())
        matrix = csr_matrix((list(best.values()), (rows, columns)), shape=(graph.nodes,) * 2, dtype=float)
        times = dijkstra(matrix, indices=sources, min_only=True)
        found[np.isfinite(times)] = times[np.isfinite(times)].astype(np.int64)
    return found


def in_ms(times: list[int | None]) -> np.ndarray:
    return np.array([FAR if time is None else time for time in times], np.int64)


@quick
@given(scenarios())
def test_a_repair_equals_the_plain_reference_and_scipy(
    scenario: tuple[Network, list[int], dict[int, int], list[int], bool],
) -> None:
    network, sources, added, shut, towards = scenario
    graph = network.graph(Mode.CAR)
    nodes = graph.with_copies(np.array(sources)) if towards else np.array(sources)
    leg = Leg.grow(graph, nodes, towards=towards, arcs=2 * network.links)
    assert np.array_equal(leg.before, by_scipy(graph, {}, nodes.tolist(), towards=towards))

    gone = graph.with_copies(np.array(shut, int)) if towards else np.array(shut, np.int64)
    change = Change(np.array(list(added), np.int32), np.array(list(added.values()), np.int64), gone)
    touched, after = leg.touched(change), leg.before
    after[touched.nodes] = touched.after
    left = sorted(set(nodes.tolist()) - set(gone.tolist()))
    edges = plain.changed(edges_of(graph), added_in(added))
    assert np.array_equal(after, in_ms(plain.nearest(graph.nodes, edges, left, towards=towards)))
    assert np.array_equal(after, by_scipy(graph, added, left, towards=towards))


@quick
@given(scenarios())
def test_a_reopened_way_leaves_no_trace(
    scenario: tuple[Network, list[int], dict[int, int], list[int], bool],
) -> None:
    network, sources, added, _, towards = scenario
    leg = Leg.grow(network.graph(Mode.CAR), np.array(sources), towards=towards, arcs=2 * network.links)
    arcs = np.array(list(added), np.int32)
    fresh = Leg.grow(network.graph(Mode.CAR), np.array(sources), towards=towards, arcs=2 * network.links)
    leg.touched(Change.closing(arcs))
    half = Change.closing(arcs[::2])
    assert times_after(leg, half).tolist() == times_after(fresh, half).tolist()
    assert np.array_equal(times_after(leg, Change.closing(arcs[:0])), leg.before)


def times_after(leg: Leg, change: Change) -> np.ndarray:
    touched, after = leg.touched(change), leg.before
    after[touched.nodes] = touched.after
    return after


@quick
@given(towns(), st.integers(0, 8))
def test_turns_hold_as_a_search_over_arcs_says(network: Network, start: int) -> None:
    start %= len(network.arrays["vertex_x"])
    graph = network.graph(Mode.CAR)
    found = in_ms(plain.nearest(graph.nodes, edges_of(graph), [start], towards=False))
    by_vertex = [int(found[graph.vertex == vertex].min()) for vertex in range(len(network.arrays["vertex_x"]))]
    assert by_vertex == search_over_arcs(network, start)


def search_over_arcs(network: Network, start: int) -> list[int]:
    """Least time to each vertex when every forbidden turn is looked up, arc by arc (Bellman–Ford)."""
    ms, ends = network.arrays["ms"][2], np.stack((network.arrays["first"], network.arrays["last"]))
    banned = {(coming, going) for coming, going, _ in network.arrays["turns"].tolist()}
    usable = [arc for arc in range(2 * network.links) if ms[arc % 2, arc // 2] > 0]
    cost = {arc: int(ms[arc % 2, arc // 2]) if ends[arc % 2, arc // 2] == start else FAR for arc in usable}
    for _ in usable:
        for coming in usable:
            for going in usable:
                meets = ends[1 - coming % 2, coming // 2] == ends[going % 2, going // 2]
                if meets and (coming, going) not in banned:
                    cost[going] = min(cost[going], cost[coming] + int(ms[going % 2, going // 2]))
    best = [FAR] * len(network.arrays["vertex_x"])
    best[start] = 0
    for arc in usable:
        end = int(ends[1 - arc % 2, arc // 2])
        best[end] = min(best[end], cost[arc])
    return best


@quick
@given(scenarios(), st.integers(0, 8))
def test_an_ambulance_needs_both_legs(
    scenario: tuple[Network, list[int], dict[int, int], list[int], bool], station: int
) -> None:
    network, sources, added, _, _ = scenario
    graph = network.graph(Mode.EMERGENCY)
    station %= len(network.arrays["vertex_x"])
    out = Leg.grow(graph, np.array([station]), towards=False, arcs=2 * network.links)
    on = Leg.grow(graph, graph.with_copies(np.array(sources)), towards=True, arcs=2 * network.links)
    change = Change.closing(np.array(list(added), np.int32))
    touched = together(out.touched(change), on.touched(change), out, on)
    both = np.minimum(out.before + on.before, FAR)
    both[touched.nodes] = touched.after
    assert np.array_equal(both, np.minimum(times_after(out, change) + times_after(on, change), FAR))


def test_many_closures_in_one_call_equal_them_one_by_one() -> None:
    graph = generated_town(40, seed=3)
    arcs = 2 * (int(graph.link.max()) + 1)
    rng = np.random.default_rng(5)
    leg = Leg.grow(graph, rng.choice(graph.nodes, 5, replace=False), towards=True, arcs=arcs)
    people = rng.integers(0, 4, graph.nodes).astype(float)
    sizes = [1, 3, 20, 0, 900]
    lots = [rng.choice(arcs, size, replace=False).astype(np.int32) for size in sizes]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    rows = leg.tallies(starts, np.concatenate(lots), people)
    for row, lot in zip(rows, lots, strict=True):
        touched = leg.touched(Change.closing(lot))
        living, added = people[touched.nodes], touched.after - touched.before
        cut = (touched.before < FAR) & (touched.after >= FAR)
        late = (touched.after < FAR) & (added > 0) & (living > 0)
        expected = [living[cut].sum(), living[late].sum(), (living * added)[late].sum(),
                    living[cut].sum() + living[late & (added > 300_000)].sum(), added[late].max(initial=0)]  # fmt: skip
        assert row.tolist() == pytest.approx(expected, abs=0)


def test_a_large_closure_falls_back_to_a_full_recompute_and_stays_exact() -> None:
    graph = generated_town(30, seed=11)
    arcs = 2 * (int(graph.link.max()) + 1)
    rng = np.random.default_rng(2)
    sources = rng.choice(graph.nodes, 3, replace=False)
    leg = Leg.grow(graph, sources, towards=True, arcs=arcs)
    closed = rng.choice(arcs, arcs // 3, replace=False)
    touched = leg.touched(Change.closing(closed.astype(np.int32)))
    assert len(touched.nodes) == graph.nodes
    expected = by_scipy(graph, dict.fromkeys(closed.tolist(), CLOSED), sources.tolist(), towards=True)
    assert np.array_equal(touched.after, expected[touched.nodes])


def test_scratch_starts_anew_before_its_epochs_run_out() -> None:
    network = town(3, [(0, 1), (1, 2)], [(5, 5), (5, 5)])
    leg = Leg.grow(network.graph(Mode.CAR), np.array([0]), towards=True, arcs=4)
    closing = Change.closing(np.array([2, 3], np.int32))
    before = leg.touched(closing).after.tolist()
    scratch = leg._scratch
    assert scratch is not None
    scratch.epoch[0] = LAST_EPOCH - 1
    for _ in range(3):
        assert leg.touched(closing).after.tolist() == before
    assert scratch.epoch[0] == 2


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**31), longest=st.sampled_from([1, 50, 10_000, 86_400_000]))
def test_times_spread_in_buckets_equal_scipy_whatever_the_weights(seed: int, longest: int) -> None:
    rng = np.random.default_rng(seed)
    nodes, edges = int(rng.integers(1, 60)), int(rng.integers(0, 200))
    graph = replace(
        generated_town(8, seed=1),
        tail=rng.integers(0, nodes, edges).astype(np.int32),
        head=rng.integers(0, nodes, edges).astype(np.int32),
        ms=rng.integers(1, longest + 1, edges).astype(np.int32),
        arc=np.arange(edges, dtype=np.int32),
        vertex=np.arange(nodes, dtype=np.int32),
    )
    sources = np.unique(rng.integers(0, nodes, 3))
    leg = Leg.grow(graph, sources, towards=True, arcs=edges)
    assert np.array_equal(leg.before, by_scipy(graph, {}, sources.tolist(), towards=True))


def test_a_wide_closure_with_ways_slower_by_a_day_is_recomputed_exactly() -> None:
    graph = generated_town(25, seed=3)
    arcs = 2 * (int(graph.link.max()) + 1)
    rng = np.random.default_rng(4)
    sources = rng.choice(graph.nodes, 3, replace=False)
    leg = Leg.grow(graph, sources, towards=False, arcs=arcs)
    changed = rng.choice(arcs, arcs // 2, replace=False).astype(np.int32)
    added = rng.choice([CLOSED, 0, 1, 60_000, 86_400_000], len(changed)).astype(np.int64)
    touched = leg.touched(Change(changed, added, sources[:1]))
    told = dict(zip(changed.tolist(), added.tolist(), strict=True))
    expected = by_scipy(graph, told, sources[1:].tolist(), towards=False)
    assert len(touched) == graph.nodes
    assert np.array_equal(touched.after, expected[touched.nodes])


@st.composite
def towns_with_long_bans(draw: st.DrawFn) -> tuple[Network, list[tuple[int, ...]]]:
    """A town in which ways over three arcs are forbidden beside single turns."""
    network = draw(towns())
    ends = np.stack((network.arrays["first"], network.arrays["last"]))
    banned = []
    for _ in range(draw(st.integers(1, 5))):
        path = [draw(st.integers(0, 2 * network.links - 1))]
        for _ in range(2):
            here = ends[1 - path[-1] % 2, path[-1] // 2]
            onward = [arc for arc in range(2 * network.links) if ends[arc % 2, arc // 2] == here]
            path.append(draw(st.sampled_from(onward)))
        banned.append(tuple(path))
    told = np.array([number for path in banned for number in (31, 3, *path)], np.int32)
    return replace(network, arrays={**network.arrays, "paths": told}, _kept={}), banned


@quick
@given(towns_with_long_bans(), st.integers(0, 8))
def test_ways_forbidden_as_a_whole_hold_as_a_search_over_pairs_of_arcs_says(
    town_and_bans: tuple[Network, list[tuple[int, ...]]], start: int
) -> None:
    network, banned = town_and_bans
    start %= len(network.arrays["vertex_x"])
    graph = network.graph(Mode.CAR)
    found = in_ms(plain.nearest(graph.nodes, edges_of(graph), [start], towards=False))
    by_vertex = [int(found[graph.vertex == vertex].min()) for vertex in range(len(network.arrays["vertex_x"]))]
    assert by_vertex == search_over_pairs(network, banned, start)


def search_over_pairs(network: Network, banned: list[tuple[int, ...]], start: int) -> list[int]:
    """Least time to each vertex; what one remembers is the last two arcs."""
    ms, ends = network.arrays["ms"][2], np.stack((network.arrays["first"], network.arrays["last"]))
    turns = {(coming, going) for coming, going, _ in network.arrays["turns"].tolist()}
    usable = [arc for arc in range(2 * network.links) if ms[arc % 2, arc // 2] > 0]
    best = [FAR] * len(network.arrays["vertex_x"])
    best[start] = 0
    queue, done = [(0, start, (-1, -1))], set()
    while queue:
        queue.sort()
        reached, vertex, last = queue.pop(0)
        if (vertex, last) in done:
            continue
        done.add((vertex, last))
        best[vertex] = min(best[vertex], reached)
        for arc in usable:
            if ends[arc % 2, arc // 2] == vertex and (last[1], arc) not in turns and (*last, arc) not in banned:
                queue.append((reached + int(ms[arc % 2, arc // 2]), int(ends[1 - arc % 2, arc // 2]), (last[1], arc)))
    return best
