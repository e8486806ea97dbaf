"""A closure is a legal object: a measure with a reason, a place, an author and an end.

Whether it is in force is computed from its facts and the moment. Nothing has to run for it to end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.moments import aware


class RiskLevel(StrEnum):
    """Risk levels of a listing or grade."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class MeasureKind(StrEnum):
    """What is done: the rows of the authority matrix."""

    CLOSE_PLACE = "close_place"
    QUARANTINE_AREA = "quarantine_area"
    SEAL_AREA = "seal_area"
    QUARANTINE_TRAFFIC = "quarantine_traffic"
    LISTING = "listing"
    BARRIER = "barrier"


class MeasureStatus(StrEnum):
    """How a measure stands at a moment."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    ENDED = "ended"
    LIFTED = "lifted"
    UNREGISTERED = "unregistered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure as registered, or (``registered=False``) as found standing without registration.

    ``starts_at`` inclusive, ``ends_at`` exclusive, both with zone. ``place_code`` may be None where an official
    listing names a place we cannot resolve (``place_text``). ``left_censored`` and ``right_censored`` say that a
    listing may have begun before, or gone on after, what was seen of it.
    """

    number: str
    kind: MeasureKind
    place_code: str | None
    place_text: str
    starts_at: datetime
    ends_at: datetime | None
    level: RiskLevel | None = None
    registered: bool = True
    barrier: Barrier | None = None
    imposed_by: ImposedBy = ImposedBy.UNKNOWN
    legal_basis: str = ""
    deciding_organ: str = ""
    scope: str = ""
    reason: str = ""
    public_notice_id: str = ""
    filed_with: str = ""
    lifted_at: datetime | None = None
    lifted_by: str = ""
    left_censored: bool = False
    right_censored: bool = False

    def __post_init__(self) -> None:
        aware(self.starts_at, name="starts_at")
        if self.ends_at is not None and aware(self.ends_at, name="ends_at") < self.starts_at:
            raise ValueError(f"measure {self.number} ends before it starts")
        if self.registered and self.ends_at is None:
            raise ValueError(f"measure {self.number} has no end: a registered measure always has one")

    def status(self, at: datetime) -> MeasureStatus:
        """How the measure stands at ``at``; an unregistered one stands until somebody lifts it."""
        if self.lifted_at is not None and at >= self.lifted_at:
            return MeasureStatus.LIFTED
        if at < self.starts_at:
            return MeasureStatus.NOT_YET
        if not self.registered:
            return MeasureStatus.UNREGISTERED
        if self.ends_at is not None and at >= self.ends_at:
            return MeasureStatus.ENDED
        return MeasureStatus.IN_FORCE

    def in_force(self, at: datetime) -> bool:
        """Whether the measure is lawfully in force at ``at``."""
        return self.status(at) is MeasureStatus.IN_FORCE
