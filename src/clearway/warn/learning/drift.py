"""Whether the model still fits: two watches over the labels as they come in.

One is a risk-adjusted CUSUM of a change in the odds of being right against the claim, calibrated by the labels before
it alone (Steiner et al. 2000); as a likelihood-ratio CUSUM it raises at most one false alarm in exp(``ALARM``) labels
(Lorden 1971). The other looks for a week with more unfounded warnings than usual (EARS C2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from math import log

from clearway.warn.learning.calibration import SUREST, foreseen
from clearway.warn.learning.labels import Label, modelled
from clearway.warn.surveillance.ears import ears

ODDS = 2.5
ALARM = log(1000)
#: Weeks EARS compares with, and the two before the week that it leaves out.
WEEKS, GUARD = 7, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """``worse_at``, ``better_at``: when the odds were seen to have fallen or risen (None: not seen); ``unfounded``:
    Mondays of weeks with more unfounded warnings than usual."""

    labels: int
    worse_at: datetime | None
    better_at: datetime | None
    unfounded: tuple[date, ...]

    @property
    def alarm(self) -> bool:
        """Whether somebody should look at the model."""
        return self.worse_at is not None or self.better_at is not None or bool(self.unfounded)


def drift(labels: Iterable[Label], zone: tzinfo) -> Drift:
    """Both watches over the labels in the order of checking; ``zone``: of local weeks."""
    known = modelled(labels)
    claims = list(foreseen(known))
    return Drift(
        labels=len(known),
        worse_at=_crossed(claims, 1 / ODDS),
        better_at=_crossed(claims, ODDS),
        unfounded=_weeks(known, zone),
    )


def _crossed(claims: Iterable[tuple[Label, float]], ratio: float) -> datetime | None:
    """When the evidence that the odds of being right are ``ratio`` times the claimed ones first crossed the alarm."""
    nats = 0.0
    for one, claim in claims:
        chance = min(max(claim, 1 - SUREST), SUREST)
        gain = (log(ratio) if one.confirmed else 0.0) - log(1 - chance + ratio * chance)
        nats = max(0.0, nats + gain)
        if nats >= ALARM:
            return one.checked_at
    return None


def _weeks(labels: tuple[Label, ...], zone: tzinfo) -> tuple[date, ...]:
    unfounded = Counter(_monday(one.checked_at, zone) for one in labels if not one.confirmed)
    if not labels:
        return ()
    first, last = _monday(labels[0].checked_at, zone), _monday(labels[-1].checked_at, zone)
    mondays = [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]
    answers = ears([unfounded[monday] for monday in mondays], method="C2", baseline=WEEKS)
    return tuple(monday for monday, answer in zip(mondays, answers, strict=True) if answer is not None and answer.alarm)


def _monday(moment: datetime, zone: tzinfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
