"""``clearway bench intake``: a CSV of counts with bad rows in it, beside DuckDB's own CSV reader.

Times are processor time. The peer drops bad rows without a word; we name each.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from clearway.core.figures import Figure
from clearway.sources.complaints import read_complaints
from clearway.sources.flow import read_flow
from clearway.sources.understanding import understand, workers

_BAD_EVERY, _SEED = 1_000, 20261123


def bench(quick: bool = False) -> list[Figure]:
    """Figures on a million rows of counts (quick: 200,000) and 20,000 complaints (quick: 2,000)."""
    rows = 200_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory(prefix="clearway-bench-") as folder:
        path = Path(folder) / "flow.csv"
        _write_flow(path, rows)
        begun = time.process_time()
        intake = read_flow(path)
        between = time.process_time()
        peer = _by_duckdb(path)
        ours, theirs = between - begun, time.process_time() - between
        complaints = _complaints(Path(folder) / "complaints.csv", 2_000 if quick else 20_000)
    equal = (intake.rows.num_rows, pc.sum(intake.rows["count"]).as_py()) == peer
    per_million = 1e6 / rows
    return [
        Figure(
            name="counts read",
            value=ours * per_million,
            unit="CPU s / 1M rows",
            target="a million rows under 20 s",
            met=ours * per_million < 20,
            peer="DuckDB read_csv",
            peer_value=theirs * per_million,
            equal=equal,
            note=f"{len(intake.rejects)} bad rows named",
        ),
        complaints,
    ]


def _write_flow(path: Path, rows: int) -> None:
    rng = np.random.default_rng(_SEED)
    slots = rows // 1_000
    moments = np.datetime_as_string(np.datetime64("2026-01-01T00:00:00") + np.arange(slots) * np.timedelta64(300, "s"))
    counts = rng.poisson(7, rows).astype(str).astype(object)
    counts[::_BAD_EVERY] = "many"
    columns = {
        "link": pa.array([f"L{link:04d}" for link in range(1_000)]).take(pa.array(np.repeat(np.arange(1_000), slots))),
        "at": pa.array([f"{moment}+08:00" for moment in moments]).take(pa.array(np.tile(np.arange(slots), 1_000))),
        "minutes": pa.array(["5"]).take(pa.array(np.zeros(rows, np.int64))),
        "count": pa.array(counts, pa.string()),
    }
    pyarrow.csv.write_csv(pa.table(columns), path)


def _by_duckdb(path: Path) -> tuple[int, int]:
    """Rows and sum of the counts that are numbers."""
    import duckdb

    columns = "{'link': 'VARCHAR', 'at': 'TIMESTAMPTZ', 'minutes': 'INTEGER', 'count': 'INTEGER'}"
    with duckdb.connect() as engine:
        table = engine.execute(
            f"SELECT * FROM read_csv(?, columns = {columns}, header = true, ignore_errors = true)", [str(path)]
        ).to_arrow_table()
    return table.num_rows, pc.sum(table["count"]).as_py()


def _complaints(path: Path, rows: int) -> Figure:
    """Read, placed, classified and masked; the processor time of all processes."""
    told = ("小区东门被锁，老人去医院透析出不去", "药店进不去，买不到药", "消防通道堆了土堆", "进村要扫码登记")
    lines = [
        f"H{i},2026-11-01T08:00:00+08:00,{told[i % 4]}，{i}号楼，电话13{i:09d},34.75,113.62\n" for i in range(rows)
    ]
    path.write_text("id,at,text,lat,lon\n" + "".join(lines), encoding="utf-8")
    understand(told)  # the words are read once a process
    began = _processor_seconds()
    intake = read_complaints(path)
    seconds = (_processor_seconds() - began) * 100_000 / rows
    return Figure(
        name="complaints read, classified, masked",
        value=seconds,
        unit="CPU s / 100k",
        target=f"100,000 under 20 s on {workers()} processors",
        met=seconds / workers() < 20,
        note=f"{len(intake.rows)} texts, no two alike",
    )


def _processor_seconds() -> float:
    """Of this process and those it started that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)
