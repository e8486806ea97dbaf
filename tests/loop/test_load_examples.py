"""The examples of the how-to load as they are printed: every feed, English and Chinese headers, the same rows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from clearway.cli.load import FEEDS

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = [HOW_TO / "load-your-data.md", HOW_TO / "load-your-data.zh-CN.md"]
#: Loads every file of the list on stdin in one process, which opens the record once.
LOADER = (
    "import json, sys\nfrom clearway.cli.main import main\nsys.exit(max(main(call) for call in json.load(sys.stdin)))"
)


def examples(page: Path) -> dict[str, list[str]]:
    """Feed → its example tables, as printed."""
    parts = re.split(r"^## `(\w+)`.*$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        feed: re.findall(r"```csv\n(.*?)```", text, flags=re.DOTALL)
        for feed, text in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_tells_of_every_feed(page: Path) -> None:
    assert sorted(examples(page)) == sorted(FEEDS)


def test_both_pages_show_the_same_examples() -> None:
    assert examples(PAGES[0]) == examples(PAGES[1])


def test_every_example_loads_and_its_chinese_form_says_the_same(tmp_path: Path) -> None:
    calls, read = [], dict[str, int]()
    for feed, tables in examples(PAGES[0]).items():
        for name, table in zip(("english", "chinese"), tables, strict=False):
            file = tmp_path / f"{feed}-{name}.csv"
            file.write_text(table, encoding="utf-8")
            calls.append(["load", feed, str(file)])
            read[file.name] = len(table.splitlines()) - 1
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLEARWAY_")}
    done = subprocess.run(
        [sys.executable, "-c", LOADER], input=json.dumps(calls), env=kept | {"CLEARWAY_HOME": str(tmp_path / "home")},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = {
        Path(file).name: (int(took), int(new), int(same), int(bad))
        for file, took, new, same, bad in re.findall(
            r"^(.+): read (\d+), kept (\d+), unchanged (\d+), rejected (\d+)$", done.stdout, flags=re.MULTILINE
        )
    }
    assert len(read) == 2 * (len(FEEDS) - 1)
    assert told == {
        name: (rows, rows, 0, 0) if name.endswith("english.csv") else (rows, 0, rows, 0) for name, rows in read.items()
    }
