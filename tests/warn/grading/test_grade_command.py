"""``clearway grade`` on files as offices send them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from clearway.cli.main import main

HEADER = "place_code,indicator,value,low,high,as_of,source,quality"
PLACE = "990102001001-A-3"
WORST = {1: 80, 2: 0.99, 3: 0.8, 4: 4, 5: 12, 6: 320, 7: 0.3, 8: 3, 9: 0.3, 10: 1.5, 11: 4, 12: 0}
AS_OF = "2026-11-20T08:00:00+08:00"


def rows_of(place: str = PLACE, **changes: float) -> list[str]:
    """One row an indicator, at the worst; ``i7=0.9`` changes one, ``i7=None`` leaves it out."""
    values = WORST | {int(name[1:]): value for name, value in changes.items()}
    return [f"{place},{i},{v},,,{AS_OF},test,good" for i, v in values.items() if v is not None]


def graded(folder: Path, lines: list[str], *options: str, header: str = HEADER) -> tuple[int, list[dict[str, str]]]:
    """Exit code and rows of ``clearway grade``."""
    file, out = folder / "indicators.csv", folder / "grades.csv"
    file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    code = main(["grade", "--indicators", str(file), "--out", str(out), *options])
    if not out.exists():
        return code, []
    with out.open(encoding="utf-8") as table:
        return code, list(csv.DictReader(table))


def test_columns_come_as_agreed_and_reasons_in_both_languages(tmp_path: Path) -> None:
    code, (row,) = graded(tmp_path, rows_of())
    assert code == 0
    assert list(row)[:7] == ["place_code", "grade_low", "grade_high", "probability", "impact", "measure", "reasons"]
    assert [row[name] for name in ("grade_low", "grade_high", "measure")] == ["high", "high", "close_household"]
    assert (float(row["probability"]), float(row["impact"])) == (100.0, 100.0)
    assert "高风险：主要因为" in row["reasons"]
    assert "high: mainly" in row["reasons"]


@pytest.mark.parametrize(
    ("day", "pack", "grade"),
    [("2022-06-29", "ed9", "high"), ("2022-11-15", "rules20", "high"), ("2022-12-08", "rules10", "high"),
     ("2023-01-15", "class_b", "none")],
)  # fmt: skip
def test_on_a_day_its_own_rules_apply(
    tmp_path: Path, day: str, pack: str, grade: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, (row,) = graded(tmp_path, rows_of(), "--on", day, "--json")
    assert json.loads(capsys.readouterr().out)["pack"] == pack
    assert row["grade_low"] == grade


def test_an_empty_value_is_no_reading_and_widens(tmp_path: Path) -> None:
    _, (row,) = graded(tmp_path, [*rows_of(i7=None), f"{PLACE},7,,,,{AS_OF},test,good"])
    assert row["missing"] == "7"
    assert float(row["probability_low"]) < float(row["probability_high"])


def test_readings_older_than_the_day_asked_about_are_stale(tmp_path: Path) -> None:
    _, (fresh,) = graded(tmp_path, rows_of(), "--on", "2026-11-20")
    _, (old,) = graded(tmp_path, rows_of(), "--on", "2026-12-20")
    assert fresh["measure"] == "close_household"
    assert (old["measure"], old["grade_high"]) == ("cannot_grade", "high")


def test_of_several_readings_the_newest_counts_whatever_the_order_of_rows(tmp_path: Path) -> None:
    older = f"{PLACE},7,0.95,,,2026-11-19T08:00:00+08:00,test,good"
    _, straight = graded(tmp_path, [older, *rows_of()])
    _, turned = graded(tmp_path, [*rows_of(), older])
    assert straight == turned
    assert float(straight[0]["probability"]) == 100.0


def test_facts_of_a_place_open_and_close_the_gates(tmp_path: Path) -> None:
    header = HEADER + ",infections,held_by,protected"
    lines = [line + ",0,," for line in rows_of("990102001001-A-1")]
    lines += [line + ",2,unit," for line in rows_of("990102001001-A-2")]
    lines += [line + ",2,unit,true" for line in rows_of("990102001001-A-4")]
    _, rows = graded(tmp_path, lines, header=header)
    assert [(row["grade_high"], row["measure"]) for row in rows] == [
        ("medium", "partial_control"), ("high", "close_unit"), ("high", "partial_control"),
    ]  # fmt: skip


def test_bad_rows_are_named_and_the_others_graded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = [
        f"{PLACE},13,1,,,{AS_OF},,",
        f"{PLACE},2,x,,,{AS_OF},,",
        f"{PLACE},3,0.5,0.6,0.7,{AS_OF},,",
        "here,1,1,,,2026-11-20,,",
    ]
    rejects = tmp_path / "rejects.csv"
    code, rows = graded(tmp_path, [*rows_of(), *bad], "--rejects", str(rejects))
    assert code == 2
    assert len(rows) == 1
    assert [row["column"] for row in csv.DictReader(rejects.read_text().splitlines())] == [
        "indicator",
        "value",
        "value",
        "place_code",
    ]
    assert "row 15, column value: found '0.6, 0.5, 0.7', expected low ≤ value ≤ high" in capsys.readouterr().err


def test_a_panel_may_set_its_own_breakpoints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    panel = tmp_path / "panel.yaml"
    panel.write_text('county: "990102000000"\nsince: 2026-01-01\nminutes: 2026-7\nat: {1: [0, 100, 200]}\n')
    _, (row,) = graded(tmp_path, rows_of(), "--panel", str(panel))
    assert float(row["probability"]) == pytest.approx(100 - 22 + 0.22 * 40)
    assert "2026-7" in row["reasons"]
    panel.write_text('county: "990102000000"\nsince: 2026-01-01\nminutes: 2026-7\nweights: {1: 0.9}\n')
    code, _ = graded(tmp_path, rows_of(), "--panel", str(panel))
    assert code == 2
    assert "must add up to 1" in capsys.readouterr().err


def test_a_file_in_chinese_and_gbk_is_graded(tmp_path: Path) -> None:
    file, out = tmp_path / "甲.csv", tmp_path / "o.csv"
    header = "区划代码,指标,读数,下限,上限,截至,来源,质量"
    file.write_text("\n".join([header, *rows_of()]) + "\n", encoding="gbk")
    assert main(["grade", "--indicators", str(file), "--out", str(out)]) == 0
    assert "close_household" in out.read_text(encoding="utf-8")
