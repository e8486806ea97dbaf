"""Where each feed is read from and where it is kept: counts in the Delta store, the rest in the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from clearway.core.intake import Feed
from clearway.keys import kept_key
from clearway.loop.grow_lexicon import added_words
from clearway.loop.keep_reports import keep_reports
from clearway.loop.loading import Loading, loaded
from clearway.readings.shape import content_id
from clearway.readings.store import Store
from clearway.record import feeds, reading
from clearway.sources.baseline import read_baseline
from clearway.sources.budget import read_budget
from clearway.sources.cases import read_cases
from clearway.sources.complaints import stream_complaints
from clearway.sources.days import read_calendar
from clearway.sources.facilities import read_facilities
from clearway.sources.flow import read_flow
from clearway.sources.intake import Intake
from clearway.sources.links import read_links
from clearway.sources.measures import read_measures
from clearway.sources.places import read_places
from clearway.sources.posts import read_posts
from clearway.sources.sent_readings import read_sent_readings
from clearway.sources.stock import read_stock
from clearway.sources.streamed import Streamed
from clearway.sources.travel import read_mobility, read_stairs

#: What reading gives: rows at once, or (complaints) as they are walked.
Read = Intake[Any] | Streamed[Any]
_READERS: dict[Feed, Callable[..., Read]] = {
    Feed.PLACES: read_places,
    Feed.FACILITIES: read_facilities,
    Feed.LINKS: read_links,
    Feed.FLOW: read_flow,
    Feed.COMPLAINTS: stream_complaints,
    Feed.CASES: read_cases,
    Feed.MEASURES: read_measures,
    Feed.CALENDAR: read_calendar,
    Feed.STOCK: read_stock,
    Feed.BUDGET: read_budget,
    Feed.POSTS: read_posts,
    Feed.INDICATORS: read_sent_readings,
    Feed.MOBILITY: read_mobility,
    Feed.STAIRS: read_stairs,
    Feed.BASELINE: read_baseline,
}
_KEEPERS: dict[Feed, Callable[..., tuple[int, int]]] = {
    Feed.PLACES: feeds.store_places,
    Feed.FACILITIES: feeds.store_facilities,
    Feed.LINKS: feeds.store_sensors,
    Feed.COMPLAINTS: feeds.store_reports,
    Feed.CASES: feeds.store_infections,
    Feed.MEASURES: feeds.store_measures,
    Feed.CALENDAR: feeds.store_calendar,
    Feed.STOCK: feeds.store_stock,
    Feed.BUDGET: feeds.store_budget,
    Feed.POSTS: feeds.store_reports,
    Feed.INDICATORS: feeds.store_sent_readings,
    Feed.MOBILITY: feeds.store_mobility,
    Feed.STAIRS: feeds.store_stairs,
    Feed.BASELINE: feeds.store_baseline,
}
_NEED_PLACES = frozenset(
    {
        Feed.COMPLAINTS, Feed.POSTS, Feed.CASES, Feed.MEASURES, Feed.STOCK, Feed.BUDGET, Feed.INDICATORS,
        Feed.MOBILITY, Feed.STAIRS, Feed.BASELINE,
    }
)  # fmt: skip
_NUMBERED = frozenset({Feed.COMPLAINTS, Feed.POSTS, Feed.BUDGET})


def read(feed: Feed, path: Path, loading: Loading, tick: Callable[[float], None]) -> Read:
    """The rows of ``path``, checked against what is loaded already; ``tick`` takes the share done (0 to 1).

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known: dict[str, Any] = {"places": reading.places()} if feed in _NEED_PLACES else {}
    if feed is Feed.FLOW:
        known["links"] = frozenset(sensor.link for sensor in reading.sensors())
    if feed is Feed.MEASURES:
        known["decided"] = reading.decided_here()
    if feed in (Feed.COMPLAINTS, Feed.POSTS):
        known["tick"] = tick
        known["words"] = added_words()
        known["key"] = bytes.fromhex(kept_key(loading.environment.home, "callers"))
    zone = loading.environment.time_zone
    return _READERS[feed](path, zone=zone, datum=loading.datum, at=loading.at, **known)


def keep(intake: Read, loading: Loading) -> tuple[int, int]:
    """Store what was read, with its line in the ledger; returns (kept, unchanged). Nothing read, nothing written."""
    if intake.read == 0:
        return 0, 0
    if isinstance(intake, Streamed):
        kept, unchanged = keep_reports(intake, loading)
    else:
        kept, unchanged = _keep_flow(intake, loading) if intake.feed is Feed.FLOW else _keep_rows(intake, loading)
    return kept, unchanged + intake.unchanged


def _keep_flow(intake: Intake[Any], loading: Loading) -> tuple[int, int]:
    """Counts first, ledger line after: killed in between, the same file loaded again writes the line."""
    store = Store(loading.environment.store)
    kept, unchanged = store.append(intake.rows, content_id(intake.rows)) if intake.rows.num_rows else (0, 0)
    event = loaded(
        intake.feed,
        Path(intake.file).name,
        intake.digest,
        read=intake.read,
        rejected=len(intake.rejects),
        span=_span(intake),
        kept=kept,
        unchanged=unchanged + intake.unchanged,
    )
    feeds.store_load(event, by=loading.by, at=loading.at)
    return kept, unchanged


def _keep_rows(intake: Intake[Any], loading: Loading) -> tuple[int, int]:
    event = loaded(
        intake.feed,
        Path(intake.file).name,
        intake.digest,
        read=intake.read,
        rejected=len(intake.rejects),
        span=_span(intake),
    )
    more = {"zone": loading.environment.time_zone} if intake.feed in _NUMBERED else {}
    return _KEEPERS[intake.feed](intake.rows, load=event, by=loading.by, at=loading.at, **more)


def _span(intake: Intake[Any]) -> tuple[datetime, datetime] | None:
    """First and last moment of feeds that tell what happened; other feeds have none."""
    if intake.feed is Feed.FLOW and intake.rows.num_rows:
        ends = pc.min_max(intake.rows["at"]).as_py()
        return ends["min"], ends["max"]
    if intake.feed in (Feed.COMPLAINTS, Feed.POSTS) and intake.rows:
        return min(report.at for report in intake.rows), max(report.at for report in intake.rows)
    return None
