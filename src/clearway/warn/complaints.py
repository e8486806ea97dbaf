"""Complaints → signals: too many distinct callers in a cell, or medical access blocked three days running."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from clearway.core.places import Place, Point
from clearway.core.reports import Report

CHINA = ZoneInfo("Asia/Shanghai")
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


def complaint_signals(
    reports: Iterable[Report],
    places: Mapping[str, Place],
    at: datetime,
    *,
    zone: tzinfo = CHINA,
    days: int = 3,
) -> tuple[ComplaintSignal, ...]:
    """Signals from reports made by ``at``, each raised from reports up to its ``raised_at`` only.

    Reports read as cleared do not count. ``places`` (by code) gives a point to reports that have only a place.
    ``days``: value of the rule ``risk.three_days_running``; days are local to ``zone``.
    """
    raise NotImplementedError
