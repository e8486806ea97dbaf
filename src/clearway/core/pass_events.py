"""What happens to passes and gates. The ledger, which is kept for ever, learns neither where, when nor for whom:
those fields are withheld and live in rows that are deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.passes import GateCount, PassWish, Purpose, RevocationReason, StatusPlace
from clearway.core.places import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class GateListed(Event):
    """A gate under a measure got its number; ``subject`` is it."""

    kind: ClassVar[str] = "gate_listed"
    measure: str
    place_code: str
    point: Point | None = None
    link: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassAsked(Event):
    """Somebody asked for a pass; ``subject`` is its number. ``rule`` set: it is issued by the same decision."""

    kind: ClassVar[str] = "pass_asked"
    withheld: ClassVar[tuple[str, ...]] = ("wish", "token_hash", "status")
    purpose: Purpose
    wish: PassWish
    status: StatusPlace
    token_hash: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PassIssued(Event):
    """A pass was approved: by rule (``rule``) or by the named person of the ledger line."""

    kind: ClassVar[str] = "pass_issued"
    withheld: ClassVar[tuple[str, ...]] = ("answer",)
    rule: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassDeclined(Event):
    """A person found that this need is met without a pass, or not by one; the reason is for the holder alone."""

    kind: ClassVar[str] = "pass_declined"
    withheld: ClassVar[tuple[str, ...]] = ("answer",)
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassBatch:
    """One pass of a batch."""

    number: str
    wish: PassWish
    status: StatusPlace
    token_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassesIssued(Event):
    """A table of passes (supply vehicles, an exam day) issued by one named person; ``subject`` is the first number."""

    kind: ClassVar[str] = "passes_issued"
    withheld: ClassVar[tuple[str, ...]] = ("passes",)
    count: int
    digest: str
    passes: tuple[PassBatch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationProposed(Event):
    """One person proposes to revoke a pass; ``subject`` is the revocation's number. Nothing changes yet."""

    kind: ClassVar[str] = "revocation_proposed"
    pass_number: str
    reason: RevocationReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationHeld(Event):
    """The second person agreed, but the office revoked too many: it waits for a county supervisor."""

    kind: ClassVar[str] = "revocation_held"
    pass_number: str
    limit: int
    already: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationRefused(Event):
    """The second person, or the supervisor, did not agree: the pass stays valid."""

    kind: ClassVar[str] = "revocation_refused"
    pass_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassRevoked(Event):
    """A pass was revoked; ``subject`` is the pass, ``revocation`` None where its holder asked."""

    kind: ClassVar[str] = "pass_revoked"
    reason: RevocationReason
    revocation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassAppealMade(Event):
    """The holder appeals against a revocation or a refusal; ``subject`` is the appeal's number."""

    kind: ClassVar[str] = "pass_appeal_made"
    withheld: ClassVar[tuple[str, ...]] = ("text",)
    pass_number: str
    text: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PassAppealDecided(Event):
    """An appeal was answered; upheld, the pass is valid again."""

    kind: ClassVar[str] = "pass_appeal_decided"
    withheld: ClassVar[tuple[str, ...]] = ("answer",)
    pass_number: str
    upheld: bool
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCounted(Event):
    """A gate told its counts of an hour; ``subject`` is the gate. ``batch`` is random: sent twice, it counts once."""

    kind: ClassVar[str] = "gate_counted"
    withheld: ClassVar[tuple[str, ...]] = ("counts", "batch")
    hour: datetime
    counts: tuple[GateCount, ...]
    batch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassesForgotten(Event):
    """Issuing records whose term of keeping ended were deleted; ``subject`` is the report's number.

    ``report`` is the signed deletion report (COSE_Sign1, hex), which names no pass.
    """

    kind: ClassVar[str] = "passes_forgotten"
    before: datetime
    passes: int
    revocations: int
    appeals: int
    keys: int
    report: str
