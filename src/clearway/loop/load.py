"""Load files of one feed: read, check, store; bad rows beside, good rows once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from clearway.core.intake import Feed, LoadResult
from clearway.core.people import Actor
from clearway.sources.datum import Datum


def load(
    feed: Feed,
    files: Sequence[Path],
    *,
    by: Actor,
    at: datetime,
    rejects: Path | None = None,
    datum: Datum = Datum.WGS84,
    progress: Callable[[int], None] = lambda steps: None,
) -> tuple[LoadResult, ...]:
    """Load ``files`` one after the other; one result a file. Django must be set up and the record open.

    Raises:
        Refusal: a file that cannot be read at all (files before it stay loaded).
    """
    raise NotImplementedError
