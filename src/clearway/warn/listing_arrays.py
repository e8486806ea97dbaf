"""The same judgement for a whole file at once (numpy): equal to ``clearway.warn.listings.judge`` row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from clearway.core.measures import RiskLevel
from clearway.core.words import Bilingual
from clearway.warn.listings import Listing, Pack, reasons

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: Codes of the levels in ``Listings.level``, in this order.
LEVELS = (RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)
NEVER = np.iinfo(np.int64).max
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listings:
    """n listings as columns: ``level`` codes into ``LEVELS``; ``first``, ``last`` days since 1970-01-01."""

    level: npt.NDArray[np.int8]
    first: Days
    last: Days
    high_days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """n judgements as columns: ``pack`` indexes the packs given (-1: none, ``release_due`` is then NEVER)."""

    pack: npt.NDArray[np.int64]
    release_due: Days
    days: Days
    past_release: Flags
    past_ceiling: Flags


def judge_all(listings: Listings, packs: Sequence[Pack], ceiling: int | None) -> Judged:
    """Every listing judged; ``ceiling`` in days (None: none in force). O(n × packs)."""
    due = np.full(len(listings.first), NEVER, dtype=np.int64)
    which = np.full(len(listings.first), -1, dtype=np.int64)
    for index, pack in reversed(list(enumerate(packs))):
        needed = _clock(pack, listings)
        day = np.maximum(listings.first + needed, day_number(pack.since))
        reached = needed >= 0
        if pack.until is not None:
            reached &= day <= day_number(pack.until)
        due, which = np.where(reached, day, due), np.where(reached, index, which)
    days = listings.last - listings.first + 1
    return Judged(
        pack=which,
        release_due=due,
        days=days,
        past_release=listings.last >= due,
        past_ceiling=days > ceiling if ceiling is not None else np.zeros(len(days), dtype=np.bool_),
    )


def _clock(pack: Pack, listings: Listings) -> Days:
    """Days needed under ``pack`` by row; -1: no clock."""
    needed = np.array([pack.days.get(level, -1) for level in LEVELS], dtype=np.int64)[listings.level]
    if pack.medium_after_high is None or RiskLevel.MEDIUM not in pack.days:
        return needed
    stepped = (listings.level == LEVELS.index(RiskLevel.MEDIUM)) & (listings.high_days > 0)
    rest_of_high = np.maximum(0, pack.days.get(RiskLevel.HIGH, 0) - listings.high_days)
    return np.where(stepped, np.minimum(needed, pack.medium_after_high + rest_of_high), needed)


def high_days_before(level: npt.NDArray[np.int8], place: npt.NDArray[np.int64], first: Days, last: Days) -> Days:
    """How many days each medium listing's place was listed high directly before (0: not, or not medium).

    Directly: the high listing ends on the day before the medium one begins, or on that day. ``place`` holds codes;
    -1 is a place unknown, which is never joined to anything.
    """
    found = np.zeros(len(first), dtype=np.int64)
    high, medium = LEVELS.index(RiskLevel.HIGH), LEVELS.index(RiskLevel.MEDIUM)
    highs = {
        (p, end): f
        for p, f, end in zip(*(a[(level == high) & (place >= 0)].tolist() for a in (place, first, last)), strict=True)
    }
    for row in np.flatnonzero((level == medium) & (place >= 0)).tolist():
        p, start = int(place[row]), int(first[row])
        for end in (start - 1, start):
            if (p, end) in highs:
                found[row] = end - highs[p, end] + 1
                break
    return found


def explain_all(
    listings: Listings, judged: Judged, packs: Sequence[Pack], ceiling: int | None, left: Flags, right: Flags
) -> tuple[list[Bilingual], Days]:
    """The reasons: each distinct case in words once, and for every row which of them is its own."""
    columns = (listings.level, listings.first, listings.last, listings.high_days, judged.pack, left, right)
    numbers = np.zeros(len(listings.first), dtype=np.int64)
    for column in columns:
        distinct, inverse = np.unique(column, return_inverse=True)
        _, numbers = np.unique(numbers * len(distinct) + inverse, return_inverse=True)
    _, at, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    cases = zip(*(column[at].astype(np.int64).tolist() for column in columns), strict=True)
    return [_explain(list(case), packs, ceiling) for case in cases], inverse


def _explain(case: list[int], packs: Sequence[Pack], ceiling: int | None) -> Bilingual:
    level, first, last, high_days, pack, left, right = case
    listing = Listing(
        id="", level=LEVELS[level], first=day_of(first), last=day_of(last), high_days=high_days,
        left_censored=bool(left), right_censored=bool(right),
    )  # fmt: skip
    return reasons(listing, packs[pack] if pack >= 0 else None, ceiling)


def day_of(number: int) -> date:
    """The day with that number; the inverse of ``day_number``."""
    return _EPOCH + timedelta(days=number)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days
