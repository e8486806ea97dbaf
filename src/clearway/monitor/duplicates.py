"""The same report again: copies collapse, witnesses count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clearway.core.barriers import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What of a report matters for finding copies: ``caller`` is a keyed hash or None."""

    at: datetime
    text: str
    topic: Topic
    place_code: str | None
    caller: str | None = None


def copies(reports: Sequence[Told]) -> list[int | None]:
    """For each report the index of the earlier one it copies, or None. Witnesses are never merged away."""
    return [None] * len(reports)
