"""A table is found whatever it is written in; what is no table is refused in a sentence."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from clearway.sources.flow import read_flow
from clearway.sources.links import read_links
from tests.sources.files import FLOW, READERS, ZONE, file, refused

CHINESE = "路段编号,时间,间隔分钟,流量\n东大街,2026-11-01T08:00:00+08:00,5,3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_chinese_headers_are_known_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    table = read_flow(file(tmp_path, CHINESE.encode(encoding)), zone=ZONE).rows
    assert table.to_pylist() == [
        {
            "link": "东大街",
            "at": datetime.fromisoformat("2026-11-01T00:00:00+00:00"),
            "minutes": 5,
            "count": 3,
            "mode": "",
        }
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, delimiter: str, ending: str) -> None:
    content = FLOW.replace(",", delimiter).replace("\n", ending)
    assert read_flow(file(tmp_path, content), zone=ZONE).rows["count"].to_pylist() == [3]


def test_a_workbook_is_read_from_its_first_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["编号", "断面", "纬度", "经度", "备注"])
    book.active.append([1, 1013, 34.5, 113.5, "x"])
    path = tmp_path / "links.xlsx"
    book.save(path)
    intake = read_links(path, zone=ZONE)
    assert [link.link for link in intake.rows] == ["1013"]
    assert "编号, 备注" in intake.notes[0].en


def test_gzipped_csv_is_unpacked(tmp_path: Path) -> None:
    assert read_flow(file(tmp_path, gzip.compress(FLOW.encode()), "flow.csv.gz"), zone=ZONE).read == 1


def test_headers_match_whatever_their_case_spaces_and_brackets(tmp_path: Path) -> None:
    path = file(tmp_path, "Link ID, LAT ,经度（WGS84）\nA,34.5,113.5\n")
    assert read_links(path, zone=ZONE).rows[0].point.lon == 113.5


def test_missing_columns_are_named_with_file_found_and_expected(tmp_path: Path) -> None:
    refusal = refused(read_flow, file(tmp_path, "link,when,n\nA,b,c\n"))
    assert "feed.csv" in refusal.say("en")
    assert "found columns link, when, n" in refusal.say("en")
    assert "missing: at, minutes, count" in refusal.say("en")
    assert "缺 at, minutes, count" in refusal.say("zh")


def test_a_feed_that_needs_one_of_several_columns_says_so(tmp_path: Path) -> None:
    from clearway.sources.complaints import read_complaints

    refusal = refused(read_complaints, file(tmp_path, "id,at,text\n1,2026-11-01T08:00:00+08:00,堵了\n"))
    assert "lat, lon | address | place_code" in refusal.say("en")


def test_unknown_columns_are_named_once_and_ignored(tmp_path: Path) -> None:
    path = file(tmp_path, "link,at,minutes,count,colour,colour2\nA,2026-11-01T08:00:00Z,5,1,red,blue\n")
    intake = read_flow(path, zone=ZONE)
    assert [note.en for note in intake.notes] == ["unknown columns ignored: colour, colour2"]
    assert intake.rows.num_rows == 1


def test_a_header_without_rows_is_said_and_loads_nothing(tmp_path: Path) -> None:
    intake = read_flow(file(tmp_path, "link,at,minutes,count\n"), zone=ZONE)
    assert intake.read == 0
    assert "0 rows" in intake.notes[0].en
    assert "0 行" in intake.notes[0].zh


def test_rows_of_another_width_are_rejected_with_their_number(tmp_path: Path) -> None:
    path = file(tmp_path, FLOW + "B\n\nC,2026-11-01T08:00:00Z,5,1,9,9\nD,2026-11-01T08:00:00Z,5,-1\n")
    intake = read_flow(path, zone=ZONE)
    assert [(reject.row, reject.code) for reject in intake.rejects] == [(2, "ragged"), (3, "ragged"), (4, "negative")]
    assert intake.read == 4


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("empty.csv", b"", "empty file"),
        ("blank.csv", b"\n\n", "empty file"),
        ("image.csv", b"\x89PNG\r\n\x1a\n\0\0", "binary content"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        ("paper.csv", b"%PDF-1.7\n", "PDF"),
        ("odd.csv", b"link,at\n\xff\xff\xff,\x81\n", "neither UTF-8 nor GB18030"),
        ("cut.xlsx", b"PK\x03\x04 and then nothing", "truncated XLSX"),
        ("cut.parquet", b"PAR1 and then nothing", "truncated Parquet"),
        ("not.parquet", b"link,at,minutes,count\n", "truncated Parquet"),
        ("cut.csv.gz", gzip.compress(FLOW.encode() * 99, mtime=0)[:-20], "truncated gzip"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes, found: str) -> None:
    path = file(tmp_path, content, name)
    for read in READERS:
        refusal = refused(read, path)
        assert found in refusal.say("en")
        assert name in refusal.say("zh")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refused(read_flow, tmp_path / "gone.csv").say("en")
    assert "cannot be opened" in refused(read_flow, tmp_path).say("en")


def test_a_truncated_parquet_is_refused_at_any_length(tmp_path: Path) -> None:
    whole = tmp_path / "whole.parquet"
    pq.write_table(pa.table({"link": ["A"], "at": ["2026-11-01T08:00:00Z"], "minutes": [5], "count": [1]}), whole)
    content = whole.read_bytes()
    for length in range(4, len(content), 97):
        assert "Parquet" in refused(read_flow, file(tmp_path, content[:length], "cut.parquet")).say("en")


def test_a_parquet_column_of_lists_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "lists.parquet"
    pq.write_table(pa.table({"link": [["A"]], "at": ["x"], "minutes": [5], "count": [1]}), path)
    assert "column link of type list" in refused(read_flow, path).say("en")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_damaged_byte_costs_its_cell_and_not_the_file(tmp_path: Path, encoding: str) -> None:
    rows = "".join(f"东大街{i},2026-11-01T08:00:00+08:00,5,3\n" for i in range(40))
    content = ("路段编号,时间,间隔分钟,流量\n" + rows).encode(encoding)
    at = content.index("东大街7".encode(encoding))
    intake = read_flow(file(tmp_path, content[:at] + b"\xff" + content[at + 1 :]), zone=ZONE)
    assert (intake.rows.num_rows, [reject.code for reject in intake.rejects]) == (39, ["damaged_text"])
    assert intake.rows["link"][0].as_py() == "东大街0"


def test_a_quote_that_is_never_closed_costs_its_row_alone(tmp_path: Path) -> None:
    rows = [f"A,2026-11-01T0{i}:00:00Z,5,{i}" for i in range(6)]
    rows[2] = 'A,"2026-11-01T02:00:00Z,5,2'
    rows[4] = "A"
    intake = read_flow(file(tmp_path, "link,at,minutes,count\n" + "\n".join(rows) + "\n"), zone=ZONE)
    assert intake.rows["count"].to_pylist() == [0, 1, 3, 5]
    assert [(reject.row, reject.found) for reject in intake.rejects] == [
        (3, "a quote that is never closed / 未闭合的引号"),
        (5, "1 cells / 个单元格"),
    ]


def test_quoted_commas_and_line_breaks_are_part_of_a_cell(tmp_path: Path) -> None:
    path = file(
        tmp_path, 'link,at,minutes,count\n"A,1\nB ""x""",2026-11-01T00:00:00Z,5,1\nC,2026-11-01T00:00:00Z,5,-1\n'
    )
    intake = read_flow(path, zone=ZONE)
    assert intake.rows["link"].to_pylist() == ['A,1\nB "x"']
    assert [reject.row for reject in intake.rejects] == [2]
