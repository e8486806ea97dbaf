"""From nothing to a county with a past: generate, load, and let the loop and its officers live through a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from clearway.core.places import Level, region_at
from clearway.environment import Environment
from clearway.law.load import load_rulebook
from clearway.loop.demo.accounts import any_community, open_accounts
from clearway.loop.demo.county import DemoCounty, generate_county, keep_mark
from clearway.loop.demo.feeds import FILES, load_feeds
from clearway.loop.demo.officers import read_standing, work
from clearway.loop.handle_case import Desk
from clearway.loop.jurisdiction import the_loop
from clearway.loop.watch import watch
from clearway.record import reading
from clearway.record.opening import open_record
from clearway.world import STEPS as WORLD_STEPS

#: The loop lives through these days before the present hour, one turn a day, then the present hour.
DAYS_LIVED = 7
STEPS = WORLD_STEPS + len(FILES) + DAYS_LIVED + 1


def build(environment: Environment, *, seed: int, until: datetime, progress: Callable[[int], None]) -> DemoCounty:
    """Build the county in ``environment.home``; ``until`` is its present hour. ``progress``: ``STEPS`` steps."""
    county = generate_county(environment.home, seed=seed, until=until, progress=progress)
    open_record()
    by = the_loop(environment.county, ())
    load_feeds(environment.home / "world" / "feeds", by=by, at=until, progress=progress)
    places = reading.places()
    turns = [until - timedelta(days=day) for day in range(DAYS_LIVED, -1, -1)]
    _live(environment, turns, progress)
    focus = _busiest() or any_community(places)
    open_accounts(environment.home, places, focus, by=the_loop(environment.county, places), at=until)
    county = replace(county, ready=True)
    keep_mark(environment.home, county)
    return county


def _live(environment: Environment, turns: list[datetime], progress: Callable[[int], None]) -> None:
    """A turn of the loop, and the officers' visit, at each moment; nobody has come yet after the last turn."""
    standing = read_standing(environment.home / "world" / "truth")
    desk = Desk(by=the_loop(environment.county, ()), at=turns[0], rulebook=load_rulebook(), zone=environment.time_zone)
    for at in turns:
        watch(environment, at=at)
        if at is not turns[-1]:
            slow = region_at(_busiest() or "0" * 12, Level.TOWNSHIP)
            work(standing, slow, replace(desk, at=at + timedelta(hours=11)))
        progress(1)


def _busiest() -> str | None:
    """The place code of the most pressing open case in the township that has most of them."""
    cases = reading.open_cases()
    if not cases:
        return None
    townships = Counter(region_at(case.place_code, Level.TOWNSHIP) for case in cases)
    top = townships.most_common(1)[0][0]
    return next(case.place_code for case in cases if region_at(case.place_code, Level.TOWNSHIP) == top)
