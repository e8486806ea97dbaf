"""``clearway law`` as a user meets it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from clearway.cli.main import main
from clearway.law.load import HERE
from tests.law.test_overlays import SINCE, overlay


def test_the_rulebook_shipped_passes_its_own_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["rules"] > 50
    assert out["examples"] > 80
    assert out["problems"] == []


def test_a_check_that_fails_exits_1_and_names_file_and_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "cn"
    shutil.copytree(HERE / "cn", folder)
    file = folder / "closing" / "ceiling_days.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("unit: days", ""), encoding="utf-8")
    assert main(["law", "check", str(folder)]) == 1
    told = capsys.readouterr().err
    assert str(file) in told
    assert "'unit'" in told
    assert "“unit”" in told


def test_a_changed_figure_fails_the_sentence_that_states_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "cn"
    shutil.copytree(HERE / "cn", folder)
    file = folder / "closing" / "notice_hours.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 24", "value: 12"), encoding="utf-8")
    assert main(["law", "check", str(folder)]) == 1
    assert "Notice is given 24 hours before a closure." in capsys.readouterr().err


def test_a_loosening_overlay_fails_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", str(overlay(tmp_path, "closing.ceiling_days", [(SINCE, 30)]))]) == 1
    assert "[loosens_rule]" in capsys.readouterr().err


def test_a_tightening_overlay_passes_the_check(tmp_path: Path) -> None:
    assert main(["law", "check", str(overlay(tmp_path, "closing.ceiling_days", [(SINCE, 7)]))]) == 0


@pytest.mark.parametrize("arguments", [["law", "check", "nowhere"], ["law", "show", "closing.nothing"]])
def test_what_does_not_exist_is_bad_input_and_not_a_failed_check(arguments: list[str]) -> None:
    assert main(arguments) == 2


def test_a_folder_without_rules_is_bad_input(tmp_path: Path) -> None:
    assert main(["law", "check", str(tmp_path)]) == 2


def test_a_rule_is_shown_as_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "closing.release_clock", "--on", "2022-11-20", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["value"]["pack"] == "rules20"
    assert shown["force"] == "policy"
    assert shown["citations"][0]["verified"] == "secondary"


def test_a_rule_is_shown_as_yaml_a_lawyer_can_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "closing.notice_hours"]) == 0
    shown = yaml.safe_load(capsys.readouterr().out)
    assert shown["title"]["zh"] == "提前公告的时间"
    assert shown["value"] == 24


def test_without_a_rule_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 50
    assert all(line.split("\t")[1] in {"law", "policy"} for line in lines)


def test_an_overlay_is_shown_as_it_tightens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = overlay(tmp_path, "closing.ceiling_days", [(SINCE, 7)])
    assert main(["law", "show", "closing.ceiling_days", "--on", "2026-06-01", "--overlay", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == 7


def test_what_changed_on_a_day_is_told_and_no_day_at_all_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "diff", "--on", "2022-12-07", "--json"]) == 0
    on = json.loads(capsys.readouterr().out)
    assert main(["law", "diff", "2022-12-06", "2022-12-07", "--json"]) == 0
    assert on == json.loads(capsys.readouterr().out)
    with pytest.raises(SystemExit) as left:
        main(["law", "diff"])
    assert left.value.code == 2


def test_two_days_are_compared_by_the_rules_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "diff", "2022-12-06", "2022-12-07", "--json"]) == 0
    differences = json.loads(capsys.readouterr().out)
    assert {one["id"] for one in differences} == {"closing.release_clock", "risk.grade_packs"}
    for one in differences:
        assert (one["2022-12-06"]["pack"], one["2022-12-07"]["pack"]) == ("rules20", "rules10")


def test_a_day_that_is_none_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["law", "diff", "yesterday", "2022-12-07"])
    assert stopped.value.code == 2
