"""The engine's form equals the plain one, and the traps we know stay shut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.readings import plain, tables
from clearway.readings.engine import query
from clearway.readings.shape import STORED

Rows = list[plain.Reading]
readings = st.builds(
    plain.Reading,
    st.sampled_from(["A", "B", "东"]),
    st.integers(0, 40).map(lambda slot: 1_700_000_000 + slot * 600),
    st.sampled_from([5, 60, 1440]),
    st.one_of(st.none(), st.integers(0, 5), st.just(2**31 - 1)),
    st.sampled_from(["", "foot"]),
    st.just(0),
)
loads = st.lists(readings, max_size=40).map(
    lambda rows: [
        plain.Reading(row.link, row.at, row.minutes, row.count, row.mode, seq) for seq, row in enumerate(rows)
    ]
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[plain.Reading], Callable[[Any], Any]], Any]:
    """Build an expression over readings that lie in a Parquet file."""
    path = tmp_path_factory.mktemp("tables") / "rows.parquet"

    def build(rows: Sequence[plain.Reading], expression: Callable[[Any], Any]) -> list[dict[str, Any]]:
        columns = {name: [getattr(row, name) for row in rows] for name in STORED.names if name != "day"}
        pq.write_table(pa.table(columns, schema=STORED.remove(0)), path)
        return query([str(path)], expression).to_pylist()

    return build


@given(rows=loads)
@settings(max_examples=40, deadline=None)
def test_latest_wins_equals_the_reference(run: Any, rows: Rows) -> None:
    found = [plain.Reading(**row) for row in run(rows, tables.in_order)]
    assert found == plain.latest_wins(rows)


@given(rows=loads)
@settings(max_examples=40, deadline=None)
def test_hourly_sums_equal_the_reference(run: Any, rows: Rows) -> None:
    found = {
        (row["link"], row["mode"], row["hour"]): plain.Hour(row["count"], row["reported"], row["silent"])
        for row in run(rows, tables.hourly)
    }
    assert found == plain.hourly(rows)


@given(rows=loads, later=st.integers(-3, 50))
@settings(max_examples=40, deadline=None)
def test_coverage_equals_the_reference(run: Any, rows: Rows, later: int) -> None:
    at = 1_700_000_000 + later * 600
    found = {
        row["link"]: plain.Coverage(row["reported"], row["silent"], row["last_end"], row["age_seconds"])
        for row in run(rows, lambda table: tables.coverage(table, at))
    }
    assert found == plain.coverage(rows, at)


def test_an_hour_without_a_report_is_silent_and_an_hour_of_zeros_is_calm(run: Any) -> None:
    rows = [plain.Reading("A", 0, 5, None, "", 0), plain.Reading("A", 3600, 5, 0, "", 0)]
    found = {row["hour"]: row["count"] for row in run(rows, tables.hourly)}
    assert found == {0: None, 3600: 0}


def test_a_sensor_that_never_reported_has_no_age(run: Any) -> None:
    """DuckDB's GREATEST leaves nulls out: it would call a silent sensor fresh."""
    (found,) = run([plain.Reading("A", 0, 5, None, "", 0)], lambda table: tables.coverage(table, 600))
    assert (found["silent"], found["last_end"], found["age_seconds"]) == (1, None, None)


def test_sums_of_large_whole_numbers_stay_exact_whole_numbers_in_parquet(tmp_path: Path) -> None:
    """DuckDB adds BIGINT as HUGEINT, which lands in Parquet as DOUBLE and loses the last digits."""
    source, out = tmp_path / "big.parquet", tmp_path / "sums.parquet"
    pq.write_table(pa.table({"n": pa.array([2**53, 1, 2**53], pa.int64())}), source)
    engine = ibis.duckdb.connect()
    try:
        table = engine.read_parquet(str(source))
        engine.to_parquet(table.aggregate(n=tables.exact_sum(table.n)), str(out))
    finally:
        engine.disconnect()
    found = pq.read_table(out)
    assert found.schema.field("n").type == pa.int64()
    assert found["n"].to_pylist() == [2**54 + 1]


def test_hours_and_sums_come_back_as_whole_numbers(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pq.write_table(
        pa.table({name: pa.array([None], STORED.field(name).type) for name in STORED.names if name != "day"}), path
    )
    schema = query([str(path)], tables.hourly).schema
    assert [schema.field(name).type for name in ("hour", "count", "reported")] == [pa.int64()] * 3
