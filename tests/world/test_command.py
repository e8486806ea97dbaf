"""``clearway world``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clearway.cli.main import main


def test_the_command_prints_one_document_and_writes_both_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["world", str(tmp_path), "--weeks", "4", "--until", "2026-11-23T16:00:00+08:00", "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert code == 0
    assert printed["county_name"] == "溱宁县"
    assert (tmp_path / "feeds" / "roads.osm.pbf").exists()
    assert (tmp_path / "truth" / "closures.csv").exists()


@pytest.mark.parametrize("moment", ["2026-11-23T16:00:00", "yesterday"])
def test_an_end_without_offset_is_refused_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], moment: str
) -> None:
    assert main(["world", str(tmp_path / "out"), "--until", moment]) == 2
    said = capsys.readouterr().err
    assert moment in said
    assert "带时区" in said
    assert not (tmp_path / "out").exists()
