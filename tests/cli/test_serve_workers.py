"""Several processes answer for one site on PostgreSQL: what comes twice at once is kept once, the chain is whole."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clearway.loop.intake_servers import PLACE, Server, site, surroundings
from tests.databases import SHARED, own_database

_AT_ONCE, _KEYS = 8, 12


def test_several_processes_on_sqlite_are_refused_with_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clearway", "serve", "--workers", "2"]
    done = subprocess.run(command, env=surroundings(tmp_path), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "one_writer" in done.stderr
    assert "PostgreSQL" in done.stderr


@pytest.mark.skipif(SHARED not in os.environ, reason="the run on PostgreSQL does this")
def test_a_report_sent_at_once_to_two_processes_is_one_report_and_the_ledger_is_whole(tmp_path: Path) -> None:
    with own_database() as database:
        around = surroundings(tmp_path) | database
        with site(around, workers=2) as server:
            numbers = [_told_at_once(server, f"key-{key}") for key in range(_KEYS)]
        command = [sys.executable, "-m", "clearway", "ledger", "verify", "--json"]
        verified = subprocess.run(command, env=around, capture_output=True, text=True, timeout=60, check=False)
    assert all(len(told) == 1 for told in numbers)
    assert len(set().union(*numbers)) == _KEYS
    assert verified.returncode == 0, verified.stdout


def _told_at_once(server: Server, key: str) -> set[str]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return set(pool.map(lambda _: _tell(server, key), range(_AT_ONCE)))


def _tell(server: Server, key: str) -> str:
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        body = json.dumps({"text": f"东门被铁链锁住，救护车进不来 {key}", "place_code": PLACE})
        link.request("POST", "/api/v1/reports", body, {"Content-Type": "application/json", "Idempotency-Key": key})
        answer = link.getresponse()
        said = json.loads(answer.read())
        assert answer.status in {200, 201}, said
        return str(said["number"])
    finally:
        link.close()
