"""The demo county from nothing: built, printed, watched again without change, its ledger whole and tampering named."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.databases import own_database

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

UNTIL = "2026-11-23T16:00:00+08:00"


@dataclass(frozen=True)
class Home:
    """A home with a demo in it, and how to call commands on it."""

    folder: Path
    environment: dict[str, str]
    document: dict[str, Any]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "clearway", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("demo")
    with own_database() as database:
        environment = os.environ | database | {"CLEARWAY_HOME": str(folder)}
        empty = Home(folder, environment, {})
        done = empty.run("demo", "--once", "--json", "--seed", "7", "--until", UNTIL)
        assert done.returncode == 0, done.stderr
        yield Home(folder, environment, json.loads(done.stdout))


def test_the_loop_finds_closures_and_says_who_loses_access(home: Home) -> None:
    warnings = home.document["warnings"]
    confirmed = [one for one in warnings if one["state"] == "confirmed"]
    assert confirmed
    for warning in confirmed:
        assert len(warning["sentences"]) == 3
        assert warning["evidence"]
        assert warning["rules"] or warning["measure"]
        assert 0 < warning["probability"] <= 1
    assert any(loss["people_cut_off"] + loss["people_delayed"] > 0 for one in confirmed for loss in one["access"])


def test_three_days_of_calls_open_a_check_by_themselves(home: Home) -> None:
    three = [one for one in home.document["warnings"] if "three_days" in one["triggers"]]
    assert three
    assert all(one["case"] for one in three)


def test_closures_were_checked_by_people_and_some_were_lifted(home: Home) -> None:
    outcomes = {one["outcome"] for one in home.document["warnings"]}
    assert "unregistered" in outcomes
    database = home.run("ledger", "head", "--json")
    assert database.returncode == 0
    assert json.loads(database.stdout)["lines"] > 100


def test_most_closures_that_the_feeds_can_show_are_found(home: Home) -> None:
    judged = home.document["against_truth"]
    assert judged["recall_of_findable"] >= 0.6
    assert judged["median_delay_hours"] <= 24


def test_opening_it_again_changes_nothing(home: Home) -> None:
    again = home.run("demo", "--once", "--json", "--seed", "7")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == home.document


def test_watching_the_same_moment_again_changes_nothing(home: Home) -> None:
    before = json.loads(home.run("ledger", "head", "--json").stdout)
    done = home.run("watch", "--once", "--at", UNTIL, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["raised"], said["updated"], said["checks_opened"]) == ([], [], [])
    assert json.loads(home.run("ledger", "head", "--json").stdout) == before


def test_another_seed_does_not_overwrite_the_county(home: Home) -> None:
    refused = home.run("demo", "--once", "--seed", "8")
    assert refused.returncode == 2
    assert "[other_county]" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_loading_a_feed_again_changes_nothing(home: Home) -> None:
    done = home.run("load", "measures", str(home.folder / "world" / "feeds" / "measures.csv"), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"][0]["kept"] == 0


def test_the_ledger_verifies_and_an_altered_line_is_named(home: Home) -> None:
    assert home.run("ledger", "verify").returncode == 0
    if "CLEARWAY_DATABASE_URL" in home.environment:
        pytest.skip("tampering is done on the SQLite file; PostgreSQL's is tested in tests/record")
    database = sqlite3.connect(home.folder / "clearway.sqlite3")
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in names:
        database.execute(f'DROP TRIGGER "{name}"')
    table = next(
        name
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%ledger%'")
    )
    database.execute(f"UPDATE {table} SET payload = replace(payload, ':', ': ') WHERE seq = 40")
    database.commit()
    database.close()
    broken = home.run("ledger", "verify")
    assert broken.returncode == 1
    assert "40" in broken.stderr + broken.stdout
