"""What can happen to a request for help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.people import Role
from clearway.core.support import HelperKind, SupportNeed


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAsked(Event):
    """Somebody asked for help; ``subject`` is the number. Words, door and contact never reach the ledger."""

    kind: ClassVar[str] = "support_asked"
    withheld: ClassVar[tuple[str, ...]] = ("text", "sealed", "token_hash")
    need: SupportNeed
    urgent: bool
    place_code: str
    due_at: datetime
    channel: str
    text: str = ""
    sealed: str = ""
    token_hash: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOffered(Event):
    """A request was put into somebody's hands; ``helper`` is an account."""

    kind: ClassVar[str] = "support_offered"
    helper: str
    role: Role
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAccepted(Event):
    """They took it on."""

    kind: ClassVar[str] = "support_accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportHandedOn(Event):
    """They cannot: it waits for other hands."""

    kind: ClassVar[str] = "support_handed_on"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportDone(Event):
    """It was brought."""

    kind: ClassVar[str] = "support_done"
    withheld: ClassVar[tuple[str, ...]] = ("note",)
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportConfirmed(Event):
    """Who asked says whether it arrived; ``due_at``: the new limit where it did not."""

    kind: ClassVar[str] = "support_confirmed"
    arrived: bool
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportWithdrawn(Event):
    """Who asked needs it no more."""

    kind: ClassVar[str] = "support_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportContactOpened(Event):
    """Whoever brings it looked up the door and the number to call."""

    kind: ClassVar[str] = "support_contact_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperListed(Event):
    """A volunteer, shop or firm is on the list; ``subject`` is the account. ``most`` 0: off it again."""

    kind: ClassVar[str] = "helper_listed"
    form: HelperKind
    region: str
    needs: tuple[SupportNeed, ...]
    most: int
