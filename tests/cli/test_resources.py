"""``clearway resources``: gaps beside the standards and a proposal, from two tables and nothing else."""

import json
from pathlib import Path

import pytest

from clearway.__main__ import main

PLACES = (
    "place_code,parent,kind,name,population,lat,lon\n410102000000,,county,安宁县,,,\n"
    "410102001000,410102000000,township,柳河镇,,,\n410102001001,410102001000,village,东柳村,900,,\n"
    "410102001002,410102001000,village,西柳村,900,,\n"
)
STOCK = (
    "place_code,item,quantity,on\n410102000000,barrier_set,10,2026-11-20\n"
    "410102001001,barrier_set,0,2026-11-20\n410102001002,barrier_set,16,2026-11-20\n"
)


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "stock.csv").write_text(STOCK, encoding="utf-8")
    return ["--places", str(tmp_path / "places.csv"), "--stock", str(tmp_path / "stock.csv"), "--json"]


def test_gaps_name_what_is_missing_and_what_nobody_counted(
    tables: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["resources", "gaps", *tables]) == 0
    rows = {(row["place_code"], row["item"]): row for row in json.loads(capsys.readouterr().out)["gaps"]}
    assert rows["410102001002", "barrier_set"]["missing"] == 4
    assert rows["410102001001", "liaison"] == {
        "place_code": "410102001001", "item": "liaison", "needed": 1, "held": None, "missing": None,
    }  # fmt: skip


def test_what_the_county_holds_is_shared_out_by_need(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resources", "allocate", *tables, "--store", "410102000000"]) == 0
    rows = {row["place_code"]: row["quantity"] for row in json.loads(capsys.readouterr().out)["allocate"]}
    assert sum(rows.values()) == 10
    assert rows["410102001002"] >= 2


def test_a_price_that_is_none_is_refused_in_a_sentence(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resources", "allocate", *tables, "--price", "rockets=5"]) == 2
    assert "ITEM=YUAN" in capsys.readouterr().err
