"""Roads from tables: the same town told as tables is the same network, and rows that do not fit are told."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from clearway.cli.main import main
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from tests.journeys.streets import draw
from tests.roads.towns import Map

PLACES = "code,kind,name,lat,lon,population\n990102001001-C01,compound,院,33.9991,113.0076,400\n"
FACILITIES = "kind,name,lat,lon\nhospital,县医院,34.0001,113.0098\n"


def tables(drawn: Map, folder: Path) -> None:
    """The drawn map's roads as two tables, cut into links of two nodes."""
    links, nodes = folder / "links.csv", folder / "nodes.csv"
    roads = [(way, refs, tags) for way, refs, tags in drawn.ways if "highway" in tags]
    with nodes.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["node", "lat", "lon", "barrier", "access"])
        for node in sorted({node for _, refs, _ in roads for node in refs}):
            tags = drawn.nodes[node][2]
            writer.writerow([node, *(f"{one:.9f}" for one in drawn.point(node)), tags.get("barrier", ""), ""])
    with links.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["link", "from_node", "to_node", "class", "name", "kmh", "oneway"])
        for way, refs, tags in roads:
            for at, pair in enumerate(pairwise(refs)):
                speed = tags.get("maxspeed", "")
                writer.writerow([100 * way + at, *pair, tags["highway"], tags.get("name", ""), speed, ""])


def bring(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    line = ["roads", "import", str(folder / "links.csv"), "--nodes", str(folder / "nodes.csv")]
    code = main([*line, "--out", str(folder / "net"), *words, "--json"])
    said = capsys.readouterr().out
    return code, json.loads(said) if said else {}


def test_tables_of_a_town_make_the_network_its_map_makes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = draw()
    tables(drawn, tmp_path)
    code, said = bring(tmp_path, capsys)
    assert (code, said["gates"]) == (0, 2)
    assert main(["roads", "import", str(drawn.write(tmp_path / "m.osm.pbf")), "--out", str(tmp_path / "osm")]) == 0
    mine, theirs = Network.open(tmp_path / "net"), Network.open(tmp_path / "osm")
    assert np.array_equal(mine.arrays["vertex_node"], theirs.arrays["vertex_node"])
    for mode in (Mode.CAR, Mode.FOOT):
        graphs = [made.graph(mode) for made in (mine, theirs)]
        edges = [set(zip(*(column.tolist() for column in (one.tail, one.head, one.ms)), strict=True)) for one in graphs]
        assert edges[0] == edges[1]
    assert {gate.link for gate in mine.gates()} == {gate.link for gate in theirs.gates()}


def test_a_whatif_on_tables_names_links_by_their_own_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables(draw(), tmp_path)
    for name, text in (("places.csv", PLACES), ("facilities.csv", FACILITIES), ("L.csv", "link\n1400\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    words = ["--places", str(tmp_path / "places.csv"), "--facilities", str(tmp_path / "facilities.csv")]
    assert bring(tmp_path, capsys, *words)[0] == 0
    line = ["roads", "whatif", str(tmp_path / "net"), "--kind", "hospital", "--close", str(tmp_path / "L.csv")]
    assert main([*line, "--out", str(tmp_path / "O.csv"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["closed_links"], said["people_cut_off"]) == (1, 400)


@pytest.mark.parametrize(
    ("links", "left"),
    [
        ("1,1,2,residential\n1,2,3,residential\n", 1),
        ("1,1,9,residential\n2,1,2,residential\n", 1),
        ("1,1,1,residential\n2,1,2,residential\n", 1),
        ("1,1,2,street\n2,1,2,\n", 1),
    ],
)
def test_rows_that_do_not_fit_are_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], links: str, left: int
) -> None:
    (tmp_path / "links.csv").write_text("link,from_node,to_node,class\n" + links, encoding="utf-8")
    (tmp_path / "nodes.csv").write_text("node,lat,lon\n1,34,113\n2,34,113.01\n3,34,113.02\n", encoding="utf-8")
    code, said = bring(tmp_path, capsys)
    assert (code, said["links"]) == (2, left)


def test_tables_without_a_link_or_without_nodes_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "links.csv").write_text("link,from_node,to_node\n1,7,8\n", encoding="utf-8")
    (tmp_path / "nodes.csv").write_text("node,lat,lon\n1,34,113\n", encoding="utf-8")
    assert bring(tmp_path, capsys) == (2, {})
    assert main(["roads", "import", str(tmp_path / "links.csv"), "--out", str(tmp_path / "net")]) == 2


def test_turn_restrictions_come_as_a_table_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ("1,1,2", "2,2,3", "3,2,4", "4,4,5")
    spots = ((0, 0), (0.001, 0), (0.002, 0), (0.001, 0.001), (0.001, 0.002))
    (tmp_path / "links.csv").write_text("link,from_node,to_node\n" + "\n".join(rows), encoding="utf-8")
    told = "".join(f"{number},{34 + north},{113 + east}\n" for number, (east, north) in enumerate(spots, start=1))
    (tmp_path / "nodes.csv").write_text("node,lat,lon\n" + told, encoding="utf-8")
    turns = "rule,from_link,via,to_link,via_kind,except\nno,1,2,2,,bicycle\nno,1,3,4,links,\nno,9,2,3,,\nno,1,5,2,,\n"
    (tmp_path / "turns.csv").write_text(turns, encoding="utf-8")
    code, said = bring(tmp_path, capsys, "--turns", str(tmp_path / "turns.csv"))
    assert (code, said["turn_restrictions"]) == (2, 2)
    network = Network.open(tmp_path / "net")
    car, bicycle = network.graph(Mode.CAR), network.graph(Mode.BICYCLE)
    left = {copy: sorted(car.link[car.tail == copy].tolist()) for copy in (5, 6)}
    assert left == {5: [1, 3], 6: [3]}
    assert bicycle.nodes == 7


def test_a_table_of_turns_needs_the_table_of_nodes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["roads", "import", str(tmp_path / "m.osm.pbf"), "--turns", str(tmp_path / "t.csv")]
    assert main([*line, "--out", str(tmp_path / "net")]) == 2
    assert "--nodes" in capsys.readouterr().err
