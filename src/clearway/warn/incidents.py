"""One place, one incident: links and complaints within 500 m and 6 h belong together, both directions as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from clearway.core.evidence import FlowState
from clearway.core.places import Point, distance_m
from clearway.core.words import Bilingual
from clearway.warn.episodes import LinkEpisode
from clearway.warn.signals import ComplaintSignal

NEAR_M = 500.0
NEAR_TIME = timedelta(hours=6)
COMPLAINTS_FADE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What one warning will be about. ``key`` is stable: the first link or cell and the moment it began.

    ``triggers``: flow_drop, complaint_run, complaint_burst, three_days. ``nats``: evidence added up; ``state``: of
    the flow (undecided where only complaints speak). ``ended_at``: when the last link recovered, None while open.
    """

    key: str
    cell: str
    point: Point | None
    place_code: str | None
    since: datetime
    raised_at: datetime
    ended_at: datetime | None
    state: FlowState
    probability: float
    nats: float
    triggers: tuple[str, ...]
    episodes: tuple[LinkEpisode, ...]
    signals: tuple[ComplaintSignal, ...]
    reasons: tuple[Bilingual, ...]

    @property
    def links(self) -> tuple[str, ...]:
        """Sensor links named, in order."""
        return tuple(sorted({episode.link for episode in self.episodes}))


@dataclass(slots=True)
class Group:
    """Episodes and signals of one place, the first of them its anchor. An episode comes in as it was raised."""

    episodes: list[LinkEpisode] = field(default_factory=list)
    signals: list[ComplaintSignal] = field(default_factory=list)

    @property
    def anchor(self) -> LinkEpisode | ComplaintSignal:
        """What began the group."""
        return self.episodes[0] if self.episodes else self.signals[0]

    @property
    def everything(self) -> list[LinkEpisode | ComplaintSignal]:
        """Episodes, then signals."""
        return [*self.episodes, *self.signals]

    @property
    def ended_at(self) -> datetime | None:
        """When the last link recovered (None while one has not); complaints alone fade after a week."""
        if not self.episodes:
            return max(signal.last_at for signal in self.signals) + COMPLAINTS_FADE
        ends = [episode.ended_at for episode in self.episodes]
        return None if None in ends else max(end for end in ends if end is not None)

    def takes(self, episode: LinkEpisode) -> bool:
        """Whether the episode belongs here: by place and time of the anchor, or as a link named already."""
        first = self.episodes[0]
        named = {name for one in self.episodes for name in (one.link, one.partner)}
        if episode.link in named:
            ended = self.ended_at
            return ended is None or episode.since <= ended + NEAR_TIME
        return _near(first.point, episode.point) and abs(episode.since - first.since) <= NEAR_TIME

    def hears(self, signal: ComplaintSignal) -> bool:
        """Whether complaints speak of this place while it lasts."""
        if not any(_near(one.point, signal.point) for one in self.everything):
            return False
        begin = min(one.since for one in self.everything)
        ended = self.ended_at
        return signal.last_at >= begin - NEAR_TIME and (ended is None or signal.since <= ended + NEAR_TIME)


def _near(a: Point | None, b: Point | None) -> bool:
    return a is not None and b is not None and distance_m(a, b) <= NEAR_M


def group_up(episodes: Iterable[LinkEpisode], signals: Iterable[ComplaintSignal]) -> list[Group]:
    """Groups in the order they began to be known; confirmed links first, then silent and undecided ones apart.

    An undecided link beside a confirmed closure merely feels it and is left out.
    """
    ordered = sorted(episodes, key=lambda one: (one.raised_at, one.link))
    sure = _by_place([one for one in ordered if one.state is FlowState.CONFIRMED])
    rest = [one for one in ordered if one.state is not FlowState.CONFIRMED]
    unsure = _by_place([one for one in rest if one.state is FlowState.UNDECIDED and not _felt(one, sure)])
    silent = _by_place([one for one in rest if one.state is FlowState.SILENT and not _named(one, sure)])
    groups = [*sure, *unsure, *silent]
    _place_signals(groups, signals)
    return groups


def _by_place(episodes: list[LinkEpisode]) -> list[Group]:
    groups: list[Group] = []
    for episode in episodes:
        home = next((group for group in reversed(groups) if group.takes(episode)), None)
        if home is None:
            groups.append(Group([episode]))
        else:
            home.episodes.append(episode)
    return groups


def _felt(episode: LinkEpisode, sure: list[Group]) -> bool:
    """Whether a confirmed closure within 500 m was on when this began."""
    return any(
        _near(one.point, episode.point)
        and episode.since >= one.since - NEAR_TIME
        and (one.ended_at is None or episode.since <= one.ended_at + NEAR_TIME)
        for group in sure
        for one in group.episodes
    )


def _named(episode: LinkEpisode, sure: list[Group]) -> bool:
    """Whether a confirmed incident names this link at that time already."""
    return any(
        one.link == episode.link
        and one.since <= episode.since
        and (one.ended_at is None or episode.since < one.ended_at)
        for group in sure
        for one in group.episodes
    )


def _place_signals(groups: list[Group], signals: Iterable[ComplaintSignal]) -> None:
    """Each signal joins the first group it speaks of, flow groups first, else begins its own."""
    for signal in sorted(signals, key=lambda one: (one.raised_at, one.cell, one.trigger)):
        home = next((group for group in groups if group.hears(signal)), None)
        if home is None:
            groups.append(Group([], [signal]))
        else:
            home.signals.append(signal)
