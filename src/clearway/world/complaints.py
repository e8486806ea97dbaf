"""The hotline: who calls about what, when, and in which words; most of it has nothing to do with closures.

Every community has its own habit of calling; some people call again; one angry caller calls ten times about a gate
that is open. What each call truly is goes to the truth, never into the feed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import numpy as np

from clearway.core.barriers import Topic
from clearway.world.days import LOCAL, Window
from clearway.world.happenings import Trouble
from clearway.world.phrases import CATEGORY, CLEARED, DENIALS, ENGLISH, ISOLATED, NEEDS, NOISE, STANDING, VOICES
from clearway.world.settlements import Community, Land

T = TypeVar("T")
_NOISE_PER_DAY, _ISOLATED_PER_DAY, _DENIALS_PER_WEEK = 37.0, 5.0, 2.0
_CALLERS_EACH = 60
_HOURS = np.array([0.1, 0.05, 0.05, 0.05, 0.1, 0.4, 1, 3, 6, 7, 7, 5, 3, 3.5, 5, 6, 6, 5, 5, 5, 4, 3, 1.2, 0.4])


@dataclass(frozen=True)
class Call:
    """One complaint. ``sort`` (true, cleared, denial, angry, isolated, noise) and ``about`` are truth."""

    at: datetime
    text: str
    community: Community
    place_code: str
    label: str
    spot: tuple[float, float]
    caller: str
    topic: Topic
    sort: str
    about: str


@dataclass
class Hotline:
    """Makes calls over a window."""

    land: Land
    window: Window
    rng: np.random.Generator

    def __post_init__(self) -> None:
        """Draw every community's habit of calling."""
        communities = self.land.communities
        habit = np.exp(self.rng.normal(0, 0.5, len(communities)))
        rate = habit * np.array([community.people for community in communities])
        self.rates = rate / rate.sum()

    def all_calls(self, troubles: list[Trouble]) -> list[Call]:
        """Every call of the window in order of time; fills ``callers`` of the troubles."""
        days = (self.window.until - self.window.since) / timedelta(days=1)
        calls = [self._noise() for _ in range(self.rng.poisson(_NOISE_PER_DAY * days))]
        calls += [self._isolated() for _ in range(self.rng.poisson(_ISOLATED_PER_DAY * days))]
        calls += [self._denial() for _ in range(self.rng.poisson(_DENIALS_PER_WEEK * days / 7))]
        for trouble in troubles:
            calls += self._about(trouble)
        calls += self._angry(troubles)
        return sorted(calls, key=lambda call: (call.at, call.caller, call.text))

    def _about(self, trouble: Trouble) -> list[Call]:
        """Calls on every local day it stands, and some thanks after it ends."""
        end = trouble.until or self.window.until
        first = trouble.since.astimezone(LOCAL).replace(hour=0, minute=0)
        calls: list[Call] = []
        for number in range((end - first).days + 1):
            day = first + timedelta(days=number)
            topics = self._topics(trouble, first_day=number == 0)
            hours = [self._hour() for _ in topics]
            moments = [day + timedelta(hours=hour) for hour in hours]
            calls += [
                self._call_about(trouble, at, topic)
                for at, topic in zip(moments, topics, strict=True)
                if trouble.since <= at < end
            ]
        if trouble.until is not None and self.rng.random() < 0.7:
            at = trouble.until + timedelta(hours=float(self.rng.uniform(1, 20)))
            if at < self.window.until:
                calls.append(self._worded(trouble, at, self._pick(CLEARED), Topic.OTHER, "cleared"))
        return calls

    def _topics(self, trouble: Trouble, *, first_day: bool) -> list[Topic]:
        """What the day's callers call about; a run has two medical calls a day at the least."""
        calls = self.rng.poisson(trouble.calls * (0.6 if first_day else 1))
        topics = [self._pick(trouble.topics) for _ in range(calls)]
        return [*topics, Topic.MEDICAL, Topic.MEDICAL] if trouble.run else topics

    def _call_about(self, trouble: Trouble, at: datetime, topic: Topic) -> Call:
        if topic in ENGLISH and self.rng.random() < 0.05:
            return self._worded(trouble, at, self._pick(ENGLISH[topic]), topic, "true")
        words = self._pick(VOICES).replace("{barrier}", self._pick(STANDING[trouble.barrier]))
        return self._worded(trouble, at, words.replace("{need}", self._pick(NEEDS[topic])), topic, "true")

    def _worded(self, trouble: Trouble, at: datetime, words: str, topic: Topic, sort: str) -> Call:
        site = trouble.site
        caller = self._caller(site.community, again=trouble.callers if sort == "true" else set())
        trouble.callers.add(caller)
        text = words.replace("{place}", site.label).replace("{home}", site.home)
        return Call(at.astimezone(UTC), text, site.community, site.place_code, site.label, site.spot, caller, topic,
                    sort, trouble.number)  # fmt: skip

    def _angry(self, troubles: list[Trouble]) -> list[Call]:
        """Ten calls in two days from one person, about a gate that stands open."""
        busy = {trouble.site.community.code for trouble in troubles}
        quiet = [c for c in self.land.communities if c.compounds and c.code not in busy]
        community = self._pick(quiet or [c for c in self.land.communities if c.compounds])
        caller = self._caller(community, again=set())
        start = self.window.before(9, 8)
        text = "我住{place}，物业天天把大门锁着，我妈看病都出不去，你们到底管不管！"
        return [
            self._call(community, start + timedelta(hours=float(hours)), text, Topic.MEDICAL, "angry", caller=caller)
            for hours in np.sort(self.rng.uniform(0, 38, 10))
        ]

    def _noise(self) -> Call:
        return self._call(self._community(), self._moment(), self._pick(NOISE), Topic.OTHER, "noise")

    def _isolated(self) -> Call:
        topic = self._pick(tuple(ISOLATED))
        return self._call(self._community(), self._moment(), self._pick(ISOLATED[topic]), topic, "isolated")

    def _denial(self) -> Call:
        return self._call(self._community(), self._moment(), self._pick(DENIALS), Topic.OTHER, "denial")

    def _call(
        self, community: Community, at: datetime, words: str, topic: Topic, sort: str, *, caller: str | None = None
    ) -> Call:
        """A call from somewhere in a community; an angry caller's compound is always the first."""
        code, label, spot = community.code, community.name, community.spot
        if community.compounds:
            index = 0 if sort == "angry" else int(self.rng.integers(len(community.compounds)))
            compound = community.compounds[index]
            code, label, spot = compound.code, compound.name, self.land.drawing.at(compound.centre)
        caller = caller or self._caller(community, again=set())
        return Call(at, words.replace("{place}", label), community, code, label, spot, caller, topic, sort, "")

    def _community(self) -> Community:
        return self.land.communities[int(self.rng.choice(len(self.rates), p=self.rates))]

    def _caller(self, community: Community, *, again: set[str]) -> str:
        """One of the community's callers; sometimes one who has called about the same thing before."""
        if again and self.rng.random() < 0.2:
            return self._pick(sorted(again))
        number = self.land.communities.index(community) * _CALLERS_EACH + int(self.rng.integers(_CALLERS_EACH))
        return f"c{number + 1:04d}"

    def _moment(self) -> datetime:
        """A moment of the window, by the hours at which people call."""
        days = self.window.days
        while True:
            day = days[int(self.rng.integers(len(days)))]
            at = datetime(day.year, day.month, day.day, tzinfo=LOCAL) + timedelta(hours=self._hour())
            if self.window.since <= at < self.window.until:
                return at.astimezone(UTC)

    def _hour(self) -> float:
        hour = self.rng.choice(24, p=_HOURS / _HOURS.sum()) + self.rng.random()
        return round(float(hour) * 3600) / 3600

    def _pick(self, things: Sequence[T]) -> T:
        return things[int(self.rng.integers(len(things)))]


def category_of(call: Call, rng: np.random.Generator) -> str:
    """What the desk filed it under; one in seven is filed as something else."""
    return "其他" if rng.random() < 0.15 else CATEGORY[call.topic]
