"""Moments carry a zone, always: a time without one is refused where it enters."""

from __future__ import annotations

from datetime import UTC, datetime


def aware(moment: datetime, *, name: str = "at") -> datetime:
    """``moment`` unchanged if it has a zone.

    Raises:
        ValueError: it has none.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"{name} must carry a time zone, got {moment.isoformat()}")
    return moment


def utc(moment: datetime) -> datetime:
    """The same moment in UTC."""
    return aware(moment).astimezone(UTC)


def iso(moment: datetime) -> str:
    """ISO 8601 with offset, to the second (microseconds only when there are any); RFC 3339."""
    return aware(moment).isoformat()
