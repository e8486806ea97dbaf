"""The demo county's feeds go in by the same door as anybody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from clearway.core.intake import Feed, LoadResult
from clearway.core.people import Actor
from clearway.loop.load import load

#: In the order in which each needs what came before.
FILES = {
    Feed.PLACES: "places.csv",
    Feed.ROADS: "roads.osm.pbf",
    Feed.FACILITIES: "facilities.csv",
    Feed.LINKS: "links.csv",
    Feed.CALENDAR: "calendar.csv",
    Feed.MEASURES: "measures.csv",
    Feed.CASES: "cases.csv",
    Feed.STOCK: "stock.csv",
    Feed.BUDGET: "budget.csv",
    Feed.MOBILITY: "mobility.csv",
    Feed.STAIRS: "stairs.csv",
    Feed.COMPLAINTS: "complaints.csv",
    Feed.FLOW: "flow.parquet",
}


def load_feeds(folder: Path, *, by: Actor, at: datetime, progress: Callable[[int], None]) -> tuple[LoadResult, ...]:
    """Load every feed of ``folder``; ``progress`` gets one step a feed."""
    results: list[LoadResult] = []
    for feed, name in FILES.items():
        results += load(feed, [folder / name], by=by, at=at)
        progress(1)
    return tuple(results)
