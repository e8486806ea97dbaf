"""What a region counted before the ledger began: without it nobody can say whether closures became fewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Closures without right that a region counted between two local days, both included."""

    place_code: str
    first: date
    last: date
    closures: int
    source: str = ""

    @property
    def days(self) -> int:
        """How long was counted."""
        return (self.last - self.first).days + 1
