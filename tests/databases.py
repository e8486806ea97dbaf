"""Early pytest plugin: a home and a database of its own for every test run, set before Django reads its settings.

``CLEARWAY_TEST_DATABASE=postgresql`` runs the same tests on a PostgreSQL started here: on a free loopback port, in a
folder of its own, not as root, gone at the end (``clearway.trial_postgresql``).
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from clearway.trial_postgresql import trial_postgresql

#: Set for the workers of a parallel run: they share the server their controller started.
SHARED = "TESTS_POSTGRESQL_URL"
#: Where the browser tests put their pictures: ``CLEARWAY_SCREENSHOTS`` is for tests, no setting of the site.
PICTURES = "TESTS_SCREENSHOTS"


def start_postgresql() -> str:
    """Start a server; returns its address for ``CLEARWAY_DATABASE_URL``. It stops when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="clearway-postgresql-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    running = ExitStack()
    atexit.register(running.close)
    return running.enter_context(trial_postgresql(folder, durable=False))


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
