"""One generated county for all tests of this folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from clearway.world import WorldSummary, generate

UNTIL = datetime.fromisoformat("2026-11-23T16:00:00+08:00")


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> WorldSummary:
    """The county of seed 7, eight weeks up to ``UNTIL``."""
    folder: Path = tmp_path_factory.mktemp("county")
    return generate(folder, seed=7, until=UNTIL)
