"""``clearway roads`` from a map to answers, with files in and out, as a script would call it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from clearway.cli.main import main
from clearway.roads.splitting import GATE_BASE
from tests.roads.towns import SHARED, compound_map, needs_shared


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads")
    pbf = compound_map().write(folder / "compound.osm.pbf")
    assert main(["roads", "import", str(pbf), "--out", str(folder / "net")]) == 0
    return folder


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    code = main(["roads", words[0], str(folder / "net"), *words[1:], "--json"])
    return code, json.loads(capsys.readouterr().out)


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_import_says_what_it_found_and_how_people_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pbf = compound_map().write(tmp_path / "c.osm.pbf")
    assert main(["roads", "import", str(pbf), "--out", str(tmp_path / "net"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["gates"], said["people"], said["people_source"]) == (1, 2.0, "buildings")
    assert "residential building counts 1" in said["notes"][0]["en"]


def test_the_export_is_what_the_surface_promises(folder: Path) -> None:
    assert main(["roads", "export", str(folder / "net"), "--mode", "car", "--out", str(folder / "G.npz")]) == 0
    with np.load(folder / "G.npz") as graph:
        types = {name: graph[name].dtype.name for name in ("tail", "head", "ms", "link", "node_lat", "node_lon")}
        assert graph["ms"].min() >= 1
        assert len(graph["tail"]) == len(graph["head"]) == len(graph["ms"]) == len(graph["link"])
        assert max(graph["tail"].max(), graph["head"].max()) < len(graph["node_lat"]) == len(graph["node_lon"])
    assert types == {"tail": "int32", "head": "int32", "ms": "int32", "link": "int64",
                     "node_lat": "float64", "node_lon": "float64"}  # fmt: skip


def test_a_whatif_leaves_cells_empty_where_nobody_gets_through(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "L.csv").write_text(f"link\n{GATE_BASE + 5}\n", "utf-8")
    out = folder / "O.csv"
    code, said = run(
        folder, capsys, "whatif", "--kind", "hospital", "--close", str(folder / "L.csv"), "--out", str(out)
    )
    rows = rows_of(out)
    assert code == 0
    assert (said["people_cut_off"], said["people"], said["people_source"]) == (1.0, 2.0, "buildings")
    assert [int(row["node"]) for row in rows] == list(range(len(rows)))
    assert {row["after_ms"] for row in rows if float(row["people"]) and row["before_ms"] and not row["after_ms"]} == {
        ""
    }
    assert min(int(row["before_ms"]) for row in rows if row["before_ms"]) == 0


def test_unknown_links_are_named_the_rest_is_done_and_the_exit_code_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.csv").write_text(f"link,direction\n7,\n{10 * 4096},sideways\n{GATE_BASE + 5},\n", "utf-8")
    words = ["roads", "whatif", str(folder / "net"), "--kind", "hospital", "--close", str(folder / "bad.csv")]
    assert main([*words, "--out", str(folder / "bad-out.parquet")]) == 2
    told = capsys.readouterr().err
    assert "row 1, column link: found '7'" in told
    assert "row 2, column direction" in told
    after = pyarrow.parquet.read_table(folder / "bad-out.parquet")["after_ms"]
    assert after.null_count > 0


def test_extra_seconds_slow_a_link_instead_of_closing_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "S.csv").write_text(f"link,direction,extra_seconds\n{GATE_BASE + 5},,90\n", "utf-8")
    words = ["whatif", "--kind", "hospital", "--slow", str(folder / "S.csv"), "--out", str(folder / "S-out.geojson")]
    code, said = run(folder, capsys, *words)
    assert (code, said["people_cut_off"], said["worst_added_seconds"]) == (0, 0.0, 90.0)
    features = json.loads((folder / "S-out.geojson").read_text("utf-8"))["features"]
    assert features[0]["geometry"]["type"] == "Point"


def test_layers_take_facilities_from_a_table_and_keep_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = compound_map()
    pbf = drawn.write(tmp_path / "c.osm.pbf")
    main(["roads", "import", str(pbf), "--out", str(tmp_path / "net")])
    lat, lon = drawn.point(1)
    (tmp_path / "F.csv").write_text(
        f"类型,名称,纬度,经度,容量\n消防站,一队,{lat},{lon},\n医院,远,{lat},oops,\n", "utf-8"
    )
    code, said = run(tmp_path, capsys, "layers", "--facilities", str(tmp_path / "F.csv"))
    assert code == 2
    assert [row["kind"] for row in said["layers"]] == ["fire"]
    code, said = run(tmp_path, capsys, "whatif", "--kind", "fire", "--mode", "fire", "--out", str(tmp_path / "O.csv"))
    assert (code, said["mode"]) == (0, "emergency")


def test_every_fault_ends_in_a_sentence_and_exit_code_two(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.osm.pbf").write_bytes(b"not a map")
    (tmp_path / "all.geojson").write_text(
        '{"type":"Polygon","coordinates":[[[112,33],[114,33],[114,35],[112,35],[112,33]]]}', "utf-8"
    )
    net, out = str(folder / "net"), str(tmp_path / "O.csv")
    for words in (
        ["import", str(tmp_path / "bad.osm.pbf"), "--out", str(tmp_path / "x")],
        ["whatif", str(tmp_path / "none"), "--kind", "fire", "--out", out],
        ["whatif", net, "--kind", "school", "--out", out],
        ["whatif", net, "--kind", "hospital", "--area", str(tmp_path / "all.geojson"), "--out", out],
        ["whatif", net, "--kind", "hospital", "--out", str(tmp_path / "O.docx")],
        ["export", net, "--out", str(tmp_path / "no" / "such" / "G.npz")],
        ["import", str(folder / "compound.osm.pbf"), "--out", str(tmp_path / "bad.osm.pbf" / "net")],
        ["cordon", net, "--area", str(tmp_path / "all.geojson"), "--out", out],
        ["cordon", net, "--area", str(tmp_path / "all.geojson"), "--ring", "-1", "--out", out],
    ):
        assert main(["roads", *words]) == 2, words
        told = capsys.readouterr().err
        assert "Traceback" not in told
        assert "[internal]" not in told, words


def test_score_and_cordon_write_what_they_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(folder, capsys, "score", "--kind", "hospital", "--out", str(folder / "score.csv"))
    scored = {int(row["link"]): float(row["cut_off"]) for row in rows_of(folder / "score.csv")}
    assert (code, scored[GATE_BASE + 5]) == (0, 1.0)
    lat, lon = compound_map().point(7)
    (folder / "A.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [
        [[lon - d, lat - d], [lon + d, lat - d], [lon + d, lat + d], [lon - d, lat + d], [lon - d, lat - d]]
        for d in (0.0002,)]}), "utf-8")  # fmt: skip
    words = ["--area", str(folder / "A.geojson"), "--ring", "60", "--out", str(folder / "C.csv")]
    code, said = run(folder, capsys, "cordon", *words)
    assert (code, said["value"]) == (0, 1)
    assert [row["role"] for row in rows_of(folder / "C.csv")] == ["control"]


class TestSharedMap:
    pytestmark = needs_shared

    def test_anybody_can_recompute_a_whatif_from_the_export(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        net = str(tmp_path / "net")
        main(["roads", "import", str(SHARED / "liechtenstein-2015.osm.pbf"), "--out", net])
        main(["roads", "export", net, "--mode", "car", "--out", str(tmp_path / "G.npz")])
        with np.load(tmp_path / "G.npz") as archive:
            graph = {name: archive[name] for name in archive.files}
        closed = np.unique(graph["link"])[5::60]
        (tmp_path / "L.csv").write_text("link\n" + "\n".join(map(str, closed.tolist())), "utf-8")
        words = ["--kind", "hospital", "--close", str(tmp_path / "L.csv"), "--out", str(tmp_path / "O.csv")]
        assert main(["roads", "whatif", net, *words]) == 0
        rows = rows_of(tmp_path / "O.csv")
        for column, kept in (("before_ms", graph["ms"] > 0), ("after_ms", ~np.isin(graph["link"], closed))):
            mine = [float(row[column]) if row[column] else np.inf for row in rows]
            hospitals = [int(row["node"]) for row in rows if row["before_ms"] == "0"]
            assert mine == recomputed(graph, kept, hospitals).tolist()
        changed = [row for row in rows if row["after_ms"] not in ("", row["before_ms"])]
        assert len(changed) > 100


def recomputed(graph: dict[str, np.ndarray], kept: np.ndarray, sources: list[int]) -> np.ndarray:
    """Times to the nearest source by scipy; parallel edges merged to the quickest."""
    order = np.argsort(-graph["ms"][kept], kind="stable")
    quickest = {(int(h), int(t)): float(w) for h, t, w in zip(
        graph["head"][kept][order], graph["tail"][kept][order], graph["ms"][kept][order], strict=True)}  # fmt: skip
    rows, columns = zip(*quickest, strict=True)
    size = len(graph["node_lat"])
    matrix = csr_matrix((list(quickest.values()), (rows, columns)), shape=(size, size))
    return dijkstra(matrix, indices=sources, min_only=True)
