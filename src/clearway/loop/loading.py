"""What every load is given: the settings, who loads, when, and in which datum the file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from clearway.core.events import FeedLoaded
from clearway.core.intake import Feed
from clearway.core.people import Actor
from clearway.environment import Environment
from clearway.sources.datum import Datum


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """One act of loading; ``progress`` takes the steps just done, 100 a file."""

    environment: Environment
    by: Actor
    at: datetime
    datum: Datum
    progress: Callable[[int], None]


def sharing(total: int, progress: Callable[[int], None]) -> Callable[[float], None]:
    """Takes the share of ``total`` steps done so far (0 to 1) and passes on the whole steps just done."""
    done = 0

    def tick(share: float) -> None:
        nonlocal done
        now = int(total * share)
        progress(now - done)
        done = now

    return tick


def loaded(
    feed: Feed,
    source: str,
    digest: str,
    *,
    read: int,
    rejected: int = 0,
    span: tuple[datetime, datetime] | None = None,
    kept: int = 0,
    unchanged: int = 0,
) -> FeedLoaded:
    """The event of a load; ``span`` is the first and last moment in it."""
    return FeedLoaded(
        subject=feed.value,
        source=source,
        digest=digest,
        read=read,
        kept=kept,
        unchanged=unchanged,
        rejected=rejected,
        first_at=span[0] if span else None,
        last_at=span[1] if span else None,
    )
