"""The three zones: no protected way closes, somebody may always come and go, and what is asked for stands beside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from clearway.cli.main import main
from clearway.core.refusals import BadFile
from clearway.roads.access import access_losses
from clearway.roads.areas import read_named_areas
from clearway.roads.importing import import_osm
from clearway.roads.layers import build_layers
from clearway.roads.network import Network
from clearway.roads.protected import protections
from clearway.roads.three_zones import ZoneKind, propose_zones
from tests.journeys.streets import draw
from tests.roads.test_cordon import square
from tests.roads.towns import SHARED, needs_shared


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return import_osm(draw().write(tmp_path_factory.mktemp("map") / "streets.osm.pbf"))


def homes() -> Any:
    """The apartments behind the two gates."""
    return square((640, -150), (760, -70))


def test_a_compound_with_two_gates_keeps_the_better_one_open_with_staff(network: Network) -> None:
    layers = build_layers(network)
    sealed, controlled, prevention = propose_zones(network, layers, {ZoneKind.SEALED: homes()})
    assert [one.given for one in (sealed, controlled, prevention)] == [True, False, False]
    assert len(sealed.proposed.checkpoints) == 1
    assert sealed.proposed.harm[0] == 0
    assert sealed.asked.harm[0] > 0
    assert sealed.proposed.people == sealed.asked.people == 1
    assert prevention.proposed.closed == prevention.proposed.checkpoints == ()
    assert sealed.proposed.square_km <= controlled.proposed.square_km <= prevention.proposed.square_km


def test_no_proposed_line_closes_a_way_of_the_negative_list(network: Network) -> None:
    layers = build_layers(network)
    for area in (homes(), square((850, -30), (950, 50)), square((250, -120), (320, 20))):
        for one in propose_zones(network, layers, {ZoneKind.SEALED: area}):
            assert protections(network, layers, one.proposed.closed) == ()
            assert one.proposed.blocked == ()
            assert one.proposed.harm[0] == 0
            assert one.proposed.losses == access_losses(network, layers, dict.fromkeys(one.proposed.closed))


def test_asking_to_close_the_hospital_road_is_answered_with_the_reason_and_a_checkpoint(network: Network) -> None:
    layers = build_layers(network)
    sealed = propose_zones(network, layers, {ZoneKind.SEALED: square((850, -30), (950, 50))})[0]
    assert {one.why.value for one in sealed.asked.blocked} >= {"hospital_approach"}
    road = next(shape.link for shape in network.links_in(network.box) if shape.name == "医院路")
    assert road in sealed.asked.closed
    assert road not in sealed.proposed.closed
    assert sealed.proposed.gates <= sealed.asked.gates


def test_links_to_be_spared_are_never_closed(network: Network) -> None:
    layers = build_layers(network)
    spared = frozenset(gate.link for gate in network.gates())
    for one in propose_zones(network, layers, {ZoneKind.SEALED: homes()}, spared=spared):
        assert not spared & set(one.proposed.closed)


def geojson(path: Path, **zones: Any) -> Path:
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(area)), "properties": {"zone": name}}
        for name, area in zones.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_the_command_writes_zones_gates_and_figures(
    network: Network, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    net, out = tmp_path / "net", tmp_path / "z.geojson"
    network.save(net)
    area = geojson(tmp_path / "a.geojson", 封控区=homes(), controlled=square((560, -160), (800, -40)))
    assert main(["roads", "zones", str(net), "--area", str(area), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["zones"]
    assert [(zone["zone"], zone["given"]) for zone in told] == [
        ("sealed", True), ("controlled", True), ("prevention", False),
    ]  # fmt: skip
    features = json.loads(out.read_text("utf-8"))["features"]
    assert {feature["properties"].get("which") for feature in features} == {"asked", "proposed", None}
    assert [one["properties"]["link"] for one in features if one["properties"].get("role") == "checkpoint"]


def test_a_zone_of_another_name_or_none_that_is_sealed_is_refused(network: Network, tmp_path: Path) -> None:
    net = tmp_path / "net"
    network.save(net)
    for name in ("red", "controlled"):
        area = geojson(tmp_path / "a.geojson", **{name: homes()})
        assert main(["roads", "zones", str(net), "--area", str(area), "--out", str(tmp_path / "z.geojson")]) == 2
    with pytest.raises(BadFile, match="red"):
        read_named_areas(geojson(tmp_path / "b.geojson", red=homes()), {"sealed": "sealed"}, "zone")


class TestSharedMap:
    pytestmark = needs_shared

    def test_vaduz_gets_zones_that_harm_less_than_what_was_asked_for(self) -> None:
        network = import_osm(SHARED / "liechtenstein-2015.osm.pbf")
        layers = build_layers(network)
        for one in propose_zones(network, layers, {ZoneKind.SEALED: shapely.box(9.515, 47.135, 9.525, 47.142)})[:2]:
            assert one.proposed.harm <= one.asked.harm
            assert one.proposed.gates < one.asked.gates
            assert protections(network, layers, one.proposed.closed) == ()
