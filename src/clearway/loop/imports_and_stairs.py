"""Expected imported infections (5) and shared stairs (6), reckoned from travellers, counts elsewhere, and stairs.

Imports = travellers of the last week × share infected where they came from. Shared stairs = how many people share one
stair or lift, over the people who live there: half of them share with fewer, half with more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import numpy as np
from scipy.stats import gamma

from clearway.core.epidemic import InfectionCount
from clearway.core.grades import IndicatorReading
from clearway.core.places import Place, parent_code
from clearway.core.sent_readings import SharedStairs, Travelled

WEEK = 7
_TOLD_DAYS = 5
Ends = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What imports are reckoned from; ``people`` by place;
    ``defaults`` by ``risk.reading_defaults``; ``at`` with zone."""

    travelled: Sequence[Travelled]
    counts: Sequence[InfectionCount]
    people: Mapping[str, int]
    defaults: Mapping[str, Any]
    at: datetime
    zone: tzinfo


def imports(codes: Sequence[str], known: Elsewhere) -> Iterator[IndicatorReading | None]:
    """Of each place: expected infections brought in within 7 days. None where nobody counted travellers, or nobody
    knows how many are infected where any of them came from.

    Travellers told of a county or township are shared out by people. An origin of which nothing is known counts from
    none infected to as many as at the worst origin known, and the reading is doubtful; so it is where more than two
    days of the week were not told.
    """
    last = max((one.on for one in known.travelled), default=known.at.astimezone(known.zone).date())
    week = [one for one in known.travelled if last - timedelta(days=WEEK) < one.on <= last]
    coming: dict[str, list[Travelled]] = defaultdict(list)
    for one in week:
        coming[one.place_code].append(one)
    brought = {code: _brought(rows, last, known) for code, rows in coming.items()}
    as_of = min(datetime.combine(last + timedelta(days=1), time(), tzinfo=known.zone), known.at)
    for code in codes:
        at, share = _told_of(code, coming, known.people)
        found = brought.get(at or "")
        if found is None or share is None:
            yield None
            continue
        (low, value, high), doubtful = found
        yield IndicatorReading(
            place_code=code, indicator=5, low=round(low * share, 6), value=round(value * share, 6),
            high=round(high * share, 6), as_of=as_of, source="mobility", doubtful=doubtful,
        )  # fmt: skip


def _told_of(code: str, coming: Mapping[str, Any], people: Mapping[str, int]) -> tuple[str | None, float | None]:
    """The place itself or the nearest larger one travellers were counted for, and the share of its people here."""
    at: str | None = code
    while at is not None and at not in coming:
        at = parent_code(at)
    if at is None or at == code:
        return at, 1.0
    own, whole = people.get(code), people.get(at)
    return at, min(1.0, own / whole) if own and whole else None


def people_by_place(places: Iterable[Place]) -> dict[str, int]:
    """Who lives in each place: as told of it, else the sum over the places directly below it that are told."""
    told = {one.code: one.population for one in places if one.population}
    sums: dict[str, int] = {}
    for code in sorted(
        {above for one in told for above in (one, *lies_in(one))}, key=lambda one: (-len(one), _spare(one))
    ):
        if code in told:
            sums[code] = told[code]
        parent = parent_code(code)
        if parent is not None and parent not in told:
            sums[parent] = sums.get(parent, 0) + sums[code]
    return sums


def _spare(code: str) -> int:
    """How many noughts a code of a region ends in: a township's comes after its communities'."""
    return len(code) - len(code.rstrip("0"))


def lies_in(code: str) -> Iterator[str]:
    """The larger places a place lies in, the nearest first."""
    at = parent_code(code)
    while at is not None:
        yield at
        at = parent_code(at)


def _brought(rows: Sequence[Travelled], last: date, known: Elsewhere) -> tuple[Ends, bool] | None:
    """Infections brought in a week from every origin together; None where no origin's prevalence is known."""
    by_origin: dict[str, list[Travelled]] = defaultdict(list)
    for one in rows:
        by_origin[one.origin].append(one)
    days = len({one.on for one in rows})
    people = {origin: sum(one.travellers for one in told) * WEEK / days for origin, told in by_origin.items()}
    shares = {origin: _prevalence(told, last, known) for origin, told in by_origin.items()}
    told_shares = [share for share in shares.values() if share is not None]
    if not told_shares:
        return None if sum(people.values()) else ((0.0, 0.0, 0.0), days < _TOLD_DAYS)
    worst = max(high for _, _, high in told_shares)
    middle = float(np.mean([value for _, value, _ in told_shares]))
    ends = [shares[origin] or (0.0, middle, worst) for origin in by_origin]
    low, value, high = (
        sum(people[origin] * share[at] for origin, share in zip(by_origin, ends, strict=True)) for at in range(3)
    )
    unknown = any(shares[origin] is None and people[origin] for origin in by_origin)
    return (low, value, high), unknown or days < _TOLD_DAYS


def _prevalence(rows: Sequence[Travelled], last: date, known: Elsewhere) -> Ends | None:
    """Share infected at an origin: the newest that was sent, else reckoned from its own counts and people."""
    sent = [one for one in rows if one.prevalence is not None]
    if sent:
        newest = max(sent, key=lambda one: one.on)
        middle = newest.prevalence or 0.0
        low, high = newest.prevalence_low, newest.prevalence_high
        return middle if low is None else low, middle, middle if high is None else high
    people = known.people.get(rows[0].origin)
    since = last - timedelta(days=float(known.defaults["infectious_days"]))
    counts = [one.infections for one in known.counts if one.place_code == rows[0].origin and since < one.on <= last]
    if not people or not counts:
        return None
    found, (few, usual, many) = sum(counts), known.defaults["infections_per_report"]
    low = float(gamma.ppf(0.025, found)) if found else 0.0
    ends = (low * few, found * usual, float(gamma.ppf(0.975, found + 1)) * many)
    return min(1.0, ends[0] / people), min(1.0, ends[1] / people), min(1.0, ends[2] / people)


def shared_stairs(
    codes: Sequence[str], stairs: Sequence[SharedStairs], zone: tzinfo
) -> Iterator[IndicatorReading | None]:
    """Of each place: persons sharing a stair or lift, over those who live on the stairs counted in it: a quarter
    share with fewer than ``low``, half with fewer than ``value``, a quarter with more than ``high``. As old as the
    oldest count in it."""
    inside: dict[str, list[SharedStairs]] = defaultdict(list)
    for one in stairs:
        for above in (one.place_code, *lies_in(one.place_code)) if one.residents else ():
            inside[above].append(one)
    for code in codes:
        own = inside.get(code)
        if not own:
            yield None
            continue
        low, value, high = _quartiles(own)
        oldest = datetime.combine(min(one.on for one in own), time(), tzinfo=zone)
        yield IndicatorReading(
            place_code=code, indicator=6, low=low, value=value, high=high, as_of=oldest, source="stairs"
        )


def _quartiles(inside: Sequence[SharedStairs]) -> Ends:
    ordered = sorted(inside, key=lambda one: one.persons)
    reached = np.cumsum([one.residents for one in ordered])
    low, value, high = (
        ordered[int(np.searchsorted(reached, share * reached[-1]))].persons for share in (0.25, 0.5, 0.75)
    )
    return round(low, 6), round(value, 6), round(high, 6)
