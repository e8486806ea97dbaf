"""``clearway text`` from file to file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from clearway.cli.main import main

TEXTS = "id,text\n1,救护车进不来，大门被锁\n2,我叫张小明，电话13812345678\n3,\n"


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _run(tmp_path: Path, act: str, content: str | bytes = TEXTS, *more: str) -> tuple[int, Path]:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return main(["text", act, str(source), "--out", str(out), *more]), out


def test_classify_writes_one_row_a_text(tmp_path: Path) -> None:
    code, out = _run(tmp_path, "classify")
    table = _table(out)
    assert code == 0
    assert [row["topic"] for row in table] == ["medical", "other", "other"]
    assert table[0]["barrier"] == "physical"
    assert table[0]["status"] == "standing"
    assert "救护车" in table[0]["words"]


def test_a_gbk_table_with_a_chinese_header_is_read(tmp_path: Path) -> None:
    code, out = _run(tmp_path, "classify", "编号,诉求内容\n1,消防通道被堵\n".encode("gbk"))
    assert (code, _table(out)[0]["topic"]) == (0, "fire_lane")


def test_mask_writes_nothing_personal_beside_the_masked_text(tmp_path: Path) -> None:
    code, out = _run(tmp_path, "mask", "id,text,phone\n1,我叫张小明，电话13812345678,13812345678\n")
    assert code == 0
    assert _table(out) == [{"id": "1", "masked": "我叫〔姓名〕，电话〔电话〕"}]


def test_place_needs_the_gazetteer_and_links(tmp_path: Path) -> None:
    gazetteer = tmp_path / "g.csv"
    gazetteer.write_text("place_code,name,town\n410102002002,松涛雅居,白鹭镇\n", encoding="utf-8")
    code, out = _run(tmp_path, "place", "text\n松涛雅居门锁了\n药店\n", "--gazetteer", str(gazetteer))
    assert code == 0
    assert [(row["place_code"], row["action"]) for row in _table(out)] == [("410102002002", "link"), ("", "none")]


def test_granularity_says_when_it_assumed(tmp_path: Path) -> None:
    _, out = _run(tmp_path, "granularity", "text\n梅岭小区3栋\n盛景天下\n")
    assert [(row["granularity"], row["flagged"]) for row in _table(out)] == [
        ("building", "false"),
        ("compound", "true"),
    ]


def test_a_table_without_texts_is_refused_with_what_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = _run(tmp_path, "classify", "a,b\n1,2\n")
    assert code == 2
    assert not out.exists()
    assert "a, b" in capsys.readouterr().err


def test_bad_rows_are_told_and_the_others_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = _run(tmp_path, "classify", "id,text\n1,东门被锁\n2,西门,被锁\n", "--json")
    assert (code, len(_table(out))) == (2, 1)
    assert json.loads(capsys.readouterr().out)["rejected"] == 1
