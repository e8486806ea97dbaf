"""A site of its own for a journey: the demo county in a fresh home, served by ``clearway serve`` on a free port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.databases import free_port, own_database

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "clearway" / "web" / "static" / "built" / "overview.js"
_CLEARWAY = (sys.executable, "-m", "clearway")
_BUILD_SECONDS, _START_SECONDS, _STOP_SECONDS = 600, 60, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running site: ``address`` without a final slash, passwords by account, what the demo printed."""

    address: str
    passwords: Mapping[str, str] = field(repr=False)
    regions: Mapping[str, str]
    printed: Mapping[str, object] = field(repr=False)
    environment: Mapping[str, str] = field(repr=False)


@contextmanager
def demo_site(home: Path) -> Iterator[Site]:
    """Build the demo county in ``home`` and serve it; the server is stopped at the end, whatever happened."""
    with own_database() as database:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CLEARWAY_")}
        environment = kept | database | {"CLEARWAY_HOME": str(home)}
        printed = _built(environment)
        accounts = json.loads((home / "keys" / "demo-accounts.json").read_text(encoding="utf-8"))
        with served(environment) as (address, _):
            yield Site(
                address=address,
                passwords={one["role"]: one["password"] for one in accounts},
                regions={one["role"]: one["region"] for one in accounts},
                printed=printed,
                environment=environment,
            )


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """``clearway serve`` on a free port: its address and its process, which is stopped at the end."""
    address = f"http://127.0.0.1:{free_port()}"
    port = address.rpartition(":")[2]
    log = Path(environment["CLEARWAY_HOME"]) / f"server-{port}.log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            [*_CLEARWAY, "serve", "--port", port], env=dict(environment), cwd=ROOT, stdout=file, stderr=file
        )
        try:
            _wait(address, server, log)
            yield address, server
        finally:
            stop(server)


def _built(environment: Mapping[str, str]) -> Mapping[str, object]:
    """What ``clearway demo --once --json`` printed."""
    command = [*_CLEARWAY, "demo", "--once", "--json"]
    built = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, timeout=_BUILD_SECONDS, check=False)
    assert built.returncode == 0, built.stderr.decode()
    printed: Mapping[str, object] = json.loads(built.stdout)
    return printed


def stop(server: subprocess.Popen[bytes]) -> int:
    """Ask the server to stop, as an operator would; returns its exit code."""
    if server.poll() is None:
        server.terminate()
    try:
        return server.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        return server.wait()


def answers(address: str) -> bool:
    """Whether the site answers."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        if answers(address):
            return
        time.sleep(0.2)
    raise AssertionError(f"the site did not start:\n{log.read_text(errors='replace')}")
