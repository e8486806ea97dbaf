"""What the documents promise exists: commands, settings, files, and reference pages fresh from the code."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from clearway.cli.main import build_parser
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


def calls(page: Path) -> list[str]:
    """Every command line a page gives in a block of code, without its comment and what stands in for a file's name."""
    found, fenced = list[str](), False
    for line in re.sub(r" \\\n\s*", " ", page.read_text(encoding="utf-8")).splitlines():
        if line.startswith("```"):
            fenced = not fenced
        text = line.strip().removeprefix("$ ").removeprefix(".venv/bin/")
        if text.startswith("clearway ") and (fenced or line.startswith("    ")):
            found.append(re.split(r"\s#|[|>&;]", text)[0].strip())
    return found


GIVEN = [
    (page, call)
    for page in PAGES
    if "reference" not in page.parts and page.name != "CHANGELOG.md"
    for call in calls(page)
]


@pytest.mark.parametrize(("page", "call"), GIVEN, ids=lambda one: one if isinstance(one, str) else one.name)
def test_every_command_line_a_page_gives_is_one_the_parser_takes(page: Path, call: str) -> None:
    words = shlex.split(call)[1:]
    parser = build_parser(words[0])
    if "--help" in words:
        words.remove("--help")
        assert words[0] in parser.acts()
        return
    parser.parse_args(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_option_a_page_gives_to_a_command_exists(page: Path) -> None:
    if page.name == "CHANGELOG.md" or "decisions" in page.parts:
        pytest.skip("tells of the past")
    for call in re.findall(r"`clearway ([a-z][^`]*)`", page.read_text(encoding="utf-8")):
        words = call.split()
        parser = build_parser(words[0]).acts()[words[0]]
        acts = {act for act in parser.acts() if act in words or any(act in word.split("|") for word in words)}
        known = set(parser._option_string_actions).union(
            *(act._option_string_actions for name, act in parser.acts().items() if not acts or name in acts)
        )
        for name in acts:
            known |= {option for act in parser.acts()[name].acts().values() for option in act._option_string_actions}
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", call))
        assert named <= known, f"{page.name}: clearway {call}"


TWINS = [
    page
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if page.parent.name in ("how-to", "tutorials", "reference") and page.name != "events.md"  # both in one
]


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.name)
def test_every_page_for_users_stands_in_both_languages(page: Path) -> None:
    name = page.name.removesuffix(".md").removesuffix(".zh-CN")
    assert (page.parent / f"{name}.md").exists()
    assert (page.parent / f"{name}.zh-CN.md").exists()


def test_the_two_readmes_say_the_same_things() -> None:
    english, chinese = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
    texts = [page.read_text(encoding="utf-8") for page in (english, chinese)]
    headings, others = (re.findall(r"^## ", text, flags=re.MULTILINE) for text in texts)
    assert len(headings) == len(others)
    commands = [sorted(set(re.findall(r"clearway [a-z]+(?: [a-z]+)?", text))) for text in texts]
    assert commands[0] == commands[1]
    targets = [
        sorted(
            {
                target.replace(".zh-CN.md", ".md").replace("-zh.png", ".png")
                for target in re.findall(r"\]\(([^)]+)\)", text)
            }
        )
        for text in texts
    ]
    assert [one for one in targets[0] if "README" not in one] == [one for one in targets[1] if "README" not in one]
    rows = [len(re.findall(r"^\|", text, flags=re.MULTILINE)) for text in texts]
    assert rows[0] == rows[1]
