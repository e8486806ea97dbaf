"""A label: a warning as it was claimed, and what a person found on the spot. Nothing else is ever learned from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import CheckOutcome
from clearway.core.evidence import FlowState
from clearway.core.places import Level, region_at
from clearway.warn.ruled import BESIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One checked warning. ``probability``: what the model itself had said last before the check; ``opened_at``: when
    the check was asked for; ``checked_at``: when somebody had looked."""

    warning: str
    place_code: str
    triggers: tuple[str, ...]
    state: FlowState
    probability: float
    outcome: CheckOutcome
    since: datetime
    raised_at: datetime
    opened_at: datetime
    checked_at: datetime

    @property
    def county(self) -> str:
        """The 12-digit county of the place."""
        return region_at(self.place_code, Level.COUNTY)

    @property
    def confirmed(self) -> bool:
        """Whether something stood that should not."""
        return self.outcome.confirms

    @property
    def delay(self) -> timedelta:
        """From the closure's begin, as estimated, to the warning."""
        return self.raised_at - self.since

    @property
    def until_check(self) -> timedelta:
        """From the closure's begin, as estimated, to the check being asked for."""
        return self.opened_at - self.since

    @property
    def claims(self) -> bool:
        """Whether the warning claimed that a way is closed (a silent sensor claims nothing)."""
        return self.state is not FlowState.SILENT

    @property
    def modelled(self) -> bool:
        """Whether its probability came from the model, not from a rule beside it."""
        return self.claims and not set(self.triggers) <= BESIDE


def modelled(labels: Iterable[Label]) -> tuple[Label, ...]:
    """The labels the model is judged by, in the order in which people looked."""
    return tuple(sorted((one for one in labels if one.modelled), key=lambda one: (one.checked_at, one.warning)))
