"""The glossary names every word that stands in the code's tables, in Chinese and English."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from clearway.core import barriers, cases, days, epidemic, evidence, facilities, intake, measures, people, places, rules
from clearway.respond import findings
from clearway.warn import lagging

PAGE = (Path(__file__).parents[2] / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
MODULES = (
    barriers,
    cases,
    days,
    epidemic,
    evidence,
    facilities,
    findings,
    intake,
    lagging,
    measures,
    people,
    places,
    rules,
)
TABLES = sorted(
    {
        found
        for module in MODULES
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
    },
    key=lambda table: table.__name__,
)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_word_of_a_table_stands_in_the_glossary(table: type[StrEnum]) -> None:
    assert [word.value for word in table if f"`{word.value}`" not in PAGE] == []


def test_every_row_speaks_chinese_and_english() -> None:
    for row in re.findall(r"^\|(?! word|-)(.+)\|$", PAGE, re.MULTILINE):
        _, chinese, english = (cell.strip() for cell in row.split("|"))
        if chinese == "中文" or set(chinese) == {"-"}:
            continue
        assert re.search(r"[\u4e00-\u9fff]", chinese), row
        assert re.search(r"[a-z]", english), row
