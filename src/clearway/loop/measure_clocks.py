"""How long each measure stood and when its clock ran out, set back by every infection the place itself reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo

import numpy as np
import numpy.typing as npt

from clearway.core.measures import Measure, RiskLevel
from clearway.core.rules import Rulebook
from clearway.sources.epidemics import Epidemic
from clearway.warn.listing_arrays import LEVELS, NEVER, Listings, day_number, high_days_before, judge_all
from clearway.warn.listings import ceiling_of, packs_of

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """First and last local day of each measure (days since 1970), and what the rule packs of its days say."""

    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    release_due: npt.NDArray[np.int64]
    past_release: Flags
    past_ceiling: Flags


def clocks_of(measures: Sequence[Measure], rulebook: Rulebook, zone: tzinfo, on: date) -> Clocks:
    """The clocks by the packs of their days, as ``clearway measures review`` reads them; seen until ``on``."""
    first = np.array([day_number(one.starts_at.astimezone(zone).date()) for one in measures], dtype=np.int64)
    last = np.array([_last(one, zone, on) for one in measures], dtype=np.int64)
    last = np.maximum(first, last)
    level = np.array([LEVELS.index(one.level or RiskLevel.HIGH) for one in measures], dtype=np.int8)
    numbers: dict[str, int] = {}
    place = np.array([numbers.setdefault(place_of(one), len(numbers)) for one in measures], dtype=np.int64)
    listings = Listings(level=level, first=first, last=last, high_days=high_days_before(level, place, first, last))
    found = judge_all(listings, packs_of(rulebook), ceiling_of(rulebook, on))
    listed = np.array([one.level is not None for one in measures], dtype=bool)
    return Clocks(
        first=first, last=last, release_due=np.where(listed, found.release_due, NEVER),
        past_release=found.past_release & listed, past_ceiling=found.past_ceiling,
    )  # fmt: skip


def watched(clocks: Clocks, measures: Sequence[Measure], inside: list[list[int]], epidemic: Epidemic) -> Clocks:
    """The same clocks, set back by every infection where the place's own counts are known.

    A clock reads "unless new infections are shown": here they are. A day nobody reported sets it back too.
    """
    due, past = clocks.release_due.copy(), clocks.past_release.copy()
    start = day_number(epidemic.first)
    for at, one in enumerate(measures):
        if one.level is None:
            continue
        if due[at] == NEVER or not inside[at]:
            continue
        needed = max(0, int(due[at] - clocks.first[at]))
        first, last = int(clocks.first[at]) - start, int(clocks.last[at]) - start
        counts = epidemic.infections[inside[at]].sum(axis=0)
        met = _met(counts, first, last, needed)
        due[at], past[at] = (NEVER, False) if met is None else (met + start, True)
    return replace(clocks, release_due=due, past_release=past)


def _met(counts: npt.NDArray[np.float64], first: int, last: int, needed: int) -> int | None:
    """The first day by which so many days in a row passed without an infection; None: not while it stood."""
    run = 0
    for day in range(max(0, first), min(last, len(counts) - 1) + 1):
        if run >= needed:
            return day
        run = run + 1 if counts[day] == 0 else 0
    return None


def _last(one: Measure, zone: tzinfo, on: date) -> int:
    """The last day a measure stood: one that still stands is seen until ``on``."""
    ends = [end for end in (one.ends_at, one.lifted_at) if end is not None]
    if not ends:
        return day_number(on)
    return min(day_number((min(ends).astimezone(zone) - timedelta(microseconds=1)).date()), day_number(on))


def place_of(one: Measure) -> str:
    """What names a measure's place: its code, else its words."""
    return one.place_code or one.place_text
