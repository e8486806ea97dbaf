"""From the ledger: closures that outlived their right, and for how many hours, by kind of neighbourhood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from clearway.core.measures import Measure, RiskLevel
from clearway.core.places import covers
from clearway.evaluate.audit.releasing import Release
from clearway.loop.desk import Desk
from clearway.record import reading
from clearway.record.reading.ending import infections_by_day
from clearway.respond.measures.release import released_at
from clearway.warn.listings import Listing, Pack, packs_of, release_due

_LONGEST = timedelta(days=730)


def releases(region: str, group_of: Callable[[str], str], desk: Desk) -> Iterator[Release]:
    """Every closure of the region up to the desk's moment that stood after its right had ended; ``group_of`` names the
    kind of neighbourhood of a place."""
    packs = packs_of(desk.rulebook)
    for one in reading.measures():
        if one.place_code is None or not covers(region, one.place_code) or one.level is RiskLevel.LOW:
            continue
        due = _right_ended(one, packs, desk)
        if due is None or due >= desk.at:
            continue
        ended = _ended(one, desk.at)
        end = desk.at if ended is None else ended
        if end > due:
            hours = (end - due) / timedelta(hours=1)
            yield Release(group=group_of(one.place_code), hours=hours, still=ended is None)


def _right_ended(one: Measure, packs: Sequence[Pack], desk: Desk) -> datetime | None:
    """When a closure's right ended: at once where nobody registered it; else once its release clock was met by the
    infections its place reported. None: it never was."""
    if not one.registered:
        return one.starts_at
    if one.level is None or one.place_code is None:
        return None
    first = one.starts_at.astimezone(desk.zone).date()
    due, _ = release_due(Listing(id=one.number, level=one.level, first=first, last=first), packs)
    if due is None:
        return None
    within = replace(one, ends_at=one.ends_at or desk.at + _LONGEST)
    return released_at(within, (due - first).days, infections_by_day(one.place_code), desk.zone)


def _ended(one: Measure, at: datetime) -> datetime | None:
    """When it ended; None: it still stands."""
    ends = [moment for moment in (one.lifted_at, one.ends_at if one.registered else None) if moment is not None]
    return min(ends) if ends and min(ends) <= at else None
