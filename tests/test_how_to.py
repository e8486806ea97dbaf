"""The cheap how-tos, run as they are printed, in an empty folder: every command does what the page says."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clearway.cli.main import main
from tests.test_docs import calls

HOW_TO = Path(__file__).parent.parent / "docs" / "how-to"
EXAM = "purpose,gates,from,to,name\nschool,1207,{begins},{ends},王秀兰\n"
PASSES = [HOW_TO / "issue-and-check-passes.md", HOW_TO / "issue-and-check-passes.zh-CN.md"]
RULES = [HOW_TO / "read-and-tighten-the-rulebook.md", HOW_TO / "read-and-tighten-the-rulebook.zh-CN.md"]


def run(call: str) -> int:
    """The exit code of one printed command line; a day that has passed since it was written is moved to after now."""
    soon = (datetime.now(UTC) + timedelta(days=5)).replace(microsecond=0).isoformat()
    return main(shlex.split(re.sub(r"@\d{4}-\d\d-\d\dT[\d:+]+", f"@{soon}", call))[1:])


@pytest.mark.parametrize("page", PASSES, ids=lambda page: page.name)
def test_passes_are_issued_checked_and_revoked_as_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    now = datetime.now(UTC).replace(microsecond=0)
    begins, ends = now.isoformat(), (now + timedelta(hours=8)).isoformat()
    (tmp_path / "exam.csv").write_text(EXAM.format(begins=begins, ends=ends), encoding="utf-8")
    given = calls(page)
    assert {call.split()[2] for call in given} == {"keygen", "trust", "issue", "verify", "revoke", "status"}
    assert [(call, run(call)) for call in given] == [(call, 0) for call in given]
    made = {path.name for path in tmp_path.iterdir()}
    assert {"trust.cwt", "sheet.pdf", "photo.png", "pass.txt", "sheets", "gate", "revoked.jsonl", "status.cwt"} <= made
    after = "clearway pass verify --trust trust.cwt --root root-public.json --status status.cwt --gate 1207"
    capfd.readouterr()
    assert run(f"{after} --qr-file pass.txt") == 1
    assert '"revoked"' in capfd.readouterr().out


@pytest.mark.parametrize("page", RULES, ids=lambda page: page.name)
def test_the_rulebook_is_read_as_the_page_says(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [call for call in calls(page) if call.startswith("clearway law") and "our-county" not in call]
    assert len(given) >= 5
    assert [(call, run(call)) for call in given] == [(call, 0) for call in given]
    assert capsys.readouterr().out
