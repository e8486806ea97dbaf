"""A gate that is the only one the map draws may not be shut, whoever lives behind it and however few are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearway.roads.importing import import_osm
from clearway.roads.marking import EVACUATION_WAY, FIRE_LANE
from clearway.roads.network import Network
from clearway.roads.ways_out import is_gate, only_ways_out
from tests.roads.towns import Map


def _one_compound(folder: Path, *, second_gate: bool, **tags: str) -> Network:
    """::

    1 ----- 2 ----- 3 ----- 8
            |       |
            5       15      gates (15 only where asked for)
            |       |
            6 ----- 7       no home anywhere
    """
    drawn = Map()
    for number, east, north in ((1, 0, 0), (2, 300, 0), (3, 600, 0), (8, 900, 0), (6, 300, -100), (7, 600, -100)):
        drawn.node(number, east, north)
    drawn.node(5, 300, -50, barrier="gate")
    drawn.way(10, [1, 2, 3, 8], highway="residential")
    drawn.way(11, [2, 5, 6], highway="service")
    drawn.way(12, [6, 7], highway="service", **tags)
    if second_gate:
        drawn.node(15, 600, -50, barrier="gate")
        drawn.way(13, [3, 15, 7], highway="footway")
    return import_osm(drawn.write(folder / "compound.osm.pbf"))


def test_the_single_gate_of_a_compound_without_counted_homes_is_its_only_way_out(tmp_path: Path) -> None:
    network = _one_compound(tmp_path, second_gate=False)
    (gate,) = network.gates()
    assert network.homes.people.sum() == 0
    assert only_ways_out(network, [gate.link]) == (gate.link,)
    assert is_gate(network, gate.link)


def test_one_of_two_gates_may_be_shut_and_not_both(tmp_path: Path) -> None:
    network = _one_compound(tmp_path, second_gate=True)
    gates = [gate.link for gate in network.gates()]
    assert [only_ways_out(network, [gate]) for gate in gates] == [(), ()]
    assert set(only_ways_out(network, gates)) == set(gates)


def test_a_way_inside_that_leaves_another_way_out_shuts_nobody_in(tmp_path: Path) -> None:
    network = _one_compound(tmp_path, second_gate=True)
    inside = next(link for link in network.link_ids.tolist() if link // 4096 == 12)
    assert only_ways_out(network, [inside]) == ()


@pytest.mark.parametrize(
    ("tags", "mark"),
    [
        ({"fire_lane": "yes"}, FIRE_LANE),
        ({"service": "emergency_access"}, FIRE_LANE),
        ({"evacuation_route": "yes"}, EVACUATION_WAY),
        ({"emergency": "emergency_exit"}, EVACUATION_WAY),
        ({"name": "东侧疏散通道"}, EVACUATION_WAY),
        ({"evacuation": "no"}, 0),
    ],
)
def test_what_the_map_tells_of_a_way_is_marked(tmp_path: Path, tags: dict[str, str], mark: int) -> None:
    network = _one_compound(tmp_path, second_gate=False, **tags)
    inside = next(link for link in network.link_ids.tolist() if link // 4096 == 12)
    assert network.arrays["flags"][network.link_index(inside)] == mark
