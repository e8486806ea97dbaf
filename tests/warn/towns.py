"""A simulated town shared by the tests, and what they ask of it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from clearway.core.evidence import FlowState
from clearway.warn.episodes import LinkEpisode
from clearway.warn.flow import scan
from clearway.warn.simulated_town import Town, build_town

LATER = datetime(2030, 1, 1, tzinfo=UTC)
SHARED = Path(os.environ.get("CLEARWAY_SHARED_DATA") or Path(__file__).parents[2] / ".." / "shared" / "data")


@cache
def town(seed: int = 501) -> Town:
    """The same town for every test that asks."""
    return build_town(seed)


@cache
def episodes(seed: int = 501) -> tuple[LinkEpisode, ...]:
    """What the engine says of it."""
    return scan(town(seed).table(), town(seed).sensors, (), LATER)


def confirmed(found: tuple[LinkEpisode, ...]) -> list[LinkEpisode]:
    """Only the sure ones."""
    return [one for one in found if one.state is FlowState.CONFIRMED]


def true_closure(one: LinkEpisode, where: Town) -> bool:
    """Whether the link was closed when it was said to be (half an hour's grace after the reopening)."""
    return any(
        one.link in closure.links
        and where.moment(closure.first) <= one.raised_at <= where.moment(closure.last) + timedelta(minutes=30)
        for closure in where.closures
    )


def shared(name: str) -> Path:
    """A file of the shared data; skips the test where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip("no shared data")
    return path
