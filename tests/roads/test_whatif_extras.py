"""What-ifs by hour of the day, by building and by cell."""

from __future__ import annotations

import csv
import json
from datetime import time
from pathlib import Path

import pytest

from clearway.cli.main import main
from clearway.roads.hours import Hours, closed_at
from clearway.roads.network import Network
from tests.roads.towns import compound_map


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads")
    pbf = compound_map().write(folder / "compound.osm.pbf")
    places = folder / "places.csv"
    places.write_text("code,kind,name,lat,lon,population,age60\n990102001001-C01,compound,院,33.9991,113.0076,400,90\n")
    assert main(["roads", "import", str(pbf), "--out", str(folder / "net"), "--places", str(places)]) == 0
    return folder


def ask(folder: Path, capsys: pytest.CaptureFixture[str], links: str, *words: str) -> tuple[int, dict, list]:  # type: ignore[type-arg]
    close, out = folder / "L.csv", folder / "O.csv"
    close.write_text(links, encoding="utf-8")
    line = ["roads", "whatif", str(folder / "net"), "--kind", "hospital", "--close", str(close), "--out", str(out)]
    code = main([*line, *words, "--json"])
    said = capsys.readouterr().out
    return code, json.loads(said) if said else {}, list(csv.DictReader(out.read_text("utf-8").splitlines()))


def gate(folder: Path) -> int:
    return Network.open(folder / "net").gates()[0].link


@pytest.mark.parametrize(
    ("opens", "closes", "open_at", "closed_at_"),
    [((6, 0), (22, 0), [(6, 0), (21, 59)], [(5, 59), (22, 0)]), ((22, 0), (6, 0), [(23, 0), (5, 59)], [(6, 0)])],
)
def test_hours_hold_over_midnight_too(
    opens: tuple[int, int], closes: tuple[int, int], open_at: list[tuple[int, int]], closed_at_: list[tuple[int, int]]
) -> None:
    hours = [Hours(link=1, opens=time(*opens), closes=time(*closes))]
    assert all(closed_at({}, hours, time(*at)) == {} for at in open_at)
    assert all(closed_at({}, hours, time(*at)) == {1: None} for at in closed_at_)


def test_a_link_with_two_spans_is_open_in_both() -> None:
    hours = [Hours(link=1, opens=time(7), closes=time(9)), Hours(link=1, opens=time(17), closes=time(19))]
    assert [bool(closed_at({}, hours, time(at))) for at in (8, 12, 18, 20)] == [False, True, False, True]
    assert closed_at({1: "forward"}, hours, time(12)) == {1: None}


def test_a_gate_with_hours_cuts_off_at_night_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = f"link,open_from,open_to\n{gate(folder)},06:00,22:00\n"
    code, said, rows = ask(folder, capsys, links, "--hours", "07:00,23:00", "--by", "building")
    assert code == 0
    assert [(one["at"], one["people_cut_off"], one["cut_off_age60"]) for one in said["hours"]] == [
        ("07:00", 0, 0), ("23:00", 400, 90),
    ]  # fmt: skip
    assert [(row["at"], row["after_ms"] != "") for row in rows if float(row["people"]) == 400] == [
        ("07:00", True), ("23:00", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("links", "words"),
    [("link\n{gate}\n", ["--hours", "07:00"]), ("link,open_from,open_to\n{gate},6:00,22:00\n", []),
     ("link,open_from,open_to\n{gate},6:00,22:00\n", ["--hours", "noon"])],
)  # fmt: skip
def test_hours_without_times_or_times_without_hours_are_refused(folder: Path, links: str, words: list[str]) -> None:
    (folder / "L.csv").write_text(links.format(gate=gate(folder)), encoding="utf-8")
    line = ["roads", "whatif", str(folder / "net"), "--kind", "hospital", "--close", str(folder / "L.csv")]
    assert main([*line, "--out", str(folder / "no.csv"), *words]) == 2


def test_half_a_span_is_left_out_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = f"link,open_from,open_to\n{gate(folder)},06:00,\n"
    code, said, _ = ask(folder, capsys, links)
    assert (code, said["closed_links"]) == (2, 0)


def test_cells_add_up_to_the_loss_and_hold_no_infinity(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, rows = ask(folder, capsys, f"link\n{gate(folder)}\n", "--by", "cell")
    assert code == 0
    assert sum(float(row["cut_off"]) for row in rows) == said["people_cut_off"] == 400
    assert sum(float(row["cut_off_age60"]) for row in rows) == said["cut_off_age60"] == 90
    gone = [row for row in rows if float(row["cut_off"]) == float(row["people"]) > 0]
    assert gone
    assert all(row["after_ms"] == "" for row in gone)
    assert all(len(row["cell"]) == 15 for row in rows)
