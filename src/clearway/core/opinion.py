"""Public opinion that rose fast: an item with an owner, a clock and a published answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.people import Role
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionItem:
    """One rise of anger about a place or measure, until it is answered in public."""

    number: str
    warning: str
    place_code: str
    measure: str | None
    owner: Role
    region: str
    voices: int
    raised_at: datetime
    due_at: datetime
    answer: Bilingual | None = None
    answered_at: datetime | None = None
    by: str = ""

    def overdue(self, at: datetime) -> bool:
        """Whether the clock ran out before an answer stood."""
        return (self.answered_at or at) > self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRose(Event):
    """Anger rose about a place; ``subject`` is the item, ``warning`` what told of it, ``owner`` who answers."""

    kind: ClassVar[str] = "opinion_rose"
    warning: str
    place_code: str
    owner: Role
    region: str
    voices: int
    due_at: datetime
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPassedOn(Event):
    """Another office owns it now; the clock runs on."""

    kind: ClassVar[str] = "opinion_passed_on"
    owner: Role
    region: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAnswered(Event):
    """The answer everybody reads; a later one takes its place."""

    kind: ClassVar[str] = "opinion_answered"
    text: Bilingual
