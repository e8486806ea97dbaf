"""Quiet hours: nobody's telephone rings at night for what can wait till morning."""

from __future__ import annotations

from datetime import datetime, timedelta

#: Local hours in which residents are left in peace, unless it is urgent.
RESIDENTS_QUIET = (22, 7)


def not_before(at: datetime, quiet: tuple[int, int] | None, *, urgent: bool = False) -> datetime:
    """When a message made at ``at`` (local time) may go: at once, or when the quiet hours end.

    ``quiet`` (22, 7) is from 22:00 until 07:00; equal hours: no quiet at all.
    """
    if quiet is None or urgent or quiet[0] == quiet[1]:
        return at
    begins, ends = quiet
    inside = begins <= at.hour < ends if begins < ends else at.hour >= begins or at.hour < ends
    if not inside:
        return at
    morning = at.replace(hour=ends, minute=0, second=0, microsecond=0)
    return morning if morning > at else morning + timedelta(days=1)
