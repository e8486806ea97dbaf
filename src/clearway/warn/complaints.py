"""Complaints → signals: too many distinct callers in a cell, or medical access blocked three days running."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from clearway.core.places import Place
from clearway.core.reports import Report
from clearway.warn.bursts import bursts
from clearway.warn.located import counts, locate
from clearway.warn.runs import runs
from clearway.warn.signals import BURST, RUN, THREE_DAYS, ComplaintSignal

__all__ = ["BURST", "RUN", "THREE_DAYS", "ComplaintSignal", "complaint_signals"]

CHINA = ZoneInfo("Asia/Shanghai")


def complaint_signals(
    reports: Iterable[Report],
    places: Mapping[str, Place],
    at: datetime,
    *,
    zone: tzinfo = CHINA,
    days: int = 3,
) -> tuple[ComplaintSignal, ...]:
    """Signals from reports made by ``at``, each raised from reports up to its ``raised_at`` only.

    Only reports surely read as a standing barrier count. ``places`` (by code) gives a point to those that have only a
    place, and tells what is usual at each.
    ``days``: value of the rule ``risk.three_days_running``; days are local to ``zone``.
    """
    counted = sorted((r for r in reports if r.at <= at and counts(r)), key=lambda r: (r.at, r.number))
    located = [locate(replace(report, at=report.at.astimezone(zone)), places) for report in counted]
    found = [*bursts(located, places), *runs(located, zone=zone, days=days)]
    return tuple(sorted(found, key=lambda signal: (signal.raised_at, signal.trigger, signal.cell)))
