"""``clearway warn``: files in, incidents out, bad rows beside, one sentence for what cannot be read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pytest

from clearway.cli.main import main
from tests.warn.towns import town

HEADER = ["incident", "link", "cell", "since", "raised_at", "state", "probability", "reasons"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("town")
    where = town()
    closed = [link for closure in where.closures if closure.expected > 100 for link in closure.links]
    kept = [sensor for sensor in where.sensors if sensor.link in closed or sensor.link.lstrip("-") < "13"]
    table = where.table()
    table = table.filter(pc.is_in(table["link"], value_set=pa.array([sensor.link for sensor in kept])))
    with (folder / "links.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["link", "lat", "lon", "from_node", "to_node"])
        writer.writerows([s.link, s.point.lat, s.point.lon, s.from_node, s.to_node] for s in kept)
    pyarrow.csv.write_csv(table.drop_columns(["mode"]), folder / "flow.csv")
    return folder / "links.csv", folder / "flow.csv"


def run(*words: object) -> int:
    return main([str(word) for word in words])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_command_names_incidents_links_and_reasons(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "w.csv"
    assert run("warn", "--links", files[0], "--flow", files[1], "--zone", "Asia/Shanghai", "--out", out, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    found = rows(out)
    assert list(found[0]) == HEADER
    assert {row["state"] for row in found} <= {"confirmed", "silent", "undecided"}
    assert all(row["since"].endswith("+08:00") and row["since"] < row["raised_at"] for row in found)
    assert len({(row["incident"], row["link"]) for row in found}) == len(found)
    assert printed["incidents"]["confirmed"] == len({r["incident"] for r in found if r["state"] == "confirmed"})


def test_an_earlier_moment_tells_the_beginning_of_the_same_story(files: tuple[Path, Path], tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.csv", tmp_path / "part.csv"
    at = "2022-03-17T00:00:00+08:00"
    options = ("warn", "--links", files[0], "--flow", files[1], "--zone", "Asia/Shanghai", "--out")
    assert run(*options, whole) == run(*options, part, "--at", at) == 0
    early = {(r["link"], r["since"], r["raised_at"]) for r in rows(part) if r["state"] == "confirmed"}
    expected = {
        (r["link"], r["since"], r["raised_at"])
        for r in rows(whole)
        if r["state"] == "confirmed" and r["raised_at"] <= at
    }
    assert early == expected


def test_bad_rows_are_rejected_and_the_rest_is_judged(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flow = tmp_path / "flow.csv"
    flow.write_text(files[1].read_text() + "x,yesterday,5,1\ny,2022-03-07T00:00:00+08:00,5,-4\n")
    out = tmp_path / "w.csv"
    assert run("warn", "--links", files[0], "--flow", flow, "--out", out) == 2
    assert {row["column"] for row in rows(tmp_path / "w.rejects.csv")} == {"at", "count"}
    assert rows(out)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [("--at", "yesterday", "offset"), ("--at", "2022-03-17T00:00:00", "offset"), ("--zone", "Mars/North", "zone")],
)
def test_a_bad_option_is_one_sentence(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, word: str
) -> None:
    assert run("warn", "--links", files[0], "--flow", files[1], "--out", tmp_path / "w.csv", option, value) == 2
    told = capsys.readouterr().err
    assert word in told
    assert "Traceback" not in told


def test_files_without_rows_end_in_a_sentence(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "flow.csv"
    empty.write_text("link,at,minutes,count\n")
    assert run("warn", "--links", files[0], "--flow", empty, "--out", tmp_path / "w.csv") == 2
    assert "no reading" in capsys.readouterr().err
    assert run("warn", "--links", tmp_path / "none.csv", "--flow", files[1], "--out", tmp_path / "w.csv") == 2


def test_nothing_found_is_a_table_without_rows(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "w.csv"
    early = "2022-03-08T00:00:00+08:00"
    assert run("warn", "--links", files[0], "--flow", files[1], "--out", out, "--at", early) == 0
    assert out.read_text().strip().replace('"', "") == ",".join(HEADER)


def test_a_repeated_row_is_nothing_and_a_contradicted_one_is_a_bad_row(tmp_path: Path) -> None:
    links, flow = tmp_path / "links.csv", tmp_path / "flow.csv"
    links.write_text("link,lat,lon\na,34.7,113.6\n")
    row = "a,2026-11-16T08:00:00+08:00,5,"
    flow.write_text(f"link,at,minutes,count\n{row}3\n{row}3\n")
    assert run("warn", "--links", links, "--flow", flow, "--out", tmp_path / "w.csv") == 0
    flow.write_text(f"link,at,minutes,count\n{row}3\n{row}4\n")
    assert run("warn", "--links", links, "--flow", flow, "--out", tmp_path / "w.csv") == 2
    assert [bad["row"] for bad in rows(tmp_path / "w.rejects.csv")] == ["1"]
