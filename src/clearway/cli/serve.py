"""``clearway serve [--host H] [--port P] [--workers N]``: the site, by granian; its children stop with it."""

from __future__ import annotations

import argparse
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual

#: Threads that answer at once; reports that come at once are written together (``record.together``).
THREADS = 20
#: More processes than this gain nothing: writers wait for one another at the head of the ledger.
MOST_WORKERS = 8
_PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.1


class PortTaken(Refusal):
    """Something else listens there."""

    code = "port_taken"
    template = Bilingual(
        "{address} 已被占用；请用 --port 另选端口", "{address} is taken: choose another port with --port"
    )
    try_again = True


class OneWriter(Refusal):
    """SQLite writes one at a time, and reports that come at once are written together within a process."""

    code = "one_writer"
    template = Bilingual(
        "--workers {workers} 需要 PostgreSQL（CLEARWAY_DATABASE_URL）；SQLite 只用一个进程",
        "--workers {workers} needs PostgreSQL (CLEARWAY_DATABASE_URL); on SQLite one process answers",
    )


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (default 8000)")
    parser.add_argument(
        "--workers",
        type=int,
        choices=range(1, MOST_WORKERS + 1),
        default=1,
        metavar="N",
        help="processes that answer (default 1; more need PostgreSQL)",
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Bring the tables up to date, draw the base map where needed, serve."""
    from clearway.record.opening import open_record

    open_record()
    return serve(args.host, args.port, _print_ready if args.json else None, args.workers)


def serve(
    host: str = "127.0.0.1", port: int = 8000, ready: Callable[[str], None] | None = None, workers: int = 1
) -> int:
    """Serve until SIGTERM or SIGINT, then stop every child; returns 0.

    Needs an opened record (``clearway.record.opening``). ``ready`` hears the site's address once it answers
    (default: a line on stderr). Each of ``workers`` processes has its own threads, roads and throttles.

    Raises:
        PortTaken: something else listens there.
        OneWriter: several processes on SQLite.
    """
    _check_database(workers)
    _check_free(host, port)
    _draw_base_map()
    address = f"http://{host}:{port}/"
    threading.Thread(target=_tell, args=(address, ready or _say_ready), daemon=True).start()
    _granian(host, port, workers)
    return 0


def _check_database(workers: int) -> None:
    from django.db import connection

    if workers > 1 and connection.vendor == "sqlite":
        raise OneWriter(workers=workers)


def _granian(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _let_go()
    Granian(
        "clearway.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        workers_kill_timeout=5,
    ).serve()


def _let_go() -> None:
    """Close what this process has open to the database: a pool of connections does not survive the fork of a worker."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _draw_base_map() -> None:
    from clearway.environment import read_environment
    from clearway.loop.draw_map import STEPS, draw_map

    with progress(Bilingual("底图", "base map"), STEPS) as advance:
        draw_map(read_environment().home, progress=advance)


def _check_free(host: str, port: int) -> None:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError):
            raise PortTaken(address=f"{host}:{port}") from None


def _tell(address: str, ready: Callable[[str], None]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address + "healthz", timeout=2):  # noqa: S310 (http, our own)
                ready(address)
                _work()
                return
        except (urllib.error.URLError, OSError):
            time.sleep(_POLL_SECONDS)


def _work() -> None:
    """Notices go out beside the site, in this thread, which ends with the process."""
    from django.conf import settings

    from clearway.loop.keep_working import keep_working

    keep_working(settings.ENVIRONMENT, threading.Event())


def _say_ready(address: str) -> None:
    say(Bilingual(f"已启动 {address}  （按 Ctrl+C 停止）", f"serving {address}  (Ctrl+C stops)"))
    sys.stderr.flush()


def _print_ready(address: str) -> None:
    print_json({"address": address})
    sys.stdout.flush()
