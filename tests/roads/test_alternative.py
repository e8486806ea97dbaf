"""Routes before and after a closure, and the way round one link: as long as the times say, and never over it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clearway.core.facilities import Facility, FacilityKind
from clearway.core.places import Point
from clearway.roads.alternative import _arcs, _times, route_of, worst_routes
from clearway.roads.changes import change_of
from clearway.roads.forest import FAR
from clearway.roads.importing import import_osm
from clearway.roads.layers import LayerKind, build_layer, build_layers
from clearway.roads.legs import Leg
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.plain import nearest
from clearway.roads.way_round import way_round
from tests.roads.towns import compound_map, town, towns


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return import_osm(compound_map().write(tmp_path_factory.mktemp("map") / "drawn.osm.pbf"))


@settings(deadline=None)
@given(made=towns(), closed=st.integers(0, 17), towards=st.booleans())
def test_the_steps_of_a_route_add_up_to_the_time_of_the_repair(made: Network, closed: int, towards: bool) -> None:
    graph = made.graph(Mode.CAR)
    assume(graph.edges > 0)
    leg = Leg.grow(graph, graph.with_copies(np.array([0])), towards=towards, arcs=2 * made.links)
    change = change_of(made, {100 + closed % made.links: None})
    times = _times(leg, change)
    ms_of = {int(arc): int(ms) for arc, ms in zip(graph.arc, graph.ms, strict=True)}
    for node in np.flatnonzero(times[leg.place] < FAR).tolist():
        arcs = _arcs(leg, times, change, node)
        assert sum(ms_of[arc] for arc in arcs) == times[leg.place[node]]
        assert all(arc // 2 != closed % made.links for arc in arcs)


def test_who_is_cut_off_has_a_way_before_and_none_after(drawn: Network) -> None:
    gate = drawn.gates()[0].link
    routes = worst_routes(drawn, build_layers(drawn, kinds=[LayerKind.HOSPITAL]), {gate: None})
    assert [(route.kind, route.after, route.after_ms) for route in routes] == [("hospital", None, None)]
    assert routes[0].before_ms > 0
    before = routes[0].before
    assert abs(before[0] - (routes[0].home.lon, routes[0].home.lat)).max() < 1e-6


def test_the_way_that_is_left_is_drawn_and_longer(drawn: Network) -> None:
    layer = build_layer(drawn, LayerKind.HOSPITAL)
    street = min(link for link in drawn.link_ids.tolist() if link // 4096 == 10)
    routes = worst_routes(drawn, [layer], {street: None})
    assert [route.after is not None for route in routes] == [True]
    assert routes[0].after_ms is not None
    assert routes[0].after_ms > routes[0].before_ms
    assert routes[0].after is not None
    assert not np.array_equal(routes[0].after, routes[0].before)


def test_a_fire_engines_way_leads_from_the_station_to_the_home(drawn: Network) -> None:
    station = Facility(kind=FacilityKind.FIRE_STATION, name="", entrances=(Point(34.0, 113.0),))
    layer = build_layer(drawn, LayerKind.FIRE, facilities=[station])
    node = int(np.argmax(layer.people))
    route = route_of(drawn, layer, change_of(drawn, {}), change_of(drawn, {}), node)
    graph = drawn.graph(layer.mode)
    assert abs(route.before[-1] - (graph.node_lon[node], graph.node_lat[node])).max() < 1e-6
    assert route.after_ms == route.before_ms == layer.before[node]


@settings(deadline=None)
@given(made=towns(), at=st.integers(0, 17))
def test_the_way_round_is_the_shortest_without_the_link(made: Network, at: int) -> None:
    index = at % made.links
    graph, first, last = made.graph(Mode.CAR), int(made.arrays["first"][index]), int(made.arrays["last"][index])
    along, against = made.arrays["ms"][0][:, index].tolist()
    found = way_round(made, 100 + index, Mode.CAR)
    if not along and not against:
        assert found is None
        return
    start, goal = (first, last) if along else (last, first)
    rows = zip(graph.tail.tolist(), graph.head.tolist(), graph.ms.tolist(), graph.arc.tolist(), strict=True)
    left = [row for row in rows if row[3] // 2 != index]
    goals = graph.with_copies(np.array([goal])).tolist()
    expected = nearest(graph.nodes, left, goals, towards=True)[start]
    assert (found.ms if found else None) == expected


def test_no_way_round_where_the_link_is_the_only_one() -> None:
    made = town(2, [(0, 1)], [(5, 5)])
    assert way_round(made, 100, Mode.CAR) is None
