"""The numbers of the flow engine in one place. Tuned on simulated towns whose seeds are never reported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSettings:
    """Shares are of usual flow, evidence in nats, times in minutes or days.

    ``closed_share``: flow that a closure lets through; ``open_share``: the robust null (a fall to this is no alarm);
    ``alarm``: evidence at which a link is looked at (against a null of 0.55 this is worth about twice as much
    against usual flow); ``step``: most evidence one reading may give; ``ceiling``: evidence is kept below it, so that
    a reopening is seen soon; ``gap_minutes``: silence after which evidence starts anew.
    """

    closed_share: float = 0.08
    open_share: float = 0.55
    alarm: float = 7.7
    step: float = 3.0
    ceiling: float = 14.0
    gap_minutes: float = 120.0
    city_memory_minutes: float = 45.0
    spread_memory_minutes: float = 150.0
    city_strength: float = 25.0
    local_half_life_days: float = 3.0
    local_strength: float = 40.0
    usual_spread: float = 0.35
    spread_slope: float = 3.0
    least_open_share: float = 0.2
    history_days: int = 28
    history_days_daily: int = 84
    least_days: int = 8
    least_days_daily: int = 28
    history_half_life_days: float = 21.0
    smooth_minutes: float = 45.0
    weekday_smooth_minutes: float = 120.0
    profile_strength: float = 4.0
    weekday_strength: float = 30.0
    week_strength: float = 8.0


DEFAULT = FlowSettings()
