"""A report (线索): what somebody told us, as stored. Never a phone number, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.barriers import BarrierNature, Service, TextStatus, Topic
from clearway.core.cases import ClaimType
from clearway.core.moments import aware
from clearway.core.places import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text was read as, and why: ``words`` decided; below ``confidence`` 0.6 a person sorts."""

    topic: Topic
    barrier: BarrierNature
    status: TextStatus
    confidence: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. ``text`` is masked (phones, names, house numbers) before it is stored;
    ``caller`` is a keyed hash, only good for telling distinct callers apart; ``answered_at``: when the channel itself
    first answered, as it told us (None: it told of no answer)."""

    number: str
    at: datetime
    channel: str
    claim_type: ClaimType
    text: str
    reading: Reading
    place_code: str | None
    point: Point | None
    caller: str | None = None
    external_id: str | None = None
    service: Service | None = None
    simulated: bool = False
    answered_at: datetime | None = None

    def __post_init__(self) -> None:
        aware(self.at)
        if self.answered_at is not None:
            aware(self.answered_at)
