"""A warning as it stands: what was raised, with its updates, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.cases import CheckOutcome
from clearway.core.events import WarningRaised


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningFacts:
    """``raised`` holds the newest state, probability, evidence and sentences (``subject`` is the number,
    ``raised_at`` unchanged). ``ended_at``: flow came back. ``outcome``: what a check found."""

    raised: WarningRaised
    updated_at: datetime
    ended_at: datetime | None = None
    case: str | None = None
    outcome: CheckOutcome | None = None
    dismissed_until: datetime | None = None

    @property
    def number(self) -> str:
        """The warning's number."""
        return self.raised.subject

    def dismissed(self, at: datetime) -> bool:
        """Whether a person's override holds at ``at``."""
        return self.dismissed_until is not None and at < self.dismissed_until
