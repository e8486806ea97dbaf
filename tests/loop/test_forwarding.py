"""A report goes to a neighbour's endpoint, a second running site of ours; killed at any moment, nothing is lost."""

from __future__ import annotations

import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clearway.core.people import machine
from clearway.core.refusals import Refusal
from clearway.law.load import load_rulebook
from clearway.loop.desk import Desk
from clearway.loop.forward_report import follow_forwards, forward_report
from clearway.loop.take_report import Told, take_report
from clearway.record.models import ForwardRow, LedgerLine
from clearway.sources.open311_client import Neighbour as At
from clearway.sources.open311_client import NeighbourRefused, NoSuchService
from tests.databases import free_port, own_database
from tests.examples import AT, COMMUNITY, COUNTY, POINT, ZONE
from tests.journeys.site import ROOT, answers

_SECONDS = 60


def surroundings(home: Path) -> dict[str, str]:
    """An environment with a home of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CLEARWAY_")}
    return own | {"CLEARWAY_HOME": str(home)}


@contextmanager
def site(own: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A running site; its port and its process group's leader."""
    port = free_port()
    command = [sys.executable, "-m", "clearway", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=own, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        until = time.monotonic() + _SECONDS
        while not answers(f"http://127.0.0.1:{port}"):
            assert server.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        yield port, server
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def key_for(own: dict[str, str]) -> str:
    """A key made while the site runs."""
    command = [sys.executable, "-m", "clearway", "apikey", "create", "--scope", "open311", "--json"]
    made = subprocess.run(command, env=own, cwd=ROOT, capture_output=True, text=True, check=True)
    return str(json.loads(made.stdout)["key"])


@pytest.mark.django_db
def test_a_report_is_forwarded_once_and_its_state_comes_back(tmp_path: Path) -> None:
    desk = Desk(by=machine(COUNTY), at=AT, rulebook=load_rulebook(), zone=ZONE)
    told = Told(text="界桥被土堆封死，联系13800138000", place_code=COMMUNITY, point=POINT)
    number = take_report(told, at=AT, zone=ZONE, region=COUNTY).number
    with own_database() as database:
        own = surroundings(tmp_path) | database
        with site(own) as (port, _):
            endpoint = f"http://127.0.0.1:{port}/open311/v2"
            neighbour = At(endpoint=endpoint, key=key_for(own))
            with pytest.raises(NeighbourRefused, match="403"):
                forward_report(number, At(endpoint=endpoint, key="wrong"), desk)
            with pytest.raises(NoSuchService):
                forward_report(number, neighbour, desk, "potholes")
            remote = forward_report(number, neighbour, desk)
            assert forward_report(number, neighbour, desk) == remote
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
            link.request("GET", "/open311/v2/requests.json")
            (listed,) = json.loads(link.getresponse().read())
            link.close()
            assert listed["service_request_id"] == remote
            assert follow_forwards(neighbour, desk) == 0
    assert ForwardRow.objects.get().status == "open"
    assert "13800138000" not in LedgerLine.objects.get(kind="request_forwarded").payload
    with pytest.raises(NeighbourRefused):
        follow_forwards(neighbour, desk)
    with pytest.raises(Refusal):
        At(endpoint="file:///etc/passwd")


@pytest.mark.skipif("CLEARWAY_DATABASE_URL" in os.environ, reason="SQLite's file is read here")
def test_every_report_acknowledged_over_http_outlives_a_killed_site_once(tmp_path: Path) -> None:
    """Four clients send, retry what was not answered after the kill with the same key, and find each kept once."""
    own = surroundings(tmp_path)
    acknowledged: dict[str, str] = {}
    stop = threading.Event()

    def send(port: int, name: str) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
        body = json.dumps({"text": f"南门锁了 {name}", "place_code": COMMUNITY})
        try:
            link.request("POST", "/api/v1/reports", body, {"Content-Type": "application/json", "Idempotency-Key": name})
            answer = link.getresponse()
            document = json.loads(answer.read())
            if answer.status == 201:
                assert acknowledged.setdefault(name, document["number"]) == document["number"]
        except (OSError, http.client.HTTPException, ValueError):
            pass
        finally:
            link.close()

    def client(port: int, who: int) -> None:
        for number in range(200):
            if stop.is_set():
                return
            send(port, f"{who}-{number}")

    with site(own) as (port, server):
        clients = [threading.Thread(target=client, args=(port, who)) for who in range(4)]
        for one in clients:
            one.start()
        until = time.monotonic() + _SECONDS
        while len(acknowledged) < 60 and time.monotonic() < until:
            time.sleep(0.005)
        os.killpg(server.pid, signal.SIGKILL)
        stop.set()
        for one in clients:
            one.join()
    before = dict(acknowledged)
    assert len(before) >= 60
    with site(own) as (port, _):
        for name in list(before)[-8:]:
            send(port, name)  # the same answer again, after a restart
    assert acknowledged == before
    with sqlite3.connect(tmp_path / "clearway.sqlite3") as base:
        kept = {number for (number,) in base.execute("SELECT number FROM record_reportrow")}
        lines = base.execute("SELECT count(*) FROM record_ledgerline WHERE kind = 'report_taken'").fetchone()[0]
    assert set(before.values()) <= kept
    assert len(set(before.values())) == len(before)
    assert lines == len(kept)
    checked = subprocess.run([sys.executable, "-m", "clearway", "ledger", "verify"], env=own, cwd=ROOT, check=False)
    assert checked.returncode == 0
