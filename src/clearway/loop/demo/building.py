"""From nothing to a county with a past: generate, load, and let the loop and its officers live through a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from clearway.core.cases import Case
from clearway.core.places import Level, region_at
from clearway.environment import Environment
from clearway.law.load import load_rulebook
from clearway.loop.demo.accounts import any_community, open_accounts
from clearway.loop.demo.county import DemoCounty, generate_county, keep_mark
from clearway.loop.demo.feeds import FILES, load_feeds
from clearway.loop.demo.lived_in import live_in
from clearway.loop.demo.officers import read_standing, work
from clearway.loop.demo.passes import ask_for_passes
from clearway.loop.demo.proposals import propose_two
from clearway.loop.demo.reckoned import reckon
from clearway.loop.demo.voices import load_posts
from clearway.loop.demo.votes import hold_votes
from clearway.loop.desk import Desk
from clearway.loop.jurisdiction import the_loop
from clearway.loop.watch import watch
from clearway.record import reading
from clearway.record.opening import open_record
from clearway.world import STEPS as WORLD_STEPS

#: The loop takes a turn this many days before the present hour, and one at it.
TURNS = (7, 4, 2, 1, 0)
STEPS = WORLD_STEPS + len(FILES) + len(TURNS)


def build(environment: Environment, *, seed: int, until: datetime, progress: Callable[[int], None]) -> DemoCounty:
    """Build the county in ``environment.home``; ``until`` is its present hour. ``progress``: ``STEPS`` steps."""
    county = generate_county(environment.home, seed=seed, until=until, progress=progress)
    open_record()
    by = the_loop(environment.county, ())
    load_feeds(environment.home / "world" / "feeds", by=by, at=until, progress=progress)
    places = reading.places()
    load_posts(environment.home / "world" / "feeds", places, by=by, at=until)
    _live(environment, [until - timedelta(days=days) for days in TURNS], progress)
    focus = _busiest() or any_community(places)
    open_accounts(environment.home, places, focus, by=the_loop(environment.county, places), at=until)
    desk = Desk(by=by, at=until, rulebook=load_rulebook(), zone=environment.time_zone)
    propose_two(environment.home, places, focus, desk)
    hold_votes(environment.home, places, focus, desk)
    ask_for_passes(environment.home, desk)
    live_in(places, focus, desk)
    reckon(environment, desk)
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
            work(standing, _slow(), replace(desk, at=at + timedelta(hours=11)))
        progress(1)


def _slow() -> str:
    """The township whose officers never come: the one with the fewest open cases."""
    townships = _townships()
    return townships.most_common()[-1][0] if len(townships) > 1 else ""


def _busiest() -> str | None:
    """The place code of the first open case in the township that has most of them."""
    townships = _townships()
    if not townships:
        return None
    top = townships.most_common(1)[0][0]
    return next(case.place_code for case in reading.open_cases() if _township(case) == top)


def _townships() -> Counter[str]:
    return Counter(_township(case) for case in reading.open_cases())


def _township(case: Case) -> str:
    return region_at(case.place_code, Level.TOWNSHIP)
