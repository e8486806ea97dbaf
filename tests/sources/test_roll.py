"""A roll from a table: nobody's name goes further, one head a person, one person a door."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearway.core.refusals import BadFile
from clearway.sources.columns import Unfit
from clearway.sources.roll import door, person_key, read_roll, square_metres

KEY = b"k" * 32


def _table(folder: Path, *rows: str, header: str = "姓名,房号,面积,有资格,依据") -> Path:
    path = folder / "roll.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_no_name_is_in_what_is_read_and_the_same_person_has_the_same_key(tmp_path: Path) -> None:
    intake = read_roll(_table(tmp_path, "张三,3栋2单元501室,89.5,,产权证", "李 四,3-2-502,120.10,否,未交付"), KEY)
    first, second = intake.rows
    assert "张三" not in repr(intake.rows)
    assert first.person == person_key(KEY, " 张三 ")
    assert first.person != person_key(b"x" * 32, "张三")
    assert (first.doors, first.area, first.eligible, first.building) == (("3-2-501",), 8950, True, "3")
    assert (second.area, second.eligible, second.why) == (12010, False, "未交付")


def test_several_flats_of_one_owner_are_one_head_with_their_area_together(tmp_path: Path) -> None:
    intake = read_roll(_table(tmp_path, "张三,1-1-101,80,,", "李四,1-1-102,90,,", "张三,2-1-101,100.5,,"), KEY)
    assert [(line.doors, line.area) for line in intake.rows] == [(("1-1-101", "2-1-101"), 18050), (("1-1-102",), 9000)]
    assert intake.rows[0].building == ""


def test_a_door_has_one_voting_person_and_the_second_is_rejected_without_a_name(tmp_path: Path) -> None:
    intake = read_roll(_table(tmp_path, "张三,1-1-101,80,,", "王五,1-1-101,80,,", "张三,1-1-101,80,,"), KEY)
    assert len(intake.rows) == 1
    assert intake.unchanged == 1
    assert [(one.row, one.column, one.code) for one in intake.rejects] == [(2, "door", "door_taken")]
    assert "王五" not in repr(intake.rejects)


def test_bad_rows_are_told_with_what_was_expected_and_no_personal_cell(tmp_path: Path) -> None:
    intake = read_roll(
        _table(tmp_path, "张三,???,80,,", "李四,1-1-1,很大,,", ",1-1-2,80,,", "赵六,1-1-3,80,也许,"), KEY
    )
    assert intake.rows == ()
    assert [one.column for one in intake.rejects] == ["door", "area", "person", "eligible"]
    assert "张三" not in repr(intake.rejects)


@pytest.mark.parametrize(
    ("written", "read"),
    [("3栋2单元501室", "3-2-501"), ("３－２－５０１", "3-2-501"), ("5号楼1单元101", "5-1-101"), ("12组8号", "12-8")],
)
def test_a_door_is_read_however_it_is_written(written: str, read: str) -> None:
    assert door(written) == read


@pytest.mark.parametrize("area", ["0", "-3", "100001", "大", ""])
def test_an_area_no_flat_has_is_unfit(area: str) -> None:
    with pytest.raises(Unfit):
        square_metres(area)


def test_a_table_without_doors_is_no_roll(tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        read_roll(_table(tmp_path, "张三,80", header="姓名,面积"), KEY)
