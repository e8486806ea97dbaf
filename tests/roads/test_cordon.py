"""The cordon: as few links as an independent solver needs, never a protected one, or the way that forbids it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.refusals import BadFile
from clearway.roads import plain
from clearway.roads.areas import links_in_area, read_area
from clearway.roads.cordon import minimum_cut, plan_cordon
from clearway.roads.importing import import_osm
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.refusals import EverythingCloses
from clearway.roads.zones import INSIDE, OUTSIDE, Zone, cordon_zone
from tests.roads.towns import SHARED, Map, compound_map, needs_shared


@st.composite
def zones(draw: st.DrawFn) -> tuple[Zone, np.ndarray]:
    nodes = draw(st.integers(2, 8))
    node = st.integers(0, nodes - 1)
    edges = draw(st.lists(st.tuples(node, node).filter(lambda edge: edge[0] != edge[1]), min_size=1, max_size=16))
    kept = draw(st.lists(st.booleans(), min_size=len(edges), max_size=len(edges)))
    a, b = (np.array(column, np.int64) for column in zip(*edges, strict=True))
    return Zone(a, b, np.arange(len(edges)), nodes, 1, 1), np.array(kept)


def independent_value(zone: Zone, kept: np.ndarray) -> int:
    """What a plain solver over lists says; more than the number of edges where a protected way runs through."""
    capacity = np.where(kept, len(kept) + 1, 1).tolist()
    return plain.largest_flow(zip(zone.a.tolist(), zone.b.tolist(), capacity, strict=True), INSIDE, OUTSIDE)


@settings(max_examples=200, deadline=None)
@given(zones())
def test_a_cut_is_as_small_as_an_independent_solver_says_and_spares_what_is_protected(
    case: tuple[Zone, np.ndarray],
) -> None:
    zone, kept = case
    flow = independent_value(zone, kept)
    cut = minimum_cut(zone, kept)
    if flow > len(kept):
        assert kept[cut].any()
    else:
        assert len(cut) == flow
        assert not kept[cut].any()


def square(corner: tuple[float, float], far: tuple[float, float]) -> shapely.Geometry:
    drawn = Map()
    drawn.node(1, *corner)
    drawn.node(2, *far)
    (south, west), (north, east) = drawn.point(1), drawn.point(2)
    return shapely.box(west, south, east, north)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return import_osm(compound_map().write(tmp_path_factory.mktemp("map") / "compound.osm.pbf"))


def test_a_compound_with_one_gate_needs_one_control(network: Network) -> None:
    cordon = plan_cordon(network, square((650, -150), (750, -80)), ring_m=70)
    assert cordon.value == 1
    assert len(cordon.control) == 1


def test_a_protected_way_through_is_the_certificate_and_stays_open(network: Network) -> None:
    area = square((650, -150), (750, -80))
    cordon = plan_cordon(network, area, ring_m=120, protected=frozenset(network.link_ids.tolist()))
    assert cordon.value is None
    assert cordon.control == ()
    assert len(cordon.certificate) >= 3
    assert "staffed" in cordon.sentence.en


def test_an_area_over_the_whole_map_is_refused(network: Network) -> None:
    with pytest.raises(EverythingCloses):
        plan_cordon(network, square((-999, -999), (1999, 1999)))
    with pytest.raises(EverythingCloses):
        links_in_area(network, square((-999, -999), (1999, 1999)), Mode.CAR)


def test_a_link_that_only_crosses_an_area_is_in_it(network: Network) -> None:
    crossing = links_in_area(network, square((100, -10), (110, 10)))
    assert network.link_ids[crossing].tolist() == [10 * 4096]


def test_a_drawing_without_a_polygon_is_refused(tmp_path: Path) -> None:
    for name, text in (("point", '{"type": "Point", "coordinates": [1, 2]}'), ("text", "hello"), ("list", "[1]")):
        (tmp_path / name).write_text(text, "utf-8")
        with pytest.raises(BadFile, match=name):
            read_area(tmp_path / name)


class TestSharedMap:
    pytestmark = needs_shared

    def test_vaduz_is_enclosed_by_as_few_links_as_the_independent_solver_needs(self) -> None:
        network = import_osm(SHARED / "liechtenstein-2015.osm.pbf")
        area = shapely.box(9.515, 47.135, 9.525, 47.142)
        cordon, zone = plan_cordon(network, area), cordon_zone(network, area, 500.0)
        assert cordon.value == independent_value(zone, np.zeros(len(zone.link), bool))
        protected = frozenset(cordon.control[:1])
        again = plan_cordon(network, area, protected=protected)
        assert again.value is None or (again.value >= cordon.value and not protected & set(again.control))
