"""Moments on the command line: ISO 8601 with an offset, never without."""

from __future__ import annotations

from datetime import UTC, datetime

from clearway.core.refusals import BadUsage


def now() -> datetime:
    """The present moment in UTC: commands read the clock, so that nothing inside has to."""
    return datetime.now(UTC)


def moment(option: str, text: str | None) -> datetime:
    """The moment given, or the present one.

    Raises:
        BadUsage: not ISO 8601, or without an offset.
    """
    if text is None:
        return now()
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        given = None
    if given is None or given.tzinfo is None:
        raise BadUsage(
            zh=f"{option} 应为带时区的时间（如 2026-11-23T16:00:00+08:00），现为 {text}",
            en=f"{option} should be a time with offset (like 2026-11-23T16:00:00+08:00), found {text}",
        )
    return given
