"""An OpenStreetMap file becomes a network: classes, speeds, one-ways, turns, gates, people, facilities."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest

from clearway.core.facilities import FacilityKind
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.refusals import BadFile
from clearway.roads import plain
from clearway.roads.importing import import_osm
from clearway.roads.marking import FIRE_LANE, VILLAGE_TRUNK_ROAD
from clearway.roads.modes import MODES, Mode
from clearway.roads.network import Network
from clearway.roads.refusals import FarFromRoads, NotANetwork, NoWays
from clearway.roads.settling import resettle
from clearway.roads.splitting import GATE_BASE
from tests.roads.towns import SHARED, Map, compound_map, needs_shared


@pytest.fixture(scope="module")
def compound(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return import_osm(compound_map().write(tmp_path_factory.mktemp("map") / "compound.osm.pbf"))


def times(network: Network, link: int, mode: Mode) -> list[int]:
    along_and_against: list[int] = network.arrays["ms"][MODES.index(mode), :, network.link_index(link)].tolist()
    return along_and_against


def test_a_link_runs_from_junction_to_junction_and_is_named_after_its_way(compound: Network) -> None:
    street = [link for link in compound.link_ids.tolist() if link // 4096 == 10]
    assert street == [10 * 4096, 10 * 4096 + 2]
    shape = compound.shape(compound.link_index(10 * 4096))
    assert (shape.name, shape.road_class, shape.oneway) == ("长安路", "residential", False)
    assert shape.length_m == pytest.approx(600, abs=1)


def test_maxspeed_counts_and_else_the_class_does(compound: Network) -> None:
    assert times(compound, 10 * 4096, Mode.CAR) == pytest.approx([60_000, 60_000], abs=100)
    assert times(compound, 13 * 4096, Mode.CAR)[0] == pytest.approx((360.6 + 360.6) * 3600 / 40, abs=200)
    assert times(compound, 10 * 4096, Mode.FOOT) == pytest.approx([432_000, 432_000], abs=800)


def test_a_oneway_binds_wheels_and_not_feet(compound: Network) -> None:
    assert times(compound, 13 * 4096, Mode.CAR)[1] == 0
    assert times(compound, 13 * 4096, Mode.EMERGENCY)[1] == 0
    assert min(times(compound, 13 * 4096, Mode.FOOT)) > 0


def test_a_private_compound_stays_behind_its_gate(compound: Network) -> None:
    (gate,) = compound.gates()
    assert (gate.link, gate.barrier) == (GATE_BASE + 5, "gate")
    assert times(compound, gate.link, Mode.CAR) == [1, 1]
    assert min(times(compound, 12 * 4096, Mode.CAR)) > 0


def test_two_sides_of_a_gate_are_joined_by_the_gate_alone(compound: Network) -> None:
    arrays, index = compound.arrays, compound.link_index(GATE_BASE + 5)
    sides = {int(arrays["first"][index]), int(arrays["last"][index])}
    others = [{int(arrays["first"][at]), int(arrays["last"][at])} for at in range(compound.links) if at != index]
    assert len(sides) == 2
    assert not any(sides <= other for other in others)


def test_a_bollard_stops_cars_and_lets_feet_and_fire_engines_pass(tmp_path: Path) -> None:
    drawn = Map()
    for number, east in ((1, 0), (2, 50), (3, 100)):
        drawn.node(number, east, 0, **({"barrier": "bollard"} if number == 2 else {}))
    drawn.way(1, [1, 2, 3], highway="residential")
    network = import_osm(drawn.write(tmp_path / "b.osm.pbf"))
    gate = GATE_BASE + 2
    assert times(network, gate, Mode.CAR) == [0, 0]
    assert times(network, gate, Mode.FOOT) == [1, 1] == times(network, gate, Mode.EMERGENCY)


def test_a_gate_at_a_junction_stands_on_the_drive_not_on_the_street(tmp_path: Path) -> None:
    drawn = Map()
    for number, (east, north) in enumerate(((0, 0), (50, 0), (100, 0), (50, 50)), start=1):
        drawn.node(number, east, north, **({"barrier": "gate"} if number == 2 else {}))
    drawn.way(1, [1, 2, 3], highway="residential")
    drawn.way(2, [2, 4], highway="service")
    network = import_osm(drawn.write(tmp_path / "g.osm.pbf"))
    street = [network.link_index(4096), network.link_index(4097)]
    drive, gate = network.link_index(2 * 4096), network.link_index(GATE_BASE + 2)
    first, last = network.arrays["first"], network.arrays["last"]
    assert last[street[0]] == first[street[1]] == first[gate]
    assert first[drive] == last[gate]


def test_a_forbidden_turn_costs_the_way_round(tmp_path: Path) -> None:
    drawn = Map()
    for number, (east, north) in enumerate(((0, 0), (100, 0), (200, 0), (100, 100)), start=1):
        drawn.node(number, east, north)
    drawn.way(1, [1, 2], highway="residential", maxspeed="36")
    drawn.way(2, [2, 3], highway="residential", maxspeed="36")
    drawn.way(3, [2, 4], highway="residential", maxspeed="36")
    drawn.turns.append((1, 2, 2, "no_straight_on"))
    network = import_osm(drawn.write(tmp_path / "t.osm.pbf"))
    graph = network.graph(Mode.CAR)
    assert graph.nodes == 5
    assert network.graph(Mode.FOOT).nodes == 4
    copy = 4
    coming = graph.link[graph.head == copy].tolist()
    leaving = graph.link[graph.tail == copy].tolist()
    assert coming == [4096]
    assert sorted(leaving) == [4096, 3 * 4096]


def test_a_restriction_spares_whom_it_excepts_and_an_only_rule_forbids_the_rest(tmp_path: Path) -> None:
    drawn = Map()
    for number, (east, north) in enumerate(((0, 0), (100, 0), (200, 0), (100, 100)), start=1):
        drawn.node(number, east, north)
    for way, end in ((1, 1), (2, 3), (3, 4)):
        drawn.way(way, [end, 2], highway="residential")
    drawn.turns.append((1, 2, 2, "only_straight_on"))
    network = import_osm(drawn.write(tmp_path / "o.osm.pbf"))
    graph = network.graph(Mode.FREIGHT)
    assert graph.link[graph.tail == 4].tolist() == [2 * 4096]


def dual_carriageway(tmp_path: Path, *bans: tuple[int, list[int], int, str]) -> Network:
    """Two carriageways joined by a way of two links in the middle.

    ::

        1 --(1)--> 2 --(2)--> 3        northbound lanes run east
                   | (5, 6)
        6 <--(4)-- 5 <--(3)-- 4
    """
    drawn = Map()
    for number, (east, north) in enumerate(((0, 0), (100, 0), (200, 0), (200, -40), (100, -40), (0, -40)), start=1):
        drawn.node(number, east, north)
    drawn.node(7, 100, -20)
    drawn.node(8, 150, -20)
    for way, ends in ((1, [1, 2]), (2, [2, 3]), (3, [4, 5]), (4, [5, 6])):
        drawn.way(way, ends, highway="primary", oneway="yes", maxspeed="36")
    drawn.way(5, [2, 7, 5], highway="primary_link", maxspeed="36")
    drawn.way(6, [7, 8], highway="service", maxspeed="36")
    drawn.long_turns.extend(bans)
    return import_osm(drawn.write(tmp_path / "dual.osm.pbf"))


def quickest(network: Network, start: int, goal: int) -> int | None:
    """Milliseconds of a car from one node of the map to another, to the nearest half second; None: no way."""
    graph, node = network.graph(Mode.CAR), network.arrays["vertex_node"]
    edges = list(zip(*(column.tolist() for column in (graph.tail, graph.head, graph.ms, graph.arc)), strict=True))
    found = plain.nearest(graph.nodes, edges, [int(np.flatnonzero(node == start)[0])], towards=False)
    times = [found[at] for at in np.flatnonzero(node[graph.vertex] == goal).tolist() if found[at] is not None]
    return round(min(times) / 500) * 500 if times else None


def test_a_u_turn_forbidden_over_a_way_between_carriageways_is_applied(tmp_path: Path) -> None:
    free = dual_carriageway(tmp_path)
    assert quickest(free, 1, 6) == 24_000
    banned = dual_carriageway(tmp_path, (1, [5], 4, "no_u_turn"))
    assert quickest(banned, 1, 5) == 14_000
    assert quickest(banned, 8, 6) == 17_000
    turning_back_between = 24_000 + 2 * 2000
    assert quickest(banned, 1, 6) == turning_back_between
    assert banned.turn_restrictions == 1
    assert not [note for note in banned.notes if "restrictions" in note.en]
    kept = Network.open(banned.save(tmp_path / "net").folder or tmp_path)
    assert quickest(kept, 1, 6) == turning_back_between


def test_an_only_rule_over_a_way_leaves_nothing_else_open(tmp_path: Path) -> None:
    network = dual_carriageway(tmp_path, (1, [5], 4, "only_u_turn"))
    assert quickest(network, 1, 6) is not None
    assert quickest(network, 1, 3) is None
    assert quickest(network, 1, 8) is None


def test_restrictions_that_fit_no_junction_are_counted_and_named(tmp_path: Path) -> None:
    network = dual_carriageway(tmp_path, (1, [3], 4, "no_u_turn"), (1, [99], 4, "no_u_turn"))
    (note,) = [note for note in network.notes if "restrictions" in note.en]
    assert note.en == ("turn restrictions that fit no junction of the map and are not applied: 2 (numbers 1000, 1001)")
    assert quickest(network, 1, 6) is not None


def test_a_facility_has_every_entrance_on_its_outline(compound: Network) -> None:
    hospital = next(one for one in compound.facilities if one.kind is FacilityKind.HOSPITAL)
    assert hospital.name == "县医院"
    assert len(hospital.entrances) == 2
    assert {one.kind for one in compound.facilities} == {FacilityKind.HOSPITAL, FacilityKind.PHARMACY}


def test_without_population_each_residential_building_counts_one_and_the_notes_say_so(compound: Network) -> None:
    assert compound.homes.source == "buildings"
    assert compound.homes.people.tolist() == [1.0, 1.0]
    assert "each residential building counts 1" in compound.notes[0].en


def test_population_is_spread_over_the_homes_round_a_place_and_none_is_lost(tmp_path: Path) -> None:
    pbf = compound_map().write(tmp_path / "c.osm.pbf")
    drawn = compound_map()
    middle, gate = Point(*drawn.point(3)), Point(*drawn.point(7))
    code = "410184001001"
    places = [
        Place(code="410184000000", kind=PlaceKind.COUNTY, name="县", population=9999, point=middle),
        Place(code=code, kind=PlaceKind.COMMUNITY, name="社区", population=300, age60=60, point=middle),
    ]
    network = import_osm(pbf, places=places)
    assert network.homes.source == "places"
    assert network.homes.people.tolist() == [150.0, 150.0]
    assert network.homes.age60.sum() == 60
    building = Place(code=code + "-A-1", kind=PlaceKind.BUILDING, name="1号楼", population=80, age60=8, point=gate)
    network = import_osm(pbf, places=[*places, building])
    assert network.homes.people.tolist() == [80.0]
    assert network.node_people(Mode.CAR)[0].sum() == 80


def test_places_of_another_country_are_refused(tmp_path: Path) -> None:
    pbf = compound_map().write(tmp_path / "c.osm.pbf")
    far = Place(code="410184001001", kind=PlaceKind.VILLAGE, name="远村", population=3, point=Point(10.0, 10.0))
    with pytest.raises(FarFromRoads, match="远村"):
        import_osm(pbf, places=[far])


def test_fire_lanes_and_the_main_road_of_a_village_are_marked(tmp_path: Path) -> None:
    drawn = compound_map()
    drawn.way(14, [7, 4], highway="service", service="emergency_access", access="no", emergency="yes")
    drawn.node(60, 650, 30, place="village")
    network = import_osm(drawn.write(tmp_path / "v.osm.pbf"))
    flags = {link: int(network.arrays["flags"][network.link_index(link)]) for link in network.link_ids.tolist()}
    assert {link for link, flag in flags.items() if flag & FIRE_LANE} == {14 * 4096}
    assert {link // 4096 for link, flag in flags.items() if flag & VILLAGE_TRUNK_ROAD} == {13}


def test_what_is_saved_opens_the_same(compound: Network, tmp_path: Path) -> None:
    opened = compound.save(tmp_path / "net")
    for name, array in compound.arrays.items():
        if name != "way":
            assert np.array_equal(opened.arrays[name], array), name
    assert (opened.names, opened.barriers, opened.facilities) == (
        compound.names,
        compound.barriers,
        compound.facilities,
    )
    assert opened.save(tmp_path / "net").links == compound.links


def test_a_folder_of_another_version_or_with_other_things_is_refused(compound: Network, tmp_path: Path) -> None:
    folder = compound.save(tmp_path / "net").folder
    assert folder is not None
    words = json.loads((folder / "network.json").read_text("utf-8"))
    (folder / "network.json").write_text(json.dumps({**words, "version": 99}), "utf-8")
    with pytest.raises(NotANetwork, match="99"):
        Network.open(folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(NotANetwork):
        compound.save(tmp_path / "other")
    assert (tmp_path / "other" / "letter.txt").read_text("utf-8") == "mine"
    with pytest.raises(NotANetwork):
        Network.open(tmp_path / "nowhere")


def test_a_truncated_foreign_or_empty_file_ends_in_one_sentence(tmp_path: Path) -> None:
    whole = compound_map().write(tmp_path / "c.osm.pbf").read_bytes()
    for name, content in (("half", whole[: len(whole) // 2]), ("text", b"hello, world" * 99), ("nothing", b"")):
        path = tmp_path / f"{name}.osm.pbf"
        path.write_bytes(content)
        with pytest.raises(BadFile, match=name):
            import_osm(path)
    with pytest.raises(BadFile, match="no such file"):
        import_osm(tmp_path / "missing.osm.pbf")


def test_a_map_without_a_road_is_refused(tmp_path: Path) -> None:
    drawn = Map()
    drawn.node(1, 0, 0, amenity="hospital")
    with pytest.raises(NoWays):
        import_osm(drawn.write(tmp_path / "empty.osm.pbf"))


class TestSharedMaps:
    pytestmark = needs_shared

    def test_porto_comes_in_under_twenty_seconds_with_the_same_ids_each_time(self) -> None:
        start = time.perf_counter()
        steps: list[int] = []
        network = import_osm(SHARED / "porto-2015.osm.pbf", progress=steps.append)
        assert time.perf_counter() - start < 20
        assert sum(steps) == 100
        assert len(steps) > 5
        assert network.graph(Mode.CAR).edges > 150_000
        assert len(np.unique(network.link_ids)) == network.links
        assert network.link_ids.max() < 2**53
        assert len(network.arrays["turns"]) > 300
        assert len(network.gates()) > 400
        assert network.facilities == ()

    def test_liechtenstein_has_its_hospital_pharmacies_and_fire_stations(self) -> None:
        network = import_osm(SHARED / "liechtenstein-2015.osm.pbf")
        kinds = [facility.kind for facility in network.facilities]
        counts = {kind: kinds.count(kind) for kind in kinds}
        assert counts[FacilityKind.HOSPITAL] == 1
        assert counts[FacilityKind.PHARMACY] == 3
        assert counts[FacilityKind.FIRE_STATION] == 6
        again = import_osm(SHARED / "liechtenstein-2015.osm.pbf")
        assert np.array_equal(again.link_ids, network.link_ids)


def test_population_given_later_settles_as_if_given_at_import(tmp_path: Path) -> None:
    pbf = compound_map().write(tmp_path / "c.osm.pbf")
    middle = Point(*compound_map().point(3))
    place = Place(code="410184001001", kind=PlaceKind.COMMUNITY, name="社区", population=300, age60=60, point=middle)
    later, at_once = resettle(import_osm(pbf), [place]), import_osm(pbf, places=[place])
    assert later.notes == at_once.notes == ()
    assert later.homes.people.tolist() == at_once.homes.people.tolist()
    assert later.homes.vertex.tolist() == at_once.homes.vertex.tolist()
    assert later.save(tmp_path / "net").homes.source == "places"


def test_a_map_is_drawn_from_links_in_a_box_main_roads_first_gates_as_points(compound: Network) -> None:
    west, south, east, north = compound.box
    drawn = list(compound.links_in(compound.box))
    assert [shape.road_class for shape in drawn] == ["tertiary", *["residential"] * 2, *["service"] * 3]
    assert list(compound.links_in((east + 1, south, east + 2, north))) == []
    (gate,) = compound.gates()
    assert (gate.point.lat, gate.point.lon) == pytest.approx(compound_map().point(5), abs=1e-7)
    assert west <= gate.point.lon <= east


HAND_DRAWN = """<?xml version="1.0"?><osm version="0.6">
<node id="-1" version="1" lat="34.0" lon="113.0"/><node id="-2" version="1" lat="34.0" lon="113.003"/>
<node id="-3" version="1" lat="34.0" lon="113.006"><tag k="barrier" v="gate"/></node>
<node id="-4" version="1" lat="34.0" lon="113.009"/>
<way id="-10" version="1"><nd ref="-1"/><nd ref="-2"/><nd ref="-2"/><nd ref="-3"/><nd ref="-4"/>{more}
<tag k="highway" v="residential"/></way></osm>"""


def test_a_map_drawn_by_hand_with_negative_numbers_keeps_its_roads_and_gates(tmp_path: Path) -> None:
    drawn = tmp_path / "drawn.osm"
    drawn.write_text(HAND_DRAWN.replace("{more}", ""), encoding="utf-8")
    network = import_osm(drawn)
    assert float(network.arrays["metres"].sum()) == pytest.approx(830, rel=0.01)
    assert len(network.gates()) == 1
    assert len(network.notes) == 1


def test_roads_over_nodes_that_the_file_lacks_are_told(tmp_path: Path) -> None:
    drawn = tmp_path / "lacking.osm"
    drawn.write_text(HAND_DRAWN.replace("{more}", '<nd ref="77"/>'), encoding="utf-8")
    assert "(1 nodes): 1;" in import_osm(drawn).notes[1].en
