"""The site's settings: safe in production, durable on SQLite, nothing personal in a log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from clearway.databases import database
from clearway.environment import read_environment
from clearway.keys import kept_key
from clearway.logs import without_personal


def test_production_passes_djangos_own_checks(tmp_path: Path) -> None:
    production = {
        "CLEARWAY_HOME": str(tmp_path),
        "CLEARWAY_MODE": "production",
        "CLEARWAY_SECRET_KEY": "x7" * 30 + "abcdefghij",
        "CLEARWAY_HOSTS": "clearway.example",
        "DJANGO_SETTINGS_MODULE": "clearway.settings",
    }
    own = {key: value for key, value in os.environ.items() if not key.startswith("CLEARWAY_")} | production
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=own,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
def test_sqlite_is_durable_and_keeps_its_references() -> None:
    with connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "recursive_triggers"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    assert found["journal_mode"] == "wal"
    assert (found["synchronous"], found["foreign_keys"], found["recursive_triggers"]) == (2, 1, 1)
    assert found["busy_timeout"] >= 30_000


def test_a_postgresql_address_is_taken_apart() -> None:
    given = {"CLEARWAY_DATABASE_URL": "postgresql://li%40x:p%2Fw@db.example:5433/clear%20way?sslmode=require"}
    settings = database(read_environment(given))
    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == ("li@x", "p/w", "clear way")
    assert (settings["HOST"], settings["PORT"]) == ("db.example", "5433")
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_a_key_is_made_once(tmp_path: Path) -> None:
    assert kept_key(tmp_path, "a") == kept_key(tmp_path, "a")
    assert kept_key(tmp_path, "a") != kept_key(tmp_path, "b")
    assert [path.name for path in (tmp_path / "keys").iterdir() if path.name.startswith(".")] == []


def test_nothing_personal_is_logged() -> None:
    line = without_personal(None, "info", {"event": "x", "ip": "1.2.3.4", "user_id": 3, "request": "GET /track/?q=li"})
    assert line == {"event": "x", "request": "GET /track/"}


@pytest.mark.django_db
def test_pages_forbid_inline_scripts_and_framing() -> None:
    response = Client().get("/accounts/login/")
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
