"""Who loses access when ways close, which ways may not be closed, and where sensors stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clearway.core.evidence import AccessLoss
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.places import Point
from clearway.core.sensors import SensorLink
from clearway.roads.access import access_losses
from clearway.roads.changes import Slower, change_of
from clearway.roads.importing import import_osm
from clearway.roads.joining import join_sensors, nearest_link
from clearway.roads.layers import Layer, LayerKind, build_layer, build_layers, keep_layers, open_layers
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.protected import Protection, protections
from clearway.roads.refusals import NoFacilities, NoSuchFacility, NoSuchLink, NotANetwork
from clearway.roads.shutting import shut_nodes
from clearway.roads.splitting import GATE_BASE
from tests.roads.towns import Map, compound_map

GATE, STREET = GATE_BASE + 5, 10 * 4096


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Network, tuple[Layer, ...]]:
    network = import_osm(compound_map().write(tmp_path_factory.mktemp("map") / "compound.osm.pbf"))
    return network, build_layers(network)


def loss(losses: tuple[AccessLoss, ...], kind: str) -> AccessLoss:
    return next(one for one in losses if one.kind == kind)


def test_a_locked_gate_cuts_off_the_compound_and_nobody_else(county: tuple[Network, tuple[Layer, ...]]) -> None:
    losses = access_losses(*county, {GATE: None})
    assert {one.kind for one in losses} == {"hospital", "pharmacy", "ambulance"}
    assert loss(losses, "hospital").people_cut_off == 1
    assert loss(losses, "hospital").people_delayed == 0


def test_a_closed_street_with_a_way_round_delays_and_cuts_nobody_off(county: tuple[Network, tuple[Layer, ...]]) -> None:
    network, layers = county
    hospital = loss(access_losses(network, layers, {STREET: None}), "hospital")
    assert (hospital.people_cut_off, hospital.people_delayed) == (0, 1)
    detour = 2 * 360.56 * 3.6 / 40 - 60
    assert hospital.worst_added_seconds == pytest.approx(detour, abs=0.3)
    assert hospital.added_person_minutes == pytest.approx(detour / 60, abs=0.01)


def test_closing_one_direction_leaves_the_other(county: tuple[Network, tuple[Layer, ...]]) -> None:
    network, layers = county
    assert access_losses(network, layers[:1], {STREET: "backward"}) == ()
    assert len(access_losses(network, layers[:1], {STREET: "forward"})) == 1


def test_a_soft_barrier_adds_its_seconds(county: tuple[Network, tuple[Layer, ...]]) -> None:
    network, layers = county
    slow = access_losses(network, layers, {}, slower=[Slower(link=GATE, seconds=90)])
    assert loss(slow, "hospital").worst_added_seconds == 90
    assert loss(slow, "ambulance").worst_added_seconds == 180


def test_a_facility_that_shuts_sends_people_to_the_next_one(tmp_path: Path) -> None:
    drawn = compound_map()
    network = import_osm(drawn.write(tmp_path / "c.osm.pbf"))
    near, far = (
        Facility(kind=FacilityKind.CLINIC, name=name, entrances=(Point(*drawn.point(node)),))
        for name, node in (("near", 1), ("far", 4))
    )
    layer = build_layer(network, LayerKind.CLINIC, Mode.FOOT, [near, far])
    nothing = change_of(network, {})
    open_still = layer.touched(nothing, shut_nodes(network, layer, [near, far], [far]))
    alone = build_layer(network, LayerKind.CLINIC, Mode.FOOT, [near]).before
    times = layer.before
    times[open_still.nodes] = open_still.after
    assert times.tolist() == alone.tolist() != layer.before.tolist()
    double = replace(far, name="double")
    assert [len(nodes) for nodes in shut_nodes(network, layer, [near, far, double], [far])] == [0]
    with pytest.raises(NoSuchFacility):
        shut_nodes(network, layer, [near], [far])


def test_an_ambulance_station_at_a_hospital_outlives_it(tmp_path: Path) -> None:
    drawn = compound_map()
    network = import_osm(drawn.write(tmp_path / "c.osm.pbf"))
    at, elsewhere = Point(*drawn.point(4)), Point(*drawn.point(1))
    station = Facility(kind=FacilityKind.AMBULANCE_STATION, name="", entrances=(at,))
    hospitals = [Facility(kind=FacilityKind.HOSPITAL, name="", entrances=(point,)) for point in (at, elsewhere)]
    layer = build_layer(network, LayerKind.AMBULANCE, None, [station, *hospitals])
    shut = shut_nodes(network, layer, [station, *hospitals], hospitals[:1])
    assert [len(nodes) for nodes in shut] == [0, 1]
    touched, times = layer.touched(change_of(network, {}), shut), layer.before
    times[touched.nodes] = touched.after
    expected = build_layer(network, LayerKind.AMBULANCE, None, [station, hospitals[1]]).before
    assert times.tolist() == expected.tolist()


def test_people_unreachable_before_are_in_no_figure(tmp_path: Path) -> None:
    drawn = compound_map()
    drawn.node(90, 2000, 2000)
    drawn.node(91, 2100, 2000)
    drawn.way(90, [90, 91], highway="residential")
    drawn.node(92, 2050, 2010)
    for number, (east, north) in enumerate(((2050, 2010), (2060, 2010), (2060, 2020)), start=93):
        drawn.node(number, east, north)
    drawn.way(91, [93, 94, 95, 93], building="house")
    network = import_osm(drawn.write(tmp_path / "island.osm.pbf"))
    layer = build_layer(network, LayerKind.HOSPITAL)
    assert layer.people.sum() == 3
    assert access_losses(network, [layer], {90 * 4096: None}) == ()


def test_an_unknown_link_is_refused(county: tuple[Network, tuple[Layer, ...]]) -> None:
    with pytest.raises(NoSuchLink, match="77"):
        access_losses(*county, {77: None})


def test_a_region_without_facilities_says_how_to_give_them(tmp_path: Path) -> None:
    drawn = Map()
    drawn.node(1, 0, 0)
    drawn.node(2, 90, 0)
    drawn.way(1, [1, 2], highway="residential")
    network = import_osm(drawn.write(tmp_path / "bare.osm.pbf"))
    with pytest.raises(NoFacilities, match="--facilities"):
        build_layers(network)
    given = Facility(kind=FacilityKind.HOSPITAL, name="", entrances=(Point(*drawn.point(1)),))
    assert {layer.kind for layer in build_layers(network, facilities=[given])} == {
        LayerKind.HOSPITAL,
        LayerKind.AMBULANCE,
    }


def test_layers_kept_in_the_folder_answer_the_same(county: tuple[Network, tuple[Layer, ...]], tmp_path: Path) -> None:
    network, layers = county
    saved = network.save(tmp_path / "net")
    assert open_layers(saved) == ()
    keep_layers(saved, layers)
    opened = open_layers(Network.open(tmp_path / "net"))
    assert [(layer.kind, layer.mode) for layer in opened] == [(layer.kind, layer.mode) for layer in layers]
    assert access_losses(saved, opened, {GATE: None}) == access_losses(network, layers, {GATE: None})


def test_damaged_layers_are_told_and_those_of_another_version_are_as_if_never_kept(
    county: tuple[Network, tuple[Layer, ...]], tmp_path: Path
) -> None:
    network, layers = county
    saved = network.save(tmp_path / "net")
    keep_layers(saved, layers)
    (tmp_path / "net" / "layers" / "hospital-car" / "0" / "dist.npy").write_bytes(b"")
    with pytest.raises(NotANetwork, match="damaged"):
        open_layers(saved)
    (tmp_path / "net" / "layers" / "layers.json").write_text('{"version": 1}', "utf-8")
    assert open_layers(saved) == ()


def test_the_only_way_to_a_hospital_is_on_the_negative_list(county: tuple[Network, tuple[Layer, ...]]) -> None:
    network, layers = county
    found = protections(network, layers, [GATE, 13 * 4096])
    assert {one.link for one in found} == {GATE}
    assert {one.why for one in found} == {Protection.HOSPITAL_APPROACH, Protection.EMERGENCY_WAY}
    assert found[0].rule == "closing.negative_list"
    assert "1 人" in found[0].reason.zh


def test_a_fire_lane_is_on_the_negative_list_by_its_tags(tmp_path: Path) -> None:
    drawn = compound_map()
    drawn.way(14, [7, 4], highway="service", service="emergency_access", name="消防通道")
    network = import_osm(drawn.write(tmp_path / "lane.osm.pbf"))
    (found,) = protections(network, (), [14 * 4096])
    assert (found.why, found.reason.zh) == (Protection.FIRE_LANE, "“消防通道”是消防车通道")


def test_a_point_meets_the_nearest_link_of_its_mode(county: tuple[Network, tuple[Layer, ...]]) -> None:
    network, _ = county
    lat, lon = compound_map().point(2)
    found = nearest_link(network, Point(lat - 0.0001, lon), mode=Mode.CAR)
    assert found is not None
    assert found.link == STREET
    assert found.metres == pytest.approx(11.1, abs=0.1)
    assert nearest_link(network, Point(lat + 1, lon)) is None


def test_a_sensor_is_joined_by_its_way_and_bearing(county: tuple[Network, tuple[Layer, ...]]) -> None:
    network, _ = county
    drawn = compound_map()
    at = Point(*drawn.point(8))
    sensors = [
        SensorLink(link="there", point=at, from_node="1", to_node="3", osm_way=13),
        SensorLink(link="back", point=at, from_node="3", to_node="1", osm_way=13),
        SensorLink(link="unknown ends", point=at, osm_way=13),
        SensorLink(link="elsewhere", point=Point(at.lat + 1, at.lon)),
    ]
    joined = join_sensors(network, sensors)
    assert {name: (where.link, where.direction) for name, where in joined.items()} == {
        "there": (13 * 4096, "forward"),
        "back": (13 * 4096, "backward"),
        "unknown ends": (13 * 4096, None),
    }


def test_a_sensor_whose_ends_are_not_on_the_map_learns_its_bearing_from_its_neighbours(
    county: tuple[Network, tuple[Layer, ...]],
) -> None:
    network, _ = county
    west, east = (Point(*compound_map().point(node)) for node in (2, 4))
    pairs = (("a>b", west, "a", "b"), ("b>c", east, "b", "c"), ("c>b", east, "c", "b"), ("b>a", west, "b", "a"))
    joined = join_sensors(network, [SensorLink(link=n, point=p, from_node=s, to_node=e) for n, p, s, e in pairs])
    directions = {name: where.direction for name, where in joined.items()}
    assert directions == {"a>b": "forward", "b>a": "backward", "b>c": "forward", "c>b": "backward"}
