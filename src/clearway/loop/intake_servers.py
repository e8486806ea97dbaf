"""The servers of ``clearway bench intake``, each a process of its own, and what must be there before the load begins.

Where a server answers otherwise than it should, ``OddAnswer`` tells what it said and what stands at the end of its log.
"""

from __future__ import annotations

import http.client
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.loop.intake_load import Plan

PLACE = "990102001001"
_PHOTOS = 20
_THREADS = "20"
_SECONDS, _LOAD_SECONDS = 60.0, 300.0
_SAID = 600
Found = dict[str, float]
Surroundings = dict[str, str]


class OddAnswer(Refusal):
    """A part of the bench did not answer as it should: nothing can be measured."""

    code = "odd_answer"
    template = Bilingual("测量中断：{what} 的回答不对：{said}", "nothing measured: {what} answered oddly: {said}")
    try_again = True


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and the file its complaints go to."""

    port: int
    log: Path
    pid: int = 0

    def seconds(self) -> float:
        """Processor seconds of the server and its workers so far; 0 where the system has no /proc."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                told = stat.read_text().rpartition(")")[2].split()
            except OSError:  # ended meanwhile
                continue
            if self.pid in (int(stat.parent.name), int(told[1])):
                ticks += int(told[11]) + int(told[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def odd(self, what: str, said: str) -> OddAnswer:
        """What it said, and the end of its log."""
        logged = self.log.read_text(errors="replace").strip()[-_SAID:] if self.log.exists() else ""
        return OddAnswer(what=what, said=f"{said[:_SAID]} {logged}".strip())


def surroundings(home: Path) -> Surroundings:
    """The environment of a site at ``home``, with nothing of the caller's site in it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("CLEARWAY_")}
    return own | {"CLEARWAY_HOME": str(home)}


@contextmanager
def site(around: Surroundings, workers: int = 1) -> Iterator[Server]:
    """``clearway serve`` as anybody starts it, of ``workers`` processes."""
    port = _free_port()
    command = [sys.executable, "-m", "clearway", "serve", "--port", str(port), "--workers", str(workers)]
    with _running(command, around, port) as server:
        yield server


@contextmanager
def plain(url: str, workers: int = 1) -> Iterator[Server]:
    """The plain view on the same database, in as many processes with as many threads each."""
    port = _free_port()
    own = {"PLAIN_DATABASE": "postgresql", "PLAIN_PORT": url.rsplit(":", 1)[1].split("/")[0]}
    command = [
        *(sys.executable, "-m", "granian", "clearway.record.plain_view:application", "--interface", "wsgi"),
        *("--port", str(port), "--blocking-threads", _THREADS, "--log-level", "error"),
        *("--workers", str(workers)),
    ]
    with _running(command, os.environ | own, port) as server:
        yield server


def prepared(server: Server, around: Surroundings) -> Plan:
    """What to send to our site: with a key, and photos sent before, as a phone does.

    Raises:
        OddAnswer: the key or a photo cannot be had.
    """
    command = [sys.executable, "-m", "clearway", "apikey", "create", "--scope", "open311", "--json"]
    made = subprocess.run(command, env=around, capture_output=True, text=True, timeout=_LOAD_SECONDS)
    try:
        key = str(json.loads(made.stdout)["key"])
    except (ValueError, KeyError, TypeError):
        raise OddAnswer(what="clearway apikey create", said=(made.stdout + made.stderr)[-_SAID:]) from None
    digests = [_photo_sent(server, picture(shade, (640, 480))) for shade in range(_PHOTOS)]
    return Plan(port=server.port, path="/api/v1/reports", count=0, key=key, place=PLACE, photos=digests)


def load(plan: Plan, count: int, name: str, rate: float = 0.0) -> Found:
    """Send ``count`` reports, other ones each time, from a process of its own; what ``intake_load`` found.

    Raises:
        OddAnswer: a report was not acknowledged, or the load itself failed.
    """
    document = json.dumps({**plan.as_json(), "count": count, "name": name, "rate": rate})
    plan.first += count
    command = [sys.executable, "-m", "clearway.loop.intake_load"]
    done = subprocess.run(command, input=document, capture_output=True, text=True, timeout=_LOAD_SECONDS)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise OddAnswer(what="the load", said=done.stderr[-_SAID:]) from None
    if found["failed"]:
        raise OddAnswer(what=plan.path, said=f"{found['failed']} of {count} not acknowledged; {found['odd']}")
    return {name: float(value) for name, value in found.items() if name != "odd"}


def picture(shade: int, size: tuple[int, int]) -> bytes:
    """A JPEG unlike those of other shades."""
    from PIL import Image

    out = io.BytesIO()
    drawn = Image.linear_gradient("L").resize(size).convert("RGB")
    drawn.paste((shade * 12 % 256, shade * 40 % 256, 90), (0, 0, 120, 120))
    drawn.save(out, "JPEG", quality=80)
    return out.getvalue()


def _photo_sent(server: Server, photo: bytes) -> str:
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=_SECONDS)
    try:
        link.request("POST", "/api/v1/photos", photo, {"Content-Type": "image/jpeg"})
        answer = link.getresponse()
        said = answer.read().decode(errors="replace")
        return str(json.loads(said)["photo"])
    except (OSError, http.client.HTTPException) as fault:
        raise server.odd("POST /api/v1/photos", repr(fault)) from None
    except (ValueError, KeyError, TypeError):
        raise server.odd("POST /api/v1/photos", f"{answer.status} {said}") from None
    finally:
        link.close()


@contextmanager
def _running(command: list[str], around: Surroundings, port: int) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="clearway-bench-log-") as folder:
        server = Server(port, Path(folder) / "stderr")
        with server.log.open("wb") as log:
            process = subprocess.Popen(command, env=around, stderr=log, stdout=subprocess.DEVNULL)
        try:
            _await(server, process)
            yield replace(server, pid=process.pid)
        finally:
            process.terminate()
            try:
                process.wait(_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise server.odd(str(process.args), f"ended with {process.returncode}")
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        try:
            link.request("GET", "/healthz")
            link.getresponse().read()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            link.close()
    raise server.odd(str(process.args), "no answer")


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
