"""``clearway load`` and ``clearway store`` as a person calls them, from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clearway.environment import read_environment

NOON = "2026-11-20T12:00:00+08:00"


def clearway(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command with ``home`` as its home."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLEARWAY_")}
    return subprocess.run(
        [sys.executable, "-m", "clearway", *map(str, words)],
        env=environment | {"CLEARWAY_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_from_an_empty_folder_good_rows_go_in_and_bad_ones_are_told(tmp_path: Path) -> None:
    flow, bad = tmp_path / "流量.csv", tmp_path / "bad.csv"
    flow.write_bytes(f"路段,时间,分钟,流量\n东大街,{NOON},5,3\n东大街,2026-11-20 12:05,5,4\n".encode("gbk"))
    bad.write_text("link;when\nA;B\n")
    home = tmp_path / "home"
    done = clearway(home, "load", "flow", flow, bad)
    assert done.returncode == 2
    assert done.stdout == f"{flow}: read 2, kept 1, unchanged 0, rejected 1\n"
    assert f"{flow} row 2, column at: found 2026-11-20 12:05" in done.stderr
    assert "第 2 行" in done.stderr
    assert str(home / "rejects" / "flow-流量.csv.csv") in done.stderr
    assert "bad.csv cannot be read: found columns link, when" in done.stderr
    assert "Traceback" not in done.stderr

    again = clearway(home, "load", "flow", flow, "--json", "--rejects", tmp_path / "out.csv")
    (told,) = json.loads(again.stdout)["files"]
    assert (told["read"], told["kept"], told["unchanged"], told["rejected"]) == (2, 0, 1, 1)
    assert told["rejects_file"] == str(tmp_path / "out.csv")

    assert clearway(home, "store", "check").returncode == 0
    exported = clearway(home, "store", "export", "--out", tmp_path / "all.csv", "--json")
    assert json.loads(exported.stdout)["rows"] == 1
    next((home / "readings" / "flow").rglob("*.parquet")).unlink()
    broken = clearway(home, "store", "check", "--json")
    assert broken.returncode == 1
    assert "is missing" in json.loads(broken.stdout)["faults"][0]["en"]


def test_an_empty_table_and_a_missing_file_exit_2_with_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("link,lat,lon\n")
    done = clearway(tmp_path / "home", "load", "links", empty, tmp_path / "gone.csv")
    assert done.returncode == 2
    assert "found a header and 0 rows, expected at least 1" in done.stderr
    assert "no such file" in done.stderr
    assert "没有这个文件" in done.stderr


@pytest.mark.shared
def test_a_real_road_extract_goes_in_once(tmp_path: Path) -> None:
    pbf = read_environment().shared_data / "roads" / "liechtenstein-2015.osm.pbf"
    if not pbf.exists():
        pytest.skip("no shared data")
    first, again = (clearway(tmp_path, "load", "roads", pbf, "--json") for _ in range(2))
    (told,) = json.loads(first.stdout)["files"]
    assert told["kept"] == told["read"] > 4000
    assert any("facilities in the file: 40 kept" in note["en"] for note in told["notes"])
    (told,) = json.loads(again.stdout)["files"]
    assert (told["kept"], told["unchanged"]) == (0, told["read"])
