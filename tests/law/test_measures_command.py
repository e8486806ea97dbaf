"""``clearway measures review`` on files as offices send them, and on the official listings of 2022."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from clearway.cli.main import main
from clearway.environment import read_environment

SPELLS = read_environment().shared_data / "measures" / "risk_area_spells.parquet"
HEADER = "id,place_id,level,from,to"
COLUMNS = ["id", "pack", "release_due", "days", "past_release", "past_ceiling", "reasons"]


def review(
    folder: Path, lines: Sequence[str], *options: str, encoding: str = "utf-8"
) -> tuple[int, list[dict[str, str]]]:
    """Exit code and rows of a review of a CSV file with these lines."""
    file, out = folder / "listings.csv", folder / "out.csv"
    file.write_text("\n".join(lines) + "\n", encoding=encoding)
    code = main(["measures", "review", str(file), "--out", str(out), *options])
    with out.open(encoding="utf-8") as table:
        return code, list(csv.DictReader(table))


def test_every_listing_has_its_row_flagged_or_not(tmp_path: Path) -> None:
    code, rows = review(tmp_path, [HEADER, "a,p,high,2022-11-20,2022-11-22", "b,q,mid,2022-05-01,2022-05-20"])
    assert code == 0
    assert list(rows[0]) == COLUMNS
    assert [(row["id"], row["past_release"], row["past_ceiling"]) for row in rows] == [
        ("a", "false", "false"),
        ("b", "true", "true"),
    ]
    assert [(row["pack"], row["release_due"], row["days"]) for row in rows] == [
        ("rules20", "2022-11-25", "3"),
        ("ed8", "2022-05-15", "20"),
    ]


def test_a_listing_file_in_chinese_and_gbk_loads_as_it_is(tmp_path: Path) -> None:
    lines = ["编号,地点,风险等级,开始日期,结束日期", "甲,某小区3号楼,高风险,2022年11月20日,2022/11/22"]
    code, rows = review(tmp_path, lines, encoding="gbk")
    assert (code, rows[0]["id"], rows[0]["release_due"]) == (0, "甲", "2022-11-25")


def test_without_ids_place_and_first_day_stand_for_the_listing_else_the_row_number(tmp_path: Path) -> None:
    lines = [
        "place_id,level,from,to",
        "p,high,2022-11-20,2022-11-22",
        "p,high,2022-11-26,2022-11-27",
        ",high,2022-11-26,2022-11-27",
        "q,high,2022-11-20,2022-11-22",
        "q,mid,2022-11-20,2022-11-22",
    ]
    _, rows = review(tmp_path, lines)
    assert [row["id"] for row in rows] == ["p@2022-11-20", "p@2022-11-26", "row-3", "row-4", "row-5"]


def test_a_place_stepped_down_after_a_week_is_due_after_three_days(tmp_path: Path) -> None:
    lines = [HEADER, "a,p,high,2022-08-01,2022-08-07", "b,p,mid,2022-08-08,2022-08-20", "c,q,mid,2022-08-08,2022-08-20"]
    _, rows = review(tmp_path, lines)
    assert [row["release_due"] for row in rows] == ["2022-08-08", "2022-08-11", "2022-08-15"]
    assert "stepped down from high" in rows[1]["reasons"]


def test_bad_rows_are_told_and_kept_apart_and_good_rows_are_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        HEADER,
        "a,p,high,2022-11-20,2022-11-22",
        "b,p,severe,2022-11-20,2022-11-22",
        "c,p,high,2022-13-20,2022-11-22",
        "d,p,high,2022-11-20,2022-11-19",
        "e,p,high,1999-11-20,1999-11-22",
        "f,p,high,2022-11-20,2202-11-22",
        "g,p,,2022-11-20,2022-11-22",
        "h,p,high,2022-11-20,",
        "i,p,high",
    ]
    rejects = tmp_path / "rejects.csv"
    code, rows = review(tmp_path, lines, "--rejects", str(rejects))
    assert code == 2
    assert [row["id"] for row in rows] == ["a"]
    with rejects.open(encoding="utf-8") as table:
        told = [(row["row"], row["column"], row["code"]) for row in csv.DictReader(table)]
    assert told == [
        ("2", "level", "unknown_value"),
        ("3", "from", "not_a_moment"),
        ("4", "to", "ends_before_start"),
        ("5", "from", "out_of_range"),
        ("6", "to", "out_of_range"),
        ("7", "level", "empty"),
        ("8", "to", "empty"),
        ("9", "*", "ragged"),
    ]
    assert "Traceback" not in capsys.readouterr().err


def test_a_listing_without_an_end_is_judged_by_the_last_day_it_was_seen(tmp_path: Path) -> None:
    code, rows = review(tmp_path, [HEADER, "a,p,high,2022-11-20,"], "--at", "2022-12-10")
    assert (code, rows[0]["days"], rows[0]["past_ceiling"]) == (0, "21", "true")
    assert "still listed when the record ends" in rows[0]["reasons"]


def test_the_same_row_twice_is_one_listing_and_another_saying_is_superseded(tmp_path: Path) -> None:
    same = "a,p,high,2022-11-20,2022-11-22"
    code, rows = review(tmp_path, [HEADER, same, same])
    assert (code, len(rows)) == (0, 1)
    code, rows = review(tmp_path, [HEADER, same, "a,p,high,2022-11-20,2022-11-30"])
    assert (code, [row["days"] for row in rows]) == (2, ["11"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("headers.csv", b"a,b\n1,2\n"),
        ("empty.csv", b""),
        ("cut.parquet", b"PAR1xxxx"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0"),
    ],
)
def test_a_file_that_is_no_listing_is_one_clear_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert main(["measures", "review", str(file), "--out", str(tmp_path / "o.csv")]) == 2
    told = capsys.readouterr().err
    assert name in told
    assert "Traceback" not in told
    assert not (tmp_path / "o.csv").exists()


def test_a_file_of_headers_alone_is_read_and_holds_nothing(tmp_path: Path) -> None:
    code, rows = review(tmp_path, [HEADER])
    assert (code, rows) == (0, [])


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx", ".jsonl"])
def test_the_format_follows_the_extension(tmp_path: Path, suffix: str) -> None:
    review(tmp_path, [HEADER, "a,p,high,2022-11-20,2022-11-22"])
    out = tmp_path / f"again{suffix}"
    assert main(["measures", "review", str(tmp_path / "listings.csv"), "--out", str(out)]) == 0
    if suffix == ".parquet":
        assert pyarrow.parquet.read_table(out).column_names == COLUMNS
    elif suffix == ".jsonl":
        assert json.loads(out.read_text(encoding="utf-8"))["release_due"] == "2022-11-25"
    else:
        assert out.read_bytes().startswith(b"PK")


def test_an_extension_nobody_knows_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "l.csv"
    file.write_text(f"{HEADER}\na,p,high,2022-11-20,2022-11-22\n", encoding="utf-8")
    assert main(["measures", "review", str(file), "--out", str(tmp_path / "o.docx")]) == 2
    assert ".docx" in capsys.readouterr().err


@pytest.mark.shared
@pytest.mark.skipif(not SPELLS.is_file(), reason="no shared data")
def test_the_official_listings_of_2022_hold_996_complete_high_risk_ones_past_14_days(tmp_path: Path) -> None:
    out = tmp_path / "R.csv"
    assert main(["measures", "review", str(SPELLS), "--out", str(out)]) == 0
    judged = pyarrow.csv.read_csv(out)
    spells = pyarrow.parquet.read_table(SPELLS)
    assert judged["id"].to_pylist() == spells["id"].to_pylist()
    assert judged["days"].to_pylist() == spells["days"].to_pylist()
    censored = zip(spells["left_censored"].to_pylist(), spells["right_censored"].to_pylist(), strict=True)
    complete_high = [
        level == "high" and not any(sides) for level, sides in zip(spells["level"].to_pylist(), censored, strict=True)
    ]
    past = judged["past_ceiling"].to_pylist()
    assert sum(complete_high) == 61_041
    assert sum(one and flag for one, flag in zip(complete_high, past, strict=True)) == 996
