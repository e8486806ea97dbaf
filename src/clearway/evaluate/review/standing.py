"""One closure within a quarter: how long it stood, how much of that past its clock, and how many people behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.measures import Measure
from clearway.evaluate.audit.groups import Rate, rate
from clearway.evaluate.costs import Interval
from clearway.evaluate.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A closure in a quarter.

    ``days`` and ``past``: days it stood within the quarter, and those of them with no right to stand (unregistered,
    after its own end, past the release clock). ``people`` behind it; None: nobody knows. ``still``: it stands at the
    quarter's end (or now). ``approved``: it went through registration. ``verdict`` None: nothing closed anybody.
    """

    measure: Measure
    days: float
    past: float
    people: int | None
    still: bool
    approved: bool
    verdict: Verdict
    reasons: tuple[object, ...] = ()
    identified: bool = False
    effect: Interval | None = None
    yuan: Interval | None = None
    judged_before: bool = False

    @property
    def person_days(self) -> float | None:
        """People times days."""
        return None if self.people is None else self.people * self.days

    @property
    def person_days_past(self) -> float | None:
        """People times days without right."""
        return None if self.people is None else self.people * self.past


def days_within(measure: Measure, begin: datetime, end: datetime, until: datetime) -> float:
    """Days a measure stood between ``begin`` and ``end`` (exclusive), seen until ``until``; an unregistered one stands
    until it was lifted, a registered one until its end or lifting."""
    ends = [moment for moment in (measure.ends_at, measure.lifted_at) if moment is not None]
    last = min([*ends, end, until])
    return max(timedelta(), last - max(measure.starts_at, begin)) / timedelta(days=1)


def over_closure(stood: Sequence[Stood]) -> Rate:
    """The share of closures that stood without right for any time in the quarter."""
    return rate(sum(one.past > 0 for one in stood), len(stood))


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Person-days over those closures whose people are known; ``unknown``: closures of which nobody knows how many."""

    person_days: float
    past: float
    unknown: int


def people_of(stood: Sequence[Stood]) -> People:
    """Person-days, never filled in where nobody knows."""
    known = [one for one in stood if one.people is not None]
    return People(
        person_days=sum(one.person_days or 0.0 for one in known),
        past=sum(one.person_days_past or 0.0 for one in known),
        unknown=len(stood) - len(known),
    )
