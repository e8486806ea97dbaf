"""Counts: silence is not zero, the last row wins, and bad rows are told apart."""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.sources.flow import FLOW_SCHEMA, read_flow
from clearway.sources.intake import Intake
from tests.sources.files import AT, ZONE, file

HEADER = "link,at,minutes,count,mode\n"
EIGHT = "2026-11-01T08:00:00+08:00"


def read(folder: Path, *rows: str, **known: Any) -> Intake[pa.Table]:
    return read_flow(file(folder, HEADER + "".join(row + "\n" for row in rows)), zone=ZONE, at=AT, **known)


def codes(intake: Intake[pa.Table]) -> list[tuple[int, str, str]]:
    return [(reject.row, reject.column, reject.code) for reject in intake.rejects]


def test_no_report_and_nobody_passed_are_two_things(tmp_path: Path) -> None:
    table = read(tmp_path, f"A,{EIGHT},5,,", f"B,{EIGHT},5,0,").rows
    assert table["count"].to_pylist() == [None, 0]
    assert table.schema == FLOW_SCHEMA


def test_each_bad_cell_is_named_and_the_good_rows_stay(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        f"A,{EIGHT},5,-3,",
        "A,2026-11-01T08:00:00,5,3,",
        f"A,{EIGHT},5,many,",
        f"A,{EIGHT},0,3,",
        f"A,{EIGHT},2000,3,",
        f",{EIGHT},5,3,",
        "A,2027-11-01T08:00:00+08:00,5,3,",
        "A,then,5,3,",
        f"A,{EIGHT},5,7,",
    )
    assert codes(intake) == [
        (1, "count", "negative"),
        (2, "at", "no_zone"),
        (3, "count", "not_a_number"),
        (4, "minutes", "out_of_range"),
        (5, "minutes", "out_of_range"),
        (6, "link", "empty"),
        (7, "at", "future"),
        (8, "at", "not_a_moment"),
    ]
    assert [reject.found for reject in intake.rejects[:3]] == ["-3", "2026-11-01T08:00:00", "many"]
    assert intake.rows["count"].to_pylist() == [7]
    assert intake.read == 9


def test_of_several_readings_the_last_wins_and_a_repeated_one_is_unchanged(tmp_path: Path) -> None:
    intake = read(tmp_path, f"A,{EIGHT},5,1,", f"A,{EIGHT},5,2,", f"A,{EIGHT},5,2,", f"A,{EIGHT},5,2,bike")
    assert intake.rows.select(["count", "mode"]).to_pylist() == [{"count": 2, "mode": ""}, {"count": 2, "mode": "bike"}]
    assert intake.unchanged == 1
    assert codes(intake) == [(1, "at", "superseded")]


def test_the_same_moment_in_two_zones_is_one_reading(tmp_path: Path) -> None:
    intake = read(tmp_path, f"A,{EIGHT},5,1,", "A,2026-11-01T00:00:00Z,5,1,")
    assert (intake.rows.num_rows, intake.unchanged) == (1, 1)


def test_links_nobody_loaded_are_kept_and_named(tmp_path: Path) -> None:
    intake = read(tmp_path, f"A,{EIGHT},5,1,", f"B,{EIGHT},5,1,", links=frozenset({"A"}))
    assert intake.rows.num_rows == 2
    assert "1 links" in intake.notes[0].en
    assert intake.notes[0].en.endswith(": B")


def test_a_parquet_moment_without_zone_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "naive.parquet"
    pq.write_table(pa.table({"link": ["A"], "at": [datetime(2026, 11, 1)], "minutes": [5], "count": [1]}), path)
    assert [reject.code for reject in read_flow(path, zone=ZONE).rejects] == ["no_zone"]


def test_a_parquet_nan_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "nan.parquet"
    at = pa.array([datetime(2026, 11, 1, tzinfo=UTC)] * 2, pa.timestamp("ns", "Asia/Shanghai"))
    pq.write_table(pa.table({"link": ["A", "B"], "at": at, "minutes": [5, 5], "count": [float("nan"), 4.0]}), path)
    assert read_flow(path, zone=ZONE).rows["count"].to_pylist() == [None, 4]


Row = tuple[str, int, int | None]
rows = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(0, 4), st.one_of(st.none(), st.integers(0, 3))), max_size=30
)


@given(rows)
@settings(max_examples=60, deadline=None)
def test_every_row_is_kept_unchanged_or_rejected_and_the_table_is_what_a_dictionary_says(
    tmp_path_factory: pytest.TempPathFactory, told: Sequence[Row]
) -> None:
    path = tmp_path_factory.mktemp("flow") / "flow.csv"
    start = datetime(2026, 11, 1, tzinfo=UTC)
    with path.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["link", "at", "minutes", "count"])
        for link, slot, count in told:
            writer.writerow(
                [link, (start + timedelta(minutes=5 * slot)).isoformat(), 5, "" if count is None else count]
            )
    intake = read_flow(path, zone=ZONE)
    expected = {(link, start + timedelta(minutes=5 * slot)): count for link, slot, count in told}
    found = [(row["link"], row["at"], row["count"]) for row in intake.rows.to_pylist()]
    assert found == sorted((link, at, count) for (link, at), count in expected.items())
    assert intake.read == len(told) == intake.rows.num_rows + intake.unchanged + len(intake.rejects)


def test_a_million_rows_take_seconds(tmp_path: Path) -> None:
    slots, links = 1000, 1000
    at = [(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=5 * slot)).isoformat() for slot in range(slots)]
    table = pa.table(
        {
            "link": pa.array([f"L{link:04d}" for link in range(links)]).take(
                pa.array([i // slots for i in range(10**6)])
            ),
            "at": pa.array(at * links),
            "minutes": pa.array(["5"] * 10**6),
            "count": pa.array([str(i % 17) for i in range(10**6)]),
        }
    )
    path = tmp_path / "million.csv"
    pyarrow.csv.write_csv(table, path)
    began = time.perf_counter()
    intake = read_flow(path, zone=ZONE, at=AT)
    assert intake.rows.num_rows == 10**6
    assert time.perf_counter() - began < 20
