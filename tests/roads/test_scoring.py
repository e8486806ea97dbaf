"""Every link's score equals closing that link by itself, for journeys of one leg and of two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.roads.access import loss_of
from clearway.roads.changes import change_of
from clearway.roads.layers import Layer, LayerKind
from clearway.roads.legs import Leg
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.scoring import score_links
from tests.roads.towns import towns


def layer_of(network: Network, hospital: int, station: int | None) -> Layer:
    graph, vertices = network.graph(Mode.CAR), len(network.arrays["vertex_x"])
    legs = [Leg.grow(graph, graph.with_copies(np.array([hospital % vertices])), towards=True, arcs=2 * network.links)]
    if station is not None:
        out = Leg.grow(graph, np.array([station % vertices]), towards=False, arcs=2 * network.links)
        legs.insert(0, out)
    return Layer(LayerKind.AMBULANCE, Mode.CAR, tuple(legs), *network.node_people(Mode.CAR))


@settings(max_examples=120, deadline=None)
@given(towns(), st.integers(0, 8), st.none() | st.integers(0, 8))
def test_a_score_equals_closing_the_link_by_itself(network: Network, hospital: int, station: int | None) -> None:
    layer = layer_of(network, hospital, station)
    scores = score_links(network, layer)
    assert scores.link.tolist() == network.link_ids.tolist()
    for index, link in enumerate(network.link_ids.tolist()):
        touched = layer.touched(change_of(network, {link: None}))
        loss = loss_of(layer, touched)
        added = touched.after - touched.before
        worse = float(layer.people[touched.nodes[(touched.before < 2**60) & (added > 300_000)]].sum())
        assert scores.cut_off[index] == loss.people_cut_off
        assert scores.added_person_seconds[index] == pytest.approx(60 * loss.added_person_minutes, rel=1e-12)
        assert scores.worse_5min[index] == worse
