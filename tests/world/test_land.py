"""The map: real tagging, everything joined, some villages with one way out only."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from clearway.world.generating import County, build_county
from clearway.world.network import Flags, Ints


@pytest.fixture(scope="module", params=[1, 4])
def drawn(request: pytest.FixtureRequest) -> County:
    return build_county(request.param)


def parts(county: County, without: Flags | None = None) -> Ints:
    """The strongly connected part each map node lies in (−1: on no road)."""
    network = county.network
    kept = np.ones(len(network.tail), bool) if without is None else ~without
    size = (network.size, network.size)
    matrix = csr_array((np.ones(kept.sum()), (network.tail[kept], network.head[kept])), shape=size)
    labels = np.full(len(county.land.drawing.east), -1)
    labels[network.junctions] = connected_components(matrix, directed=True, connection="strong")[1]
    return labels


def test_every_place_can_be_reached_and_left(drawn: County) -> None:
    used = np.unique(drawn.network.ends)
    assert len(np.unique(parts(drawn)[used])) == 1


def test_some_villages_have_one_way_out_and_are_cut_off_when_it_closes(drawn: County) -> None:
    land = drawn.land
    lonely = [village for village in land.villages if len(land.hubs.ways_to(village.hub)) == 1]
    assert len(lonely) >= 3
    town = next(iter(land.town.nodes.values()))
    for village in lonely:
        closed = np.isin(drawn.network.way[drawn.network.link], land.hubs.ways_to(village.hub))
        labels = parts(drawn, closed)
        assert labels[village.loose_nodes[0]] != labels[town]


def test_a_site_called_the_only_way_is_just_that(drawn: County) -> None:
    town = next(iter(drawn.land.town.nodes.values()))
    only = [site for site in drawn.sites if site.only_way]
    assert only
    for site in only:
        labels = parts(drawn, drawn.network.link == site.link)
        assert labels[site.community.loose_nodes[0]] != labels[town]


def test_the_network_has_the_size_and_the_classes_of_a_county(drawn: County) -> None:
    classes = Counter(way.tags["highway"] for way in drawn.land.drawing.ways)
    assert 3_000 <= drawn.network.links <= 6_000
    assert set(classes) == {
        "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "service", "track",
    }  # fmt: skip
    assert any(way.tags.get("oneway") == "yes" for way in drawn.land.drawing.ways)
    assert 120_000 < sum(community.people for community in drawn.land.communities) < 300_000
    assert len(drawn.land.villages) >= 25


def test_every_compound_has_a_gate_between_its_people_and_the_street(drawn: County) -> None:
    drawing, network = drawn.land.drawing, drawn.network
    gates = [node for node, tags in drawing.node_tags.items() if tags.get("barrier") == "gate"]
    behind = np.isin(network.ends, gates).any(axis=1)[network.link]
    labels = parts(drawn, behind)
    town = next(iter(drawn.land.town.nodes.values()))
    assert all(labels[compound.centre] != labels[town] for compound in drawn.land.compounds)
    several = [compound for compound in drawn.land.compounds if len(compound.gates) >= 2]
    assert len(several) > len(drawn.land.compounds) / 2


def test_both_ways_of_a_turn_ban_end_at_its_node(drawn: County) -> None:
    ways = drawn.land.drawing.ways
    assert drawn.land.drawing.bans
    for ban in drawn.land.drawing.bans:
        assert ban.via in (ways[ban.from_way].nodes[-1], ways[ban.from_way].nodes[0])
        assert ban.via in (ways[ban.to_way].nodes[-1], ways[ban.to_way].nodes[0])


def test_closing_a_way_moves_traffic_and_never_makes_it_negative(drawn: County) -> None:
    busy = [site for site in drawn.sites if site.kind in ("street", "gate", "village")][::40]
    links = list({site.link: np.array([site.link]) for site in busy}.values())
    for closed, change in zip(links, drawn.assigner.changes(links), strict=True):
        after = drawn.loads + change
        edges = drawn.network.edge_numbers(closed)
        assert after.min() > -1e-6
        assert np.allclose(after[:, edges], 0.0, atol=1e-6)


def test_traffic_after_a_closure_is_that_of_a_full_assignment(drawn: County) -> None:
    """Only trips that used the closed way are routed again; a network without it must give the same."""
    site = next(site for site in drawn.sites if site.kind == "street")
    shut = np.isin(drawn.network.link, [site.link])
    (change,) = drawn.assigner.changes([np.array([site.link])])
    full = drawn.assigner.plain_loads(shut)
    assert np.allclose(drawn.loads + change, full, atol=1e-6)
