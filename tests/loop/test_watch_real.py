"""The loop on real and SUMO counts, in homes of their own: what ``make real`` prints is held here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clearway.environment import read_environment
from tests.databases import own_database

DATA = read_environment(os.environ).shared_data
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not (DATA / "flow").exists(), reason="no shared data"),
]


def run(home: Path, database: dict[str, str], *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "clearway", *arguments, "--json"],
        env=os.environ | database | {"CLEARWAY_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_without_places_or_roads_the_loop_still_raises_warnings_for_closed_links(tmp_path: Path) -> None:
    flow = DATA / "flow"
    with own_database() as database:
        run(tmp_path, database, "load", "links", str(flow / "sumo_town_links.csv"))
        run(tmp_path, database, "load", "flow", str(flow / "sumo_town_counts.parquet"))
        said = run(tmp_path, database, "watch", "--once", "--at", "2022-03-21T00:00:00+08:00")
    confirmed = [one for one in said["raised"] if one["state"] == "confirmed"]
    assert len(confirmed) >= 7
    assert "complaints" in said["silent_feeds"]


def test_pedestrian_counts_of_a_whole_holiday_season_raise_no_confirmed_closure(tmp_path: Path) -> None:
    with own_database() as database:
        run(tmp_path, database, "load", "flow", str(DATA / "flow" / "melbourne_pedestrians_2012_2013.parquet"))
        said = run(tmp_path, database, "watch", "--once", "--at", "2013-01-02T00:00:00+11:00")
    assert said["readings"] > 20_000
    assert not [one for one in said["raised"] if one["state"] == "confirmed"]
