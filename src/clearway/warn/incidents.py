"""One place, one incident: links and complaints within 500 m and 6 h belong together, both directions as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.evidence import FlowState
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.warn.complaints import ComplaintSignal
from clearway.warn.episodes import LinkEpisode


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
