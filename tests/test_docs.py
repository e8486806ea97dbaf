"""What the documents promise exists: commands, settings, files, and reference pages fresh from the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from clearway.cli.table import COMMANDS
from clearway.environment import KNOWN

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"(?:`|\$ |bin/)clearway ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named <= set(COMMANDS), f"{page.name} names {sorted(named - set(COMMANDS))}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text) + re.findall(r'src="(?!https?:)([^"]+)"', text)
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_a_page_names_is_known(page: Path) -> None:
    named = set(re.findall(r"CLEARWAY_([A-Z_]+)", page.read_text(encoding="utf-8")))
    own = {"SCREENSHOTS", "TEST_DATABASE"}
    assert named <= set(KNOWN) | own


def test_the_reference_is_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "reference.py", "--check"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_readme_opens_with_the_two_commands() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        head = "\n".join((ROOT / name).read_text(encoding="utf-8").splitlines()[:25])
        assert "make demo" in head
        assert "make test" in head


def test_every_decision_record_is_short_and_dated() -> None:
    for record in (ROOT / "docs" / "decisions").glob("[0-9]*.md"):
        lines = record.read_text(encoding="utf-8").splitlines()
        assert re.search(r"\(20\d\d-\d\d-\d\d\)", lines[0]), record.name
        assert len(lines) <= 20, record.name


def test_no_committed_file_names_a_registry_or_this_machine() -> None:
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    words = re.compile(r"files\.pythonhosted|pypi\.org|registry\.npmjs|deb\.debian|/" + "work/main|/" + "root/")
    named = [
        name
        for name in files
        if (ROOT / name).suffix not in {".png", ".npz", ".pbf"}
        and (ROOT / name).is_file()
        and words.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
        and name != "tests/test_docs.py"
    ]
    assert not named
