"""The counts on disk."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.readings import delta, plain
from clearway.readings.exporting import export
from clearway.readings.refusals import BadStore
from clearway.readings.shape import FLOW, content_id, day_of
from clearway.readings.store import Store
from clearway.sources.flow import FLOW_SCHEMA, read_flow

START = datetime(2026, 11, 1, 22, tzinfo=UTC)
Row = tuple[str, int, int | None]


def flow(*rows: Row) -> pa.Table:
    """A FLOW TABLE of (link, slot of 30 minutes from 22:00 UTC, count)."""
    return pa.Table.from_pylist(
        [
            {"link": link, "at": START + timedelta(minutes=30 * slot), "minutes": 30, "count": count, "mode": ""}
            for link, slot, count in sorted(rows, key=lambda row: row[:2])
        ],
        schema=FLOW,
    )


def everything(store: Store) -> pa.Table:
    return store.read(START - timedelta(days=9), START + timedelta(days=9))


def test_the_stores_flow_table_is_the_sources() -> None:
    assert FLOW == FLOW_SCHEMA


def test_what_is_appended_is_read_back_over_midnight(tmp_path: Path) -> None:
    store, table = Store(tmp_path), flow(("A", 0, 3), ("A", 4, None), ("B", 5, 0))
    assert store.append(table, "one") == (3, 0)
    assert everything(store).equals(table)
    assert len({file["day"] for file in delta.live_files(DeltaTable(store.table.as_uri()))}) == 2


def test_an_empty_store_answers(tmp_path: Path) -> None:
    store = Store(tmp_path / "none")
    assert everything(store).equals(FLOW.empty_table())
    assert store.check() == ()
    assert store.compact() == 0
    assert not (tmp_path / "none" / "flow").exists()


def test_the_same_batch_again_changes_nothing_even_after_a_correction(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(flow(("A", 0, 3)), "one")
    store.append(flow(("A", 0, 4)), "two")
    assert store.append(flow(("A", 0, 3)), "one") == (0, 1)
    assert everything(store)["count"].to_pylist() == [4]


def test_rows_known_from_another_batch_are_unchanged(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(flow(("A", 0, 3), ("A", 1, None)), "one")
    assert store.append(flow(("A", 0, 3), ("A", 1, None), ("A", 2, 5)), "two") == (1, 2)


def test_no_report_and_zero_are_a_change(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(flow(("A", 0, None)), "one")
    assert store.append(flow(("A", 0, 0)), "two") == (1, 0)
    assert everything(store)["count"].to_pylist() == [0]
    assert store.append(flow(("A", 0, None)), "three") == (1, 0)
    assert everything(store)["count"].to_pylist() == [None]


def test_reading_takes_a_span_and_links(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(flow(*((link, slot, slot) for link in "ABC" for slot in range(6))), "one")
    found = store.read(START + timedelta(minutes=30), START + timedelta(minutes=60), links=["A", "C", "Z"])
    assert [(row["link"], row["count"]) for row in found.to_pylist()] == [("A", 1), ("A", 2), ("C", 1), ("C", 2)]
    assert store.read(START, START, links=[]).num_rows == 0
    with pytest.raises(ValueError, match="time zone"):
        store.read(datetime(2026, 11, 1), START)


def test_a_folder_with_blanks_and_chinese_letters_is_fine(tmp_path: Path) -> None:
    store = Store(tmp_path / "计数 库")
    store.append(flow(("东大街 1", 0, 3)), "一")
    store.append(flow(("东大街 1", 1, 3)), "二")
    assert everything(store).num_rows == 2
    assert store.check() == ()


def test_a_folder_with_a_percent_sign_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadStore, match="% in its name"):
        Store(tmp_path / "a%20b").append(flow(("A", 0, 3)), "one")


Batches = list[list[Row]]
row = st.tuples(st.sampled_from("AB"), st.integers(0, 6), st.one_of(st.none(), st.integers(0, 2)))
batches = st.lists(st.lists(row, max_size=6, unique_by=lambda row: row[:2]), min_size=1, max_size=5)


@given(batches, st.integers(0, 5))
@settings(max_examples=15, deadline=None)
def test_the_store_is_what_the_reference_says_before_and_after_compaction(
    tmp_path_factory: pytest.TempPathFactory, told: Sequence[Sequence[Row]], compact_after: int
) -> None:
    store, readings = Store(tmp_path_factory.mktemp("store")), list[plain.Reading]()
    for seq, rows in enumerate(told):
        known = {(one.link, one.at): one.count for one in plain.latest_wins(readings)}
        new = [
            plain.Reading(link, int(START.timestamp()) + 1800 * slot, 30, count, "", seq) for link, slot, count in rows
        ]
        changed = sum(known.get((one.link, one.at), -1) != one.count for one in new)
        assert store.append(flow(*rows), f"batch {seq}") == (changed, len(rows) - changed)
        readings += new
        if seq == compact_after:
            store.compact()
    expected = [(one.link, one.at, one.count) for one in plain.latest_wins(readings)]
    found = [(row["link"], int(row["at"].timestamp()), row["count"]) for row in everything(store).to_pylist()]
    assert found == expected
    assert store.check() == ()


def test_compaction_leaves_one_file_a_day_and_drops_superseded_rows(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for count in range(4):
        store.append(flow(("A", 0, count), ("B", count, 1), ("B", 10 + count, 1)), f"batch {count}")
    before = everything(store)
    assert store.compact() == 6
    files = delta.live_files(DeltaTable(store.table.as_uri()))
    assert [file["rows"] for file in files] == [before.num_rows - 4, 4]
    assert everything(store).equals(before)
    assert store.append(flow(("A", 0, 9)), "later") == (1, 0)
    assert everything(store)["count"].to_pylist()[0] == 9


def test_compaction_takes_no_file_from_those_who_are_reading(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(flow(("A", 0, 1)), "one")
    store.append(flow(("A", 1, 2)), "two")
    listed = [Path(file["path"]) for file in delta.live_files(DeltaTable(store.table.as_uri()))]
    assert store.compact() == 1
    assert all(path.exists() for path in listed)


def test_a_batch_stays_known_through_compaction(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(flow(("A", 0, 1)), "one")
    store.append(flow(("A", 0, 2)), "two")
    store.compact()
    assert store.append(flow(("A", 0, 1)), "one") == (0, 1)
    assert everything(store)["count"].to_pylist() == [2]


def test_check_names_missing_damaged_and_changed_files(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("missing", "damaged", "changed"):
        store.append(flow((name, 0, 1), (name, 1, 1)), name)
    paths = {
        file["path"]: link
        for file in delta.live_files(DeltaTable(store.table.as_uri()))
        for link in pa.parquet.ParquetFile(file["path"]).read()["link"].unique().to_pylist()
    }
    by_link = {link: Path(path) for path, link in paths.items()}
    by_link["damaged"].write_bytes(by_link["damaged"].read_bytes()[:40])
    pa.parquet.write_table(pa.parquet.ParquetFile(by_link["changed"]).read().slice(1), by_link["changed"])
    by_link["missing"].unlink()
    said = sorted(fault.en for fault in store.check())
    assert len(said) == 3
    assert "is damaged" in " ".join(said)
    assert "is missing" in " ".join(said)
    assert "the log says 2 rows, found 1" in " ".join(said)


def test_a_damaged_log_and_a_foreign_table_are_refused(tmp_path: Path) -> None:
    from deltalake import write_deltalake

    store = Store(tmp_path / "foreign")
    write_deltalake(str(store.table), pa.table({"x": [1]}))
    with pytest.raises(BadStore, match="columns x"):
        everything(store)
    damaged = Store(tmp_path / "damaged")
    damaged.append(flow(("A", 0, 1)), "one")
    (log,) = (damaged.table / "_delta_log").glob("*.json")
    log.write_text("{")
    with pytest.raises(BadStore, match="damaged log"):
        damaged.append(flow(("A", 0, 1)), "two")
    assert "damaged log" in damaged.check()[0].en


def test_a_table_with_deletion_vectors_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(flow(("A", 0, 1)), "one")
    (log,) = (store.table / "_delta_log").glob("*.json")
    lines = log.read_text().splitlines()
    protocol = '{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}}'  # noqa: E501
    log.write_text("\n".join(protocol if line.startswith('{"protocol"') else line for line in lines))
    with pytest.raises(BadStore, match="deletion vectors"):
        everything(store)


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_an_export_is_a_flow_feed_again(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / "store")
    store.append(flow(("A", 0, 3), ("A", 1, None), ("B", 9, 0)), "one")
    store.append(flow(("A", 0, 4)), "two")
    assert export(store, tmp_path / name) == 3
    intake = read_flow(tmp_path / name)
    assert intake.rejects == ()
    assert intake.rows.equals(everything(store))
    other = Store(tmp_path / "other")
    assert other.append(intake.rows, content_id(intake.rows)) == (3, 0)


def test_a_batch_id_is_told_by_content() -> None:
    table = flow(("A", 0, 3), ("B", 1, None))
    assert content_id(table) == content_id(flow(("B", 1, None), ("A", 0, 3)))
    assert content_id(table) != content_id(flow(("A", 0, 3), ("B", 1, 0)))
    assert content_id(table) == content_id(pa.concat_tables([table.slice(0, 1), table.slice(1)]))


def test_days_are_whole_utc_days() -> None:
    assert day_of(0) == 19700101
    assert day_of(int(datetime(2022, 3, 7, 23, 59, 59, tzinfo=UTC).timestamp())) == 20220307
    assert day_of(-1) == 19691231


def test_a_copied_store_is_whole(tmp_path: Path) -> None:
    store = Store(tmp_path / "one")
    store.append(flow(("A", 0, 1)), "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert everything(Store(tmp_path / "two")).equals(everything(store))
