"""``clearway bench hotline``: a 12345 table of 100,000 rows brought in by the command itself, on both databases.

CSV in GBK and UTF-8 and XLSX, each into an empty home, then the same calls again (which must change nothing), and one
killed half-way and brought in again. Times are of ``clearway load complaints`` as a whole: wall time, and processor
time of it and its readers; memory is the largest of these processes.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from clearway.core.figures import Figure
from clearway.loop.hotline_table import write_calls, write_places
from clearway.trial_postgresql import NoPostgresql, trial_postgresql

_UNTIL = datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
_FORMS = ("gbk.csv", "utf8.csv", "calls.xlsx")
_TARGET_SECONDS, _SECONDS = 60.0, 600.0
Surroundings = dict[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: what it counted, seconds of wall and processors, and bytes at the peak."""

    kept: int
    unchanged: int
    rejected: int
    wall: float
    processor: float
    memory: int


def bench(quick: bool = False) -> list[Figure]:
    """Figures on SQLite, then on PostgreSQL, both with every commit flushed."""
    rows = 10_000 if quick else 100_000
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clearway-bench-")))
        write_places(folder / "places.csv")
        for name in _FORMS:
            bad = write_calls(folder / name, rows, until=_UNTIL)
        figures = list(_on("SQLite", folder, rows, bad, ""))
        try:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clearway-bench-")))
            url = stack.enter_context(trial_postgresql(data, durable=True))
        except NoPostgresql as missing:
            return [
                *figures,
                Figure(name="a 12345 table, PostgreSQL", value=0, unit="rows / s", note=str(missing)[:80]),
            ]
        return [*figures, *_on("PostgreSQL", folder, rows, bad, url)]


def _on(engine: str, folder: Path, rows: int, bad: int, url: str) -> Iterator[Figure]:
    first: Surroundings = {}
    for at, name in enumerate(_FORMS):
        here = _empty(folder, f"{engine}{at}", url)
        first = first or here
        yield _figure(f"{name}, {engine}", _load(folder / name, here), rows, (rows - bad, 0, bad))
    again = _load(folder / _FORMS[1], first)  # the same calls in another encoding
    yield _figure(f"brought in again, {engine}", again, rows, (0, rows - bad, bad))
    here = _empty(folder, f"{engine}-killed", url)
    killed = _killed(folder / _FORMS[0], here)
    rest = _load(folder / _FORMS[0], here)
    yield Figure(
        name=f"killed half-way, {engine}",
        value=killed,
        unit="rows kept then",
        equal=(killed, rest.kept + rest.unchanged, rest.unchanged) == (rest.unchanged, rows - bad, killed),
        note=f"kill -9; the same table again kept the other {rest.kept:,}: every row once",
    )


def _figure(name: str, run: Run, rows: int, expected: tuple[int, int, int]) -> Figure:
    return Figure(
        name=name,
        value=rows / run.wall,
        unit="rows / s",
        target=f"{rows:,} rows in {_TARGET_SECONDS:.0f} s on 2 processors",
        met=run.wall <= _TARGET_SECONDS,
        equal=(run.kept, run.unchanged, run.rejected) == expected,
        note=f"{run.wall:.1f} s, {run.processor:.1f} CPU s, at most {run.memory / 1024**2:.0f} MiB a process, load "
        f"{os.getloadavg()[0]:.1f}; kept {run.kept:,}, unchanged {run.unchanged:,}, rejected {run.rejected:,}",
    )


def _empty(folder: Path, name: str, url: str) -> Surroundings:
    """A home (and database) of its own, with the places loaded."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("CLEARWAY_")}
    here = own | {"CLEARWAY_HOME": str(folder / f"home-{name}")}
    if url:
        here["CLEARWAY_DATABASE_URL"] = _new_database(url, re.sub(r"\W", "", name).lower())
    subprocess.run(_command("places", folder / "places.csv"), env=here, capture_output=True, check=True)
    return here


def _new_database(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{url.rsplit('/', 1)[0]}/{name}"


def _command(feed: str, path: Path) -> list[str]:
    return [sys.executable, "-m", "clearway", "load", feed, str(path), "--json"]


def _load(path: Path, surroundings: Surroundings) -> Run:
    """One run in a process whose own children are counted with it."""
    counting = (
        "import json, resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, done.stdout.decode()]))"
    )
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", counting, *_command("complaints", path)],
        env=surroundings,
        capture_output=True,
        check=True,
    )
    wall = time.perf_counter() - begun
    processor, memory, said = json.loads(done.stdout)
    counts = json.loads(said)["files"][0]
    return Run(counts["kept"], counts["unchanged"], counts["rejected"], wall, processor, memory * 1024)


def _killed(path: Path, surroundings: Surroundings) -> int:
    """Rows in the record after the command and its readers were killed as soon as some stood in it."""
    running = subprocess.Popen(
        _command("complaints", path), env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + _SECONDS
    while running.poll() is None and not _kept(surroundings) and time.monotonic() < until:
        time.sleep(0.1)
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return _kept(surroundings)


def _kept(surroundings: Surroundings) -> int:
    question = "SELECT count(*) FROM record_reportrow"
    if "CLEARWAY_DATABASE_URL" in surroundings:
        import psycopg

        with psycopg.connect(surroundings["CLEARWAY_DATABASE_URL"]) as link:
            row = link.execute(question).fetchone()
            return int(row[0]) if row else 0
    import sqlite3

    with sqlite3.connect(Path(surroundings["CLEARWAY_HOME"]) / "clearway.sqlite3") as base:
        return int(base.execute(question).fetchone()[0])
