"""A town for tests of pages."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.web.town import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    """The small town, with a warning nobody has looked at."""
    return build_town()


@pytest.fixture(autouse=True)
def _forget_throttle() -> None:
    cache.clear()
