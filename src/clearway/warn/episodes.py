"""What the flow engine says of one directed link: an episode of too little traffic, and what it is taken for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.evidence import FlowState
from clearway.core.places import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEpisode:
    """One link that lost its traffic.

    ``since``: start of the first interval of the fall; ``raised_at``: end of the interval at which the link first
    reached ``state`` (readings up to then only); ``ended_at``: when traffic came back, None while it lasts.
    ``nats``: log-likelihood ratio of closed against open, at ``raised_at``; ``probability`` calibrated, 0–1;
    ``expected`` and ``passed``: passages from ``since`` to ``raised_at``, as usual and as counted.
    ``interval_minutes``: length of one reading. ``cell``: H3 resolution 9, empty where the link has no point.
    """

    link: str
    point: Point | None
    cell: str
    since: datetime
    raised_at: datetime
    ended_at: datetime | None
    state: FlowState
    nats: float
    probability: float
    expected: float
    passed: int
    interval_minutes: int
    partner: str | None = None
