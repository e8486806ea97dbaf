"""The overlay printed in the how-to is one the loader takes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from clearway.law.load import load_rulebook

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


@pytest.mark.parametrize("page", ["read-and-tighten-the-rulebook.md", "read-and-tighten-the-rulebook.zh-CN.md"])
def test_the_overlay_in_the_how_to_tightens_as_it_says(tmp_path: Path, page: str) -> None:
    blocks = re.findall(r"```yaml\n(# our-county/.+?)```", (HOW_TO / page).read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "closing").mkdir()
    (tmp_path / "closing" / "ceiling_days.yaml").write_text(blocks[0], encoding="utf-8")
    rulebook = load_rulebook("cn", [tmp_path])
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 7, 1))
    assert [rulebook.value("closing.ceiling_days", day) for day in days] == [14, 7, 14]
