"""``clearway bench intake``: reports through the whole site over HTTP, beside a plain Django view on the same database.

The whole intake: idempotency key, masking, reading, search for copies, the clock of the first answer, chained and
sealed ledger lines, outbox and its worker, a photo. The peer (``record.plain_view``) writes the same rows with none of
it, under the same server with as many processes and threads; rows are counted. Ours and the peer take turns; medians
are told.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

from clearway.core.figures import Figure
from clearway.core.words import count_of
from clearway.loop.intake_load import Plan
from clearway.loop.intake_servers import Found, Surroundings, load, picture, plain, prepared, site, surroundings
from clearway.trial_postgresql import NoPostgresql, trial_postgresql

_SQLITE_TARGET, _SHARE_TARGET, _P99_TARGET = 300.0, 0.8, 0.25
#: Rows a report leaves behind, in ours and in the peer's.
_TABLES = (
    *(f"record_{name}row" for name in ("report", "outbox", "photo", "answer", "copy")),
    "record_ledgerline",
)
#: Processes of ours and of the peer on PostgreSQL.
_WORKERS = (1, 2)
#: That a report repeats another is a row, a line and its outbox row; the peer looks for no copies.
_ROWS_OF_A_COPY = 3


class Rows(NamedTuple):
    """Rows a report leaves behind: without what is told of copies, and in all."""

    of_itself: float
    in_all: float


def bench(quick: bool = False) -> list[Figure]:
    """Figures on SQLite with every commit flushed, then on PostgreSQL beside the plain view.

    Raises:
        OddAnswer: a server answered otherwise than it should.
    """
    count, turns = (900, 3) if quick else (3_000, 5)
    figures = [_photos(30 if quick else 100), *_on_sqlite(count, turns)]
    try:
        figures += _on_postgresql(count, turns)
    except NoPostgresql as missing:
        figures.append(Figure(name="intake on PostgreSQL", value=0, unit="reports / s", note=str(missing)[:80]))
    return figures


def _on_sqlite(count: int, turns: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="clearway-bench-") as folder:
        around = surroundings(Path(folder))
        with site(around) as server:
            plan = prepared(server, around)
            load(plan, 200, "warm")
            rate = median(_rate(load(plan, count, f"full{turn}")) for turn in range(turns))
            half = load(plan, count, "half", rate=rate / 2)
        kept = _kept_sqlite(Path(folder))
    yield Figure(
        name="reports taken, SQLite",
        value=rate,
        unit="reports / s",
        target="≥ 300/s, every commit flushed",
        met=rate >= _SQLITE_TARGET,
        equal=kept == 200 + count * (turns + 1),
        note=f"over HTTP with a photo each, median of {turns}; {os.cpu_count()} processors shared with the load",
    )
    yield _p99(half, "SQLite")


def _on_postgresql(count: int, turns: int) -> Iterator[Figure]:
    """Beside the peer with one process each, then with two each: no interpreter runs on two processors."""
    with ExitStack() as stack:
        home, data = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        url = stack.enter_context(trial_postgresql(data, durable=True))
        around = surroundings(home) | {"CLEARWAY_DATABASE_URL": url}
        for workers in _WORKERS:
            yield from _pair(url, around, workers, count, turns)


def _pair(url: str, around: Surroundings, workers: int, count: int, turns: int) -> list[Figure]:
    with site(around, workers) as server, plain(url, workers) as other:
        plan = prepared(server, around)
        plan.first = workers * 1_000_000  # no pair sends what another has sent
        peer = replace(plan, port=other.port, path="/tell")
        for one in (plan, peer):
            load(one, 200, "warm")
        rows = [_rows_each(one, url) for one in (plan, peer)]
        begun = server.seconds(), other.seconds()
        ours, theirs = _by_turns(plan, peer, count, turns)
        spent = [(each.seconds() - at) / (count * turns) for each, at in zip((server, other), begun, strict=True)]
        half = load(plan, count, "half", rate=ours / 2)
    where = f"PostgreSQL, {count_of(workers, 'process', 'processes')}"
    return [_beside_the_peer(where, ours, theirs, rows, turns), _spent(where, *spent), _p99(half, where)]


def _by_turns(plan: Plan, peer: Plan, count: int, turns: int) -> tuple[float, float]:
    """Median rates of both; who begins changes from turn to turn."""
    rates: dict[str, list[float]] = {plan.path: [], peer.path: []}
    for turn in range(turns):
        for one in (plan, peer) if turn % 2 == 0 else (peer, plan):
            rates[one.path].append(_rate(load(one, count, f"t{turn}")))
    return median(rates[plan.path]), median(rates[peer.path])


def _beside_the_peer(where: str, ours: float, theirs: float, rows: list[Rows], turns: int) -> Figure:
    ours_left, theirs_left = rows
    return Figure(
        name=f"reports taken, {where}",
        value=ours,
        unit="reports / s",
        target="≥ 0.8 × the plain view",
        met=ours >= _SHARE_TARGET * theirs,
        peer="plain Django view, same rows, as many processes",
        peer_value=theirs,
        equal=ours_left.of_itself == theirs_left.of_itself,
        note=f"{ours / theirs:.2f} × the peer, medians of {turns} turns each; rows a report {ours_left.of_itself:g}, "
        f"with copies told {ours_left.in_all:.2f}, the peer's {theirs_left.in_all:g}; "
        "Signalen cannot be installed here and was not measured",
    )


def _spent(where: str, ours: float, theirs: float) -> Figure:
    """Where the difference is: most of the peer's time is its nine turns at the database, which ours shares."""
    return Figure(
        name=f"processor time a report, {where}",
        value=ours * 1_000,
        unit="ms",
        peer="plain Django view",
        peer_value=theirs * 1_000,
        note="whole process tree, worker of the outbox included; the database's own time is not in it",
    )


def _p99(half: Found, where: str) -> Figure:
    return Figure(
        name=f"p99 at half that load, {where}",
        value=half["p99"] * 1_000,
        unit="ms",
        target="< 250 ms",
        met=half["p99"] < _P99_TARGET,
        note=f"median {half['median'] * 1_000:.0f} ms, waiting counted from when a send was due",
    )


def _photos(count: int) -> Figure:
    """Photos of 1280 × 960 made anew, in processor time of one."""
    from clearway.sources.photos import clean

    pictures = [picture(shade, (1280, 960)) for shade in range(4)]
    begun = time.process_time()
    for number in range(count):
        clean(pictures[number % 4])
    return Figure(
        name="photos made anew",
        value=count / (time.process_time() - begun),
        unit="photos / s",
        note="1280 × 960, one core; reports above name photos sent before",
    )


def _rate(found: Found) -> float:
    return found["acknowledged"] / found["seconds"]


def _rows_each(plan: Plan, url: str) -> Rows:
    """Rows a report leaves behind, counted over two hundred."""
    before, count = _rows(url), 200
    load(plan, count, "rows")
    after = _rows(url)
    copies = after["record_copyrow"] - before["record_copyrow"]
    more = after.total() - before.total()
    return Rows((more - copies * _ROWS_OF_A_COPY) / count, more / count)


def _rows(url: str) -> Counter[str]:
    import psycopg

    with psycopg.connect(url) as base:
        return Counter(
            {table: int(base.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]) for table in _TABLES}
        )


def _kept_sqlite(home: Path) -> int:
    import sqlite3

    with sqlite3.connect(home / "clearway.sqlite3") as base:
        return int(base.execute("SELECT count(*) FROM record_reportrow").fetchone()[0])
