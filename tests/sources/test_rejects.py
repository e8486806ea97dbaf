"""The rejects file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from clearway.core.intake import Reject
from clearway.core.refusals import BadFile
from clearway.core.words import Bilingual
from clearway.sources.rejects import COLUMNS, write_rejects


def reject(found: str) -> Reject:
    return Reject(row=3, column="count", found=found, expected=Bilingual("整数", "a whole number"), code="x")


def test_a_reject_says_where_what_was_found_and_what_was_expected(tmp_path: Path) -> None:
    out = tmp_path / "new" / "rejects.csv"
    write_rejects(out, [("flow.csv", reject("many"))])
    with out.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            list(COLUMNS),
            ["3", "count", "many", "a whole number", "整数", "x", "flow.csv"],
        ]


@pytest.mark.parametrize("found", ["=1+1", "@SUM(A1)", "+1"])
def test_a_spreadsheet_runs_no_formula_from_it(tmp_path: Path, found: str) -> None:
    out = tmp_path / "rejects.csv"
    write_rejects(out, [("flow.csv", reject(found))])
    assert f",'{found}," in out.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadFile) as refusal:
        write_rejects(tmp_path / "file" / "rejects.csv", [])
    assert "cannot be written" in refusal.value.say("en")
