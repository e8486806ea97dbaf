"""A desk: who acts, when and under which rules; what was decided at it is written through the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.decisions import Decision, Outcome
from clearway.core.people import Actor, Role
from clearway.core.refusals import Refusal
from clearway.core.rules import Rulebook
from clearway.record.door import commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who acts, when, under which rules, and in which zone days are counted."""

    by: Actor
    at: datetime
    rulebook: Rulebook
    zone: ZoneInfo

    @property
    def local(self) -> datetime:
        """The moment in the county's zone."""
        return self.at.astimezone(self.zone)


def write(outcome: Outcome, desk: Desk) -> Decision:
    """Write what was decided at a desk.

    Raises:
        Refusal: it was refused.
    """
    return _write(outcome, desk.by, desk.at)


def write_of_resident(outcome: Outcome, region: str, at: datetime) -> Decision:
    """Write what a resident without an account did.

    Raises:
        Refusal: it was refused.
    """
    return _write(outcome, Actor(name="resident", role=Role.RESIDENT, region=region), at)


def _write(outcome: Outcome, by: Actor, at: datetime) -> Decision:
    if isinstance(outcome, Refusal):
        raise outcome
    commit(outcome, by=by, at=at)
    return outcome
