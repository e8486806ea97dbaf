"""``clearway ledger`` and ``clearway user`` as a person calls them, on a home of their own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
REGION = "990102001000"


@pytest.fixture
def clearway(tmp_path: Path) -> Run:
    """The command, in an empty home on SQLite."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("CLEARWAY_")}
    variables["CLEARWAY_HOME"] = str(tmp_path)

    def run(*arguments: str, told: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "clearway", *arguments],
            env=variables,
            input=told,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_a_new_ledger_is_whole_and_an_altered_line_is_named(clearway: Run, tmp_path: Path) -> None:
    assert json.loads(clearway("ledger", "verify", "--json").stdout)["lines"] == 0
    made = json.loads(clearway("user", "create", "li", "--role", "township", "--region", REGION, "--json").stdout)
    assert (made["name"], made["role"], made["region"]) == ("li", "township", REGION)
    assert len(made["password"]) >= 20
    head = clearway("ledger", "head").stdout.split()
    assert head[0] == "1"
    assert clearway("ledger", "verify").returncode == 0
    with sqlite3.connect(tmp_path / "clearway.sqlite3") as rows:
        rows.execute("DROP TRIGGER record_ledgerline_no_update")
        rows.execute("UPDATE record_ledgerline SET payload = replace(payload, 'township', 'city')")
    rows.close()
    verdict = clearway("ledger", "verify", "--json")
    assert verdict.returncode == 1
    assert json.loads(verdict.stdout)["finding"] == {
        "fault": "altered",
        "seq": 1,
        "text": {"zh": "账本第 1 行被改动", "en": "line 1 of the ledger was altered"},
    }
    assert "line 1 of the ledger was altered" in verdict.stderr
    assert "账本第 1 行被改动" in verdict.stderr


def test_a_password_is_read_from_standard_input_and_not_printed(clearway: Run) -> None:
    create = ("user", "create", "wang", "--role", "inspector", "--region", REGION, "--password-stdin")
    made = clearway(*create, told="a long enough sentence\n")
    assert made.returncode == 0
    assert "sentence" not in made.stdout + made.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("li", "--role", "township", "--region", "12"), "12 digits"),
        (("li", "--role", "township"), "--region"),
        (("li", "--role", "emperor", "--region", REGION), "emperor"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_a_sentence(
    clearway: Run, arguments: tuple[str, ...], says: str
) -> None:
    refused = clearway("user", "create", *arguments)
    assert refused.returncode == 2
    assert says in refused.stderr
    assert "Traceback" not in refused.stderr
    assert refused.stdout == ""


def test_keys_are_for_their_owner_alone(clearway: Run, tmp_path: Path) -> None:
    clearway("user", "create", "li", "--role", "township", "--region", REGION)
    keys = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()}
    assert keys == {"site": 0o600, "ledger": 0o600}


def test_two_commands_may_open_a_new_home_at_once(tmp_path: Path) -> None:
    variables = {key: value for key, value in os.environ.items() if not key.startswith("CLEARWAY_")}
    variables["CLEARWAY_HOME"] = str(tmp_path)
    command = [sys.executable, "-m", "clearway", "user", "create"]
    rest = ["--role", "township", "--region", REGION]
    running = [
        subprocess.Popen([*command, name, *rest], env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in ("li", "wang")
    ]
    errors = [process.communicate(timeout=60)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], errors
