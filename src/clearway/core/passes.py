"""Passes (电子通行证) as words: purposes, who asks, how one stands, why one is revoked. The token is in ``passes/``.

A pass opens a gate; nothing here can shut one. There is no field that could hold a denial.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from clearway.core.moments import aware
from clearway.core.people import Role
from clearway.core.places import Point

#: A token names at most this many gates (``pass-token.md``, claim pass·2).
MOST_GATES = 16
MOST_COMPANIONS = 5


class Purpose(StrEnum):
    """Coarse purposes: no diagnosis at a gate. ``label`` is the number the token carries."""

    MEDICAL = "medical"
    MEDICINE = "medicine"
    SCHOOL = "school"
    SUPPLIES = "supplies"
    CARE = "care"
    WORK = "work"
    OTHER = "other"

    @property
    def label(self) -> int:
        """1–7, as in the token."""
        return list(Purpose).index(self) + 1


class AskedBy(StrEnum):
    """Who asks for the pass."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    COMMUNITY = "community"
    HOTLINE = "hotline"


class PassState(StrEnum):
    """How a pass stands; whether it is still valid follows from its term and the moment."""

    ASKED = "asked"
    ISSUED = "issued"
    DECLINED = "declined"
    REVOKED = "revoked"


class RevocationReason(StrEnum):
    """The closed list. Nothing a person did, said or tested is among them."""

    HOLDER_ASKED = "holder_asked"
    LOST = "lost"
    ISSUED_IN_ERROR = "issued_in_error"
    PURPOSE_ENDED = "purpose_ended"
    PASSED_ON = "passed_on"
    KEY_COMPROMISED = "key_compromised"


#: What the holder alone may ask for, and which then needs no second person.
OWN_REASONS = frozenset({RevocationReason.HOLDER_ASKED, RevocationReason.LOST})


class RevocationState(StrEnum):
    """Where a revocation stands: one person proposed it, it waits for a supervisor, or it is done with."""

    PROPOSED = "proposed"
    HELD = "held"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """From ``starts_at`` (inclusive) to ``ends_at`` (exclusive), both with zone."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if aware(self.ends_at, name="ends_at") <= aware(self.starts_at, name="starts_at"):
            raise ValueError("a pass ends after it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlledGate:
    """A gate under a measure: ``approval`` its public number, ``ends_at`` its legal end, after which it is open.

    ``number`` stands in tokens; ``link`` is the road it stands on, ``point`` WGS84, None where nobody told.
    """

    number: int
    measure: str
    approval: str
    place_code: str
    starts_at: datetime
    ends_at: datetime
    point: Point | None = None
    link: int | None = None

    def controlled(self, at: datetime) -> bool:
        """Whether anybody may be asked for a pass here at ``at``."""
        return self.starts_at <= at < self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PassWish:
    """What is asked for. ``gates`` are those on the way; ``sealed`` what only the holder's link can open.

    ``uses`` 1: once, and only where there is one gate. ``note`` is for the person who decides; masked.
    """

    purpose: Purpose
    asked_by: AskedBy
    place_code: str
    destination: str
    gates: tuple[int, ...]
    term: Term
    companions: int = 0
    uses: int | None = None
    sealed: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPlace:
    """Where a pass stands in the status lists: list number and index, and its random ``cti`` (16 hex digits)."""

    list_number: int
    index: int
    cti: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A pass as it stands. ``office`` is the role and region that issued it."""

    number: str
    wish: PassWish
    state: PassState
    asked_at: datetime
    due_at: datetime
    status: StatusPlace
    decided_at: datetime | None = None
    decided_by: str = ""
    answer: str = ""

    def live(self, at: datetime) -> bool:
        """Whether it opens gates at ``at``, or will."""
        return self.state is PassState.ISSUED and at < self.wish.term.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """A revocation on its way; ``office`` is whose, as ``role:region``."""

    number: str
    pass_number: str
    reason: RevocationReason
    state: RevocationState
    office: str
    proposed_by: str
    proposed_at: datetime
    seconded_by: str = ""


def office_of(role: Role, region: str) -> str:
    """An office as the limits count it."""
    return f"{role.value}:{region}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCount:
    """So many of one purpose and verdict at one gate in one hour: all a gate ever tells. ``purpose`` 0: none read."""

    gate: int
    hour: datetime
    purpose: int
    verdict: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCounts:
    """``cells`` by (row, column): rounded, None where held back; ``rows``, ``columns``, ``total`` sum what is shown."""

    cells: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    rows: Mapping[str, int | None] = field(default_factory=dict)
    columns: Mapping[str, int | None] = field(default_factory=dict)
    total: int | None = None
