"""Tables as hotlines really export them: titles above the headers, merged cells, many ways to write a moment."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from clearway.core.refusals import BadFile
from clearway.sources import workbook
from clearway.sources.complaints import read_complaints
from tests.sources.files import AT, ZONE

HEADER = ["工单编号", "受理时间", "诉求内容", "诉求地址"]
ROW = ["1", "2026-11-01 08:00", "门锁了出不去", "柳林社区"]


def read(path: Path):  # type: ignore[no-untyped-def]
    return read_complaints(path, zone=ZONE, at=AT, key=b"k")


def book(path: Path, *rows: list[object]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


@pytest.mark.parametrize(
    "above",
    [
        "某市12345工单导出（2026年11月）\n导出人：某某\n",
        "某市12345工单导出,,,\n",
        "",
        "\n\n",
    ],
)
def test_a_title_above_the_headers_is_passed_over_and_rows_count_from_the_headers(tmp_path: Path, above: str) -> None:
    path = tmp_path / "a.csv"
    lines = [",".join(HEADER), ",".join(ROW), "2,昨天,堵了,柳林社区"]
    path.write_text(above + "\n".join(lines) + "\n", encoding="gb18030")
    intake = read(path)
    assert ([one.external_id for one in intake.rows], [one.row for one in intake.rejects]) == (["1"], [2])


def test_headers_merged_over_two_lines_are_read_together(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["12345工单"], ["工单编号", "来电", None, None], [None, *HEADER[1:]], ROW)
    assert [one.external_id for one in read(path).rows] == ["1"]


@pytest.mark.parametrize(
    "written",
    [
        "2026/11/1 8:05",
        "2026.11.01 08:05",
        "2026年11月1日 8时5分",
        "2026年11月1日8点05分",
        "2026年11月01日 08:05:00",
        "20261101080500",
        "2026-11-01 上午8:05",
        "２０２６－１１－０１　０８：０５",
        "2026-11-01T08:05:00+08:00",
        "2026-11-01T00:05:00Z",
    ],
)
def test_one_moment_in_ten_notations(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(HEADER)}\n1,{written},门锁了,柳林社区\n", encoding="utf-8-sig")
    assert [one.at for one in read(path).rows] == [datetime(2026, 11, 1, 8, 5, tzinfo=ZONE)]


@pytest.mark.parametrize("written", ["1/11/2026 8:05", "2026-02-30 08:00", "45962.33", "2026-11-01 24:00", "昨天"])
def test_what_may_be_two_moments_or_none_is_rejected_with_an_example(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(HEADER)}\n1,{written},门锁了,柳林社区\n", encoding="utf-8")
    (reject,) = read(path).rejects
    assert (reject.code, "2022-03-07 08:05" in reject.expected.en) == ("not_a_moment", True)


def test_one_line_in_another_encoding_costs_that_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{number},2026-11-01 08:00,门锁了出不去,柳林社区\n" for number in range(20))
    path.write_bytes((",".join(HEADER) + "\n" + rows).encode() + "21,2026-11-01 08:00,门锁了,柳林社区\n".encode("gbk"))
    intake = read(path)
    assert (len(intake.rows), [one.row for one in intake.rejects]) == (20, [21])


def test_a_workbook_that_unpacks_to_more_than_it_may_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"A" * 3_000_000)
    monkeypatch.setattr(workbook, "LARGEST", 2 * 1024**2)
    with pytest.raises(BadFile) as refusal:
        read(path)
    assert "more than 2 MiB" in refusal.value.say("en")


def test_a_sheet_that_claims_every_cell_there_can_be_is_read_by_what_it_holds(tmp_path: Path) -> None:
    path, lying = book(tmp_path / "a.xlsx", HEADER, ROW), tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as honest, zipfile.ZipFile(lying, "w") as archive:
        for part in honest.namelist():
            text = honest.read(part)
            archive.writestr(part, text.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"'))
    assert [one.external_id for one in read(lying).rows] == ["1"]


def test_formulas_give_their_last_value_and_a_cell_of_novels_is_rejected(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", HEADER, [*ROW[:2], '="锁" & "了"', "柳林"], ["2", ROW[1], "堵" * 30_000, "柳林"], ROW
    )
    assert {one.code for one in read(path).rejects} == {"empty", "too_long"}


def test_the_first_sheet_that_holds_anything_is_read(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.create_sheet("数据")
    sheet.append(HEADER)
    sheet.append(["7", datetime(2026, 11, 1, 8), "门锁了", "柳林"])
    made.save(tmp_path / "a.xlsx")
    assert [one.at for one in read(tmp_path / "a.xlsx").rows] == [datetime(2026, 11, 1, 8, tzinfo=ZONE)]
