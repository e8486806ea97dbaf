"""Listings judged: the plain form, the arrays, and that both say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.measures import RiskLevel
from clearway.core.rules import DatedValue, Rulebook
from clearway.law.load import load_rulebook
from clearway.warn.listing_arrays import LEVELS, NEVER, Listings, day_number, day_of, explain_all, high_days_before
from clearway.warn.listing_arrays import judge_all as judge_arrays
from clearway.warn.listings import CLOCK, Listing, Pack, ceiling_of, judge, packs_of, release_due

PACKS = packs_of(load_rulebook())
FIRST, LAST = date(2022, 4, 1), date(2023, 1, 20)

listings = st.builds(
    lambda level, first, days, high_days, left, right: Listing(
        id="L",
        level=level,
        first=first,
        last=first + timedelta(days=days),
        high_days=high_days,
        left_censored=left,
        right_censored=right,
    ),
    st.sampled_from(LEVELS),
    st.dates(FIRST, LAST),
    st.integers(0, 40),
    st.integers(0, 12),
    st.booleans(),
    st.booleans(),
)


def as_columns(rows: list[Listing]) -> Listings:
    return Listings(
        level=np.array([LEVELS.index(row.level) for row in rows], dtype=np.int8),
        first=np.array([day_number(row.first) for row in rows], dtype=np.int64),
        last=np.array([day_number(row.last) for row in rows], dtype=np.int64),
        high_days=np.array([row.high_days for row in rows], dtype=np.int64),
    )


@given(rows=st.lists(listings, min_size=1, max_size=20), ceiling=st.none() | st.integers(1, 20))
def test_the_arrays_say_what_the_plain_form_says(rows: list[Listing], ceiling: int | None) -> None:
    columns = as_columns(rows)
    judged = judge_arrays(columns, PACKS, ceiling)
    left, right = (np.array([getattr(row, f"{side}_censored") for row in rows]) for side in ("left", "right"))
    words, which = explain_all(columns, judged, PACKS, ceiling, left, right)
    for index, row in enumerate(rows):
        plain = judge(row, PACKS, ceiling)
        due, pack = int(judged.release_due[index]), int(judged.pack[index])
        assert (day_of(due) if due != NEVER else None) == plain.release_due
        assert (PACKS[pack].id if pack >= 0 else None) == plain.pack
        assert judged.days[index] == plain.days
        assert judged.past_release[index] == plain.past_release
        assert judged.past_ceiling[index] == plain.past_ceiling
        assert words[which[index]] == plain.reasons


@given(listing=listings)
def test_the_due_day_is_the_earliest_on_which_its_own_pack_releases(listing: Listing) -> None:
    """The definition, day by day: nothing but the pack in force on each day."""
    day = listing.first
    while True:
        pack = next(pack for pack in reversed(PACKS) if pack.since <= day)
        needed = pack.days.get(listing.level)
        if needed is not None and listing.level is RiskLevel.MEDIUM and listing.high_days and pack.medium_after_high:
            rest_of_high = max(0, pack.days[RiskLevel.HIGH] - listing.high_days)
            needed = min(needed, pack.medium_after_high + rest_of_high)
        if needed is not None and (day - listing.first).days >= needed:
            break
        day += timedelta(days=1)
    assert release_due(listing, PACKS) == (day, pack)


@given(listing=listings)
def test_a_longer_stay_never_undoes_a_flag(listing: Listing) -> None:
    longer = replace(listing, last=listing.last + timedelta(days=1))
    now, then = judge(listing, PACKS, 14), judge(longer, PACKS, 14)
    assert then.release_due == now.release_due
    assert then.past_release >= now.past_release
    assert then.past_ceiling >= now.past_ceiling


@pytest.mark.parametrize(("days", "past"), [(14, False), (15, True)])
def test_the_ceiling_is_passed_on_the_fifteenth_day(days: int, past: bool) -> None:
    first = date(2022, 5, 1)
    listing = Listing(id="L", level=RiskLevel.HIGH, first=first, last=first + timedelta(days=days - 1))
    assert judge(listing, PACKS, 14).past_ceiling is past


def test_a_censored_listing_says_what_is_not_known() -> None:
    listing = Listing(
        id="L", level=RiskLevel.HIGH, first=FIRST, last=FIRST, left_censored=True, right_censored=True
    )  # fmt: skip
    reasons = judge(listing, PACKS, 14).reasons
    assert "lower bound" in reasons.en
    assert "仍在列" in reasons.zh


def test_past_release_reads_unless_new_infections_are_shown() -> None:
    listing = Listing(id="L", level=RiskLevel.HIGH, first=date(2022, 11, 20), last=date(2022, 12, 1))
    judged = judge(listing, PACKS, 14)
    assert judged.past_release
    assert "unless new infections are shown" in judged.reasons.en
    assert "除非另有新增感染" in judged.reasons.zh


def test_a_listing_that_ends_before_it_begins_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Listing(id="L", level=RiskLevel.HIGH, first=LAST, last=FIRST)


def test_no_date_is_written_into_the_judging() -> None:
    """A rulebook with other dates and days gives other answers."""
    book = load_rulebook()
    values = (DatedValue(since=date(2000, 1, 1), value={"pack": "x", "name": {"zh": "甲", "en": "x"}, "high": 2}),)
    other = Rulebook({**book.rules, CLOCK: replace(book.rules[CLOCK], values=values)})
    listing = Listing(id="L", level=RiskLevel.HIGH, first=date(2022, 8, 1), last=date(2022, 8, 2))
    assert release_due(listing, packs_of(other))[0] == date(2022, 8, 3)


def test_a_repealed_clock_releases_nothing_from_that_day() -> None:
    book = load_rulebook()
    values = (*book.rules[CLOCK].values[:2], DatedValue(since=date(2022, 11, 11), value=None))
    packs = packs_of(Rulebook({**book.rules, CLOCK: replace(book.rules[CLOCK], values=values)}))
    listing = Listing(id="L", level=RiskLevel.HIGH, first=date(2022, 11, 10), last=date(2022, 12, 30))
    assert release_due(listing, packs) == (None, None)
    assert judge(listing, packs, None).past_release is False


def test_the_ceiling_is_the_rulebooks() -> None:
    assert ceiling_of(load_rulebook(), LAST) == 14


def test_a_medium_listing_is_joined_to_the_high_one_it_was_stepped_down_from() -> None:
    high, medium = LEVELS.index(RiskLevel.HIGH), LEVELS.index(RiskLevel.MEDIUM)
    level = np.array([high, medium, medium, medium, high], dtype=np.int8)
    place = np.array([0, 0, 1, -1, -1])
    first = np.array([10, 17, 17, 17, 10])
    last = np.array([16, 20, 20, 20, 16])
    assert high_days_before(level, place, first, last).tolist() == [0, 7, 0, 0, 0]


def test_packs_follow_each_other_without_gap_or_overlap() -> None:
    assert len(PACKS) == 6
    for earlier, later in pairwise(PACKS):
        assert isinstance(earlier, Pack)
        assert earlier.until == later.since - timedelta(days=1)
    assert PACKS[-1].until is None
