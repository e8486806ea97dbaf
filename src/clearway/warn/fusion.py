"""Flow and complaints added up per place, false discoveries held by e-values (e-BH), neighbours joined.

e-BH: Wang & Ramdas, False discovery rate control with e-values, JRSS B 84 (2022): of K hypotheses reject those whose
e-value is at least K / (rate × rank). It holds under any dependence, as repeated looks at neighbouring cells need.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from math import exp

from clearway.core.evidence import FlowState
from clearway.warn.episodes import LinkEpisode
from clearway.warn.incidents import Group, Incident, group_up
from clearway.warn.reasons import reasons_for
from clearway.warn.signals import THREE_DAYS, ComplaintSignal

FLOW_DROP = "flow_drop"
#: What a nat against the robust null (0.55 of usual) is worth against usual flow.
ROBUST_WORTH = 2.0
#: Share of checks the plan's three-day rule got right on simulated cities.
THREE_DAYS_RIGHT = 0.6


def fuse(
    episodes: Iterable[LinkEpisode],
    signals: Iterable[ComplaintSignal],
    at: datetime,
    *,
    false_discovery_rate: float = 0.1,
) -> tuple[Incident, ...]:
    """Incidents by ``raised_at``: ended ones too; silent and undecided ones among them, as such."""
    known_episodes = [one for one in episodes if one.raised_at <= at]
    groups = group_up(known_episodes, [one for one in signals if one.raised_at <= at])
    evidence = [_nats(group) for group in groups]
    found = e_bh([exp(min(nats, 300.0)) for nats in evidence], false_discovery_rate)
    incidents = [_incident(group, nats, kept, at) for group, nats, kept in zip(groups, evidence, found, strict=True)]
    return tuple(sorted(incidents, key=lambda one: (one.raised_at, one.key)))


def e_bh(values: Sequence[float], rate: float) -> list[bool]:
    """Which of the hypotheses with these e-values are discoveries at false discovery rate ``rate``."""
    order = sorted(range(len(values)), key=lambda i: -values[i])
    kept = 0
    for rank, i in enumerate(order, start=1):
        if values[i] >= len(values) / (rate * rank):
            kept = rank
    chosen = set(order[:kept])
    return [i in chosen for i in range(len(values))]


def _nats(group: Group) -> float:
    """Evidence against usual flow and usual calls; directions of one road count once, a dead sensor not at all."""
    flow: dict[frozenset[str | None], float] = {}
    for one in group.episodes:
        if one.state is not FlowState.SILENT:
            road = frozenset({one.link, one.partner or one.link})
            flow[road] = max(flow.get(road, 0.0), ROBUST_WORTH * one.nats)
    calls = max((one.nats for one in group.signals), default=0.0)
    return max(flow.values(), default=0.0) + calls


def _incident(group: Group, nats: float, kept: bool, at: datetime) -> Incident:
    first, everything = group.anchor, group.everything
    ended = group.ended_at
    state = _state(group, kept)
    episodes = _one_a_link(group.episodes)
    if state is FlowState.CONFIRMED:
        episodes = tuple(_agreed(one, group.signals) for one in episodes)
    return Incident(
        key=f"{group.episodes[0].link if group.episodes else first.cell}@{first.since.isoformat()}",
        cell=first.cell,
        point=next((one.point for one in everything if one.point is not None), None),
        place_code=next((one.place_code for one in group.signals if one.place_code), None),
        since=_since(group),
        raised_at=min(one.raised_at for one in everything),
        ended_at=ended if ended is not None and ended <= at else None,
        state=state,
        probability=_probability(group, kept),
        nats=nats,
        triggers=_triggers(group),
        episodes=episodes,
        signals=tuple(group.signals),
        reasons=reasons_for(group),
    )


def _since(group: Group) -> datetime:
    """When it began: counts tell the hour, calls only that it stood by then."""
    sure = [one for one in group.episodes if one.state is FlowState.CONFIRMED]
    return min(one.since for one in sure or group.everything)


def _agreed(episode: LinkEpisode, signals: Sequence[ComplaintSignal]) -> LinkEpisode:
    """An undecided link of a confirmed incident: callers confirmed it, from the moment both were known."""
    if episode.state is not FlowState.UNDECIDED:
        return episode
    heard = min(one.raised_at for one in signals if one.nats > 0)
    return replace(episode, state=FlowState.CONFIRMED, raised_at=max(episode.raised_at, heard))


def _state(group: Group, kept: bool) -> FlowState:
    states = {one.state for one in group.episodes}
    if FlowState.CONFIRMED in states:
        return FlowState.CONFIRMED
    called = any(one.nats > 0 for one in group.signals)
    if FlowState.UNDECIDED in states and called and kept:
        return FlowState.CONFIRMED
    return FlowState.SILENT if states == {FlowState.SILENT} and not group.signals else FlowState.UNDECIDED


def _probability(group: Group, kept: bool) -> float:
    """The surest source speaks; independent sources that agree add up as independent chances."""
    flow = max((one.probability for one in group.episodes), default=0.0)
    calls = max((_called(one, kept) for one in group.signals), default=0.0)
    return min(0.99, 1.0 - (1.0 - flow) * (1.0 - calls))


def _called(signal: ComplaintSignal, kept: bool) -> float:
    if signal.trigger == THREE_DAYS:
        return THREE_DAYS_RIGHT
    return 1.0 / (1.0 + exp(-(signal.nats - 4.5))) * (1.0 if kept else 0.6)


def _triggers(group: Group) -> tuple[str, ...]:
    flow = (FLOW_DROP,) if group.episodes else ()
    return (*flow, *sorted({one.trigger for one in group.signals}))


def _one_a_link(episodes: Sequence[LinkEpisode]) -> tuple[LinkEpisode, ...]:
    """The first episode of every link, ended when its last one did."""
    first: dict[str, LinkEpisode] = {}
    for one in episodes:
        first.setdefault(one.link, one)
    return tuple(first[link] for link in sorted(first))
