"""Readings for the grades entered on a page: one at a time, or a table; the same way in as a loaded file."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from clearway.core.grades import IndicatorReading
from clearway.core.intake import Feed
from clearway.core.people import Role
from clearway.core.places import is_place_code
from clearway.core.refusals import BadUsage, NotAllowed, NotFound
from clearway.environment import Environment
from clearway.loop.desk import Desk
from clearway.loop.imports_and_stairs import lies_in
from clearway.loop.keep_feed import keep, read
from clearway.loop.loading import Loading, loaded
from clearway.loop.push import Pushed, pushed_of
from clearway.record import feeds
from clearway.record.reading import grades
from clearway.record.reading.town import place_exists
from clearway.sources.datum import Datum
from clearway.sources.rows import RowUnfit
from clearway.sources.sent_readings import sent_fields

#: Feeds that bring readings for the grades.
FEEDS = (Feed.INDICATORS, Feed.MOBILITY, Feed.STAIRS)
_MAY = (Role.COUNTY_HEALTH,)


def may_enter(desk: Desk) -> bool:
    """Whether this person's office enters readings."""
    return desk.by.role in _MAY


def enter_reading(fields: Mapping[str, Any], desk: Desk) -> bool:
    """Keep one reading (fields of ``SentReading``); whether it was new or corrected.

    Raises:
        NotAllowed: another office, or a place outside its region.
        NotFound: no such place.
        BadUsage: ends out of order, a share above 1, a number below nought, a moment still to come.
    """
    code = str(fields["place_code"])
    if not is_place_code(code) or not any(place_exists(one) for one in (code, *lies_in(code)) if _ours(one, code)):
        raise NotFound(what="place", number=code or "-")
    _demand(code, desk)
    if fields["as_of"] > desk.at:
        raise BadUsage(zh="时刻不得晚于现在", en="its moment may not lie in the future")
    try:
        told = sent_fields(fields)
    except RowUnfit as misfit:
        expected = misfit.fault.expected
        raise BadUsage(
            zh=f"读数应为{expected.zh}，现为 {misfit.found}",
            en=f"the reading should be {expected.en}, found {misfit.found}",
        ) from None
    digest = sha256(repr(told).encode()).hexdigest()
    event = loaded(Feed.INDICATORS, "page", digest, read=1)
    kept, _ = feeds.store_sent_readings([told], load=event, by=desk.by, at=desk.at)
    return bool(kept)


def enter_table(feed: Feed, path: Path, environment: Environment, desk: Desk) -> Pushed:
    """Keep a table of one of ``FEEDS``; bad rows come back, good ones are in.

    Raises:
        NotAllowed: another office, or a row about a place outside its region (nothing is kept then).
        BadFile: no such table.
    """
    _demand(desk.by.region, desk)
    loading = Loading(environment=environment, by=desk.by, at=desk.at, datum=Datum.WGS84, progress=lambda steps: None)
    intake = read(feed, path, loading, lambda share: None)
    for one in intake.rows:
        _demand(one.place_code, desk)
    return pushed_of(intake, *keep(intake, loading))


def newest_readings(region: str) -> dict[int, list[IndicatorReading]]:
    """Of the last run in a region every reading it rested on, by indicator."""
    found: dict[int, list[IndicatorReading]] = {}
    for run in grades.all_graded(region):
        for one in run.readings:
            found.setdefault(one.indicator, []).append(one)
    return found


def _ours(code: str, inside: str) -> bool:
    """The place itself, or the compound or community it lies in: a township that is loaded does not make it known."""
    return code == inside or "-" in code or code == inside[:12]


def _demand(place_code: str, desk: Desk) -> None:
    if not may_enter(desk) or not desk.by.reaches(place_code):
        raise NotAllowed(role=desk.by.role.value, act="enter_readings", place=place_code)
