"""What complaints say: a signal about one place, and what set it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.places import Point

THREE_DAYS = "three_days"
RUN = "complaint_run"
BURST = "complaint_burst"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintSignal:
    """Complaints that say something is wrong at one place.

    ``trigger``: ``complaint_run`` or ``complaint_burst`` (statistics of distinct callers in an H3 cell and its ring)
    or ``three_days`` (the plan's rule, by community). ``nats``: log-likelihood ratio (0 for the rule);
    ``callers``: distinct ones; ``reports``: their numbers. ``place_code``: community or finer, where known.
    """

    trigger: str
    cell: str
    point: Point | None
    place_code: str | None
    since: datetime
    raised_at: datetime
    last_at: datetime
    nats: float
    callers: int
    reports: tuple[str, ...]
