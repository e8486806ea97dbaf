"""``clearway serve``: answers, says where, refuses a taken port, and takes its children with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.databases import free_port
from tests.journeys.site import ROOT, answers

_SECONDS = 60


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLEARWAY_")}
    return kept | {"CLEARWAY_HOME": str(home)}


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_site_says_when_it_answers_and_stops_when_told(tmp_path: Path, told: signal.Signals) -> None:
    port = free_port()
    command = [sys.executable, "-m", "clearway", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env=_environment(tmp_path), cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        try:
            assert server.stderr
            assert f"http://127.0.0.1:{port}/" in server.stderr.readline()
            assert answers(f"http://127.0.0.1:{port}")
            server.send_signal(told)
            assert server.wait(_SECONDS) == 0
        finally:
            _end(server)
    assert not answers(f"http://127.0.0.1:{port}")


def _end(server: subprocess.Popen[str]) -> None:
    """The server and its workers, which a failed test leaves behind: they are one group."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def test_a_taken_port_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "clearway", "serve", "--port", str(port)]
        done = subprocess.run(
            command, env=_environment(tmp_path), cwd=ROOT, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    assert done.returncode == 2
    assert "port_taken" in done.stderr
    assert "已被占用" in done.stderr
    assert "Traceback" not in done.stderr
