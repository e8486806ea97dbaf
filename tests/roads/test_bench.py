"""Kernels compile anywhere; peers are asked the same question; the bench finds us equal."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from clearway.roads.bench import bench
from clearway.roads.compiling import compiled
from clearway.roads.generated import generated_town
from clearway.roads.legs import Leg
from clearway.roads.peers import PEERS, by_scipy


def test_a_kernel_works_where_no_cache_can_be_written() -> None:
    made: dict[str, object] = {}
    exec("def double(number):\n    return 2 * number\n", made)
    with pytest.raises(RuntimeError, match="no locator"):
        __import__("numba").njit(cache=True)(made["double"])
    assert compiled(made["double"])(21) == 42


def test_help_and_plain_networks_are_free_of_numba() -> None:
    modules = "clearway.cli.roads, clearway.roads.access, clearway.roads.joining, clearway.roads.importing"
    asked = f"import sys, {modules}, clearway.roads.protected\nprint('numba' in sys.modules, 'scipy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_peer_answers_as_scipy_and_we_do(name: str) -> None:
    pytest.importorskip(name, reason=f"{name} is not installed (extra peers)")
    graph, sources = generated_town(30), np.array([0, 200, 555])
    times = by_scipy(graph, sources)[1]
    leg = Leg.grow(graph, sources, towards=True, arcs=2 * (int(graph.link.max()) + 1))
    assert np.array_equal(times, leg.before)
    assert np.array_equal(PEERS[name](graph, sources)[1], times)


@pytest.mark.slow
def test_the_bench_finds_every_figure_equal_and_names_what_it_skipped() -> None:
    rows = bench(quick=True)
    assert all(row.equal is not False for row in rows)
    assert sum(row.equal is True for row in rows) >= 7
    assert any("one closed link" in row.name for row in rows)
