"""What calls about barriers are usual: how many at each home, and in which words they come.

A home's calls a day are gamma-shrunk to its share of the county's (Clayton & Kaldor, Biometrics 43, 1987), the share
by people; words heard all over the county day by day (a broken charging post, a certificate that is late) are ordinary
and weigh little, wherever they are heard.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from clearway.core.places import Place, PlaceKind
from clearway.warn.located import Located

#: Calls younger than this may be of what is looked for, and are not yet usual.
GUARD = timedelta(days=2)
MEMORY = timedelta(days=42)
DAY_S = 86_400.0
#: Before anything was heard: so many calls of the county in so many days; a home's calls known as if from so many.
PRIOR_CALLS, PRIOR_DAYS, HOME_CALLS = 8.0, 4.0, 1.0
#: A word before it was heard: as if said so many times within the same days.
PRIOR_SAID = 1.0
#: Share of the county's people at a home whose people are not known.
UNKNOWN_SHARE = 0.01
#: Calls of one day that a wave of calls everywhere must exceed before it counts.
WAVE = 10.0


@dataclass(slots=True)
class Usual:
    """Learns from calls in time order. ``told``: names of calls a signal was told of, which are not usual."""

    shares: Mapping[str, float]
    told: set[str] = field(default_factory=set)
    waiting: deque[Located] = field(default_factory=deque)
    kept: deque[Located] = field(default_factory=deque)
    homes: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    began: datetime | None = None

    def hear(self, call: Located) -> None:
        """Take note of a call, and let those older than the guard become usual, those too old be forgotten."""
        at = call.report.at
        self.began = self.began or at
        while self.waiting and at - self.waiting[0].report.at > GUARD:
            self._learn(self.waiting.popleft())
        while self.kept and at - self.kept[0].report.at > MEMORY:
            self._forget(self.kept.popleft())
        self.waiting.append(call)

    def rate(self, call: Located) -> float:
        """Calls a day about barriers that are usual at the call's home, in words as ordinary as these."""
        days = self._days(call.report.at)
        county = (PRIOR_CALLS + len(self.kept)) / (PRIOR_DAYS + days)
        share = self.shares.get(call.home, UNKNOWN_SHARE)
        home = (HOME_CALLS + self.homes[call.home]) / (HOME_CALLS / (share * county) + days)
        return home * self._wave(call.report.at, county)

    def ordinary(self, call: Located) -> float:
        """The share (0–1) of the county's usual calls about barriers that use the call's rarest word; 0 without any."""
        if not call.words:
            return 0.0
        said = min(self.words[word] for word in call.words)
        return (PRIOR_SAID + said) / (PRIOR_SAID + PRIOR_CALLS + len(self.kept))

    def _days(self, at: datetime) -> float:
        return max(0.0, (min(at - (self.began or at), MEMORY) - GUARD).total_seconds() / DAY_S)

    def _wave(self, at: datetime, county: float) -> float:
        """How many times the usual the county's lines are busy today with what no signal explains."""
        today = sum(at - one.report.at <= timedelta(days=1) and one.name not in self.told for one in self.waiting)
        return max(1.0, (today + WAVE) / (county + WAVE))

    def _learn(self, call: Located) -> None:
        if call.name not in self.told:
            self.kept.append(call)
            self._count(call, 1)

    def _forget(self, call: Located) -> None:
        self._count(call, -1)

    def _count(self, call: Located, by: int) -> None:
        self.homes[call.home] += by
        for word in set(call.words):
            self.words[word] += by


def shares_of(places: Iterable[Place]) -> dict[str, float]:
    """Each home's share of all people, compounds beside villages and communities (by code)."""
    homes = [one for one in places if one.kind in (PlaceKind.COMPOUND, PlaceKind.VILLAGE, PlaceKind.COMMUNITY)]
    people = {one.code: float(one.population or 0) for one in homes}
    everybody = sum(people[one.code] for one in homes if one.kind is not PlaceKind.COMPOUND)
    return {code: count / everybody for code, count in people.items() if count and everybody}
