"""How fresh each feed is: a feed that says nothing is shown as silent, never as calm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.intake import Feed
from clearway.record.reading import Freshness, freshness

#: Feeds that must speak every day; the others change when somebody loads them.
STEADY = frozenset({Feed.FLOW, Feed.COMPLAINTS})
SILENT_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """One feed: ``mark`` is ``calm`` (spoke lately), ``warn`` (silent) or ``plain`` (loaded, not a steady feed)."""

    feed: Feed
    facts: Freshness | None
    mark: str

    @property
    def silent(self) -> bool:
        """Whether it should have spoken and did not."""
        return self.mark == "warn"


def feed_states(at: datetime) -> list[FeedState]:
    """Every feed, the silent ones first."""
    known = freshness()
    states = [_state(feed, known.get(feed.value), at) for feed in Feed]
    return sorted(states, key=lambda state: not state.silent)


def _state(feed: Feed, facts: Freshness | None, at: datetime) -> FeedState:
    if facts is None:
        return FeedState(feed=feed, facts=None, mark="warn")
    if feed not in STEADY:
        return FeedState(feed=feed, facts=facts, mark="plain")
    spoke = facts.last_at
    return FeedState(feed=feed, facts=facts, mark="warn" if spoke is None or at - spoke > SILENT_AFTER else "calm")
