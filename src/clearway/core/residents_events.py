"""What happens when residents decide: rolls, votes, hearings, councils, experts, compacts.

Fields named in ``withheld`` reach the rows and never the ledger. A ballot leaves no seal there either: a digest in
the order of casting would join ballots to the moments they were cast.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.residents import Body, Channel, RollLine, SizeClass, VoteDraft, VoteResult


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLoaded(Event):
    """A roll entered from a table; ``subject`` is its number. Its lines stay out of the ledger."""

    kind: ClassVar[str] = "roll_loaded"
    withheld: ClassVar[tuple[str, ...]] = ("lines",)
    place_code: str
    body: Body
    source: str
    persons: int
    eligible: int
    lines: tuple[RollLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCorrected(Event):
    """One line of an open roll was corrected, with the reason. ``None``: as it was."""

    kind: ClassVar[str] = "roll_corrected"
    withheld: ClassVar[tuple[str, ...]] = ("area",)
    line: int
    reason: str
    eligible: bool | None = None
    area: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollClosed(Event):
    """The township confirmed a roll: it never changes again; ``digest`` (SHA-256) is published."""

    kind: ClassVar[str] = "roll_closed"
    digest: str
    eligible: int
    area: int | None
    sizes: tuple[SizeClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCalled(Event):
    """A question is put to residents; it waits for the legal review."""

    kind: ClassVar[str] = "vote_called"
    draft: VoteDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReviewed(Event):
    """The legal reviewer passed the question, or returned it."""

    kind: ClassVar[str] = "question_reviewed"
    passed: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsIssued(Event):
    """A code a person and a stack of paper sheets a size were printed. Their digests stay out of the ledger.

    ``codes``: (line, size letter, digest of the code); ``sheets``: (digest of the sheet's code, size letter).
    """

    kind: ClassVar[str] = "ballots_issued"
    withheld: ClassVar[tuple[str, ...]] = ("codes", "sheets")
    persons: int
    papers: int
    codes: tuple[tuple[int, str, str], ...]
    sheets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTaken(Event):
    """Somebody took part: on the web, or by taking a paper sheet. Who stays out of the ledger; ``day`` is all the row
    keeps of the moment."""

    kind: ClassVar[str] = "turn_taken"
    withheld: ClassVar[tuple[str, ...]] = ("line",)
    line: int
    channel: Channel
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead(Event):
    """The first of two officers read a paper ballot."""

    kind: ClassVar[str] = "sheet_read"
    withheld: ClassVar[tuple[str, ...]] = ("sheet", "option")
    sheet: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotBoxed(Event):
    """A ballot went into the box, and the box was shaken. ``sheet``: the paper it was read off, if any."""

    kind: ClassVar[str] = "ballot_boxed"
    withheld: ClassVar[tuple[str, ...]] = ("receipt", "option", "size", "sheet")
    receipt: str
    option: str
    size: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCounted(Event):
    """The count, with the digest of the published file."""

    kind: ClassVar[str] = "vote_counted"
    result: VoteResult


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingCalled(Event):
    """A hearing was announced; ``subject`` is its number."""

    kind: ClassVar[str] = "hearing_called"
    topic: str
    place_code: str
    where: str
    held_at: datetime
    proposal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRegistered(Event):
    """Somebody will speak: by number, or in public under the name in ``name`` (which stays out of the ledger)."""

    kind: ClassVar[str] = "speaker_registered"
    withheld: ClassVar[tuple[str, ...]] = ("name",)
    speaker: int
    public: bool
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMade(Event):
    """A speaker's statement, masked; its text lives in its row alone."""

    kind: ClassVar[str] = "statement_made"
    withheld: ClassVar[tuple[str, ...]] = ("text",)
    speaker: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAnswered(Event):
    """The office answered a statement."""

    kind: ClassVar[str] = "statement_answered"
    speaker: int
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingClosed(Event):
    """The hearing ended: its minutes and what came of it. ``consents`` None: it advises only."""

    kind: ClassVar[str] = "hearing_closed"
    minutes: str
    result: str
    attended: int
    consents: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilCalled(Event):
    """The residents' council will meet, with this agenda."""

    kind: ClassVar[str] = "council_called"
    place_code: str
    held_at: datetime
    agenda: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilMet(Event):
    """The council met: how many came, minutes, and what it recommends."""

    kind: ClassVar[str] = "council_met"
    attended: int
    minutes: str
    recommendations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertListed(Event):
    """An expert joined the roster for a term; the name stays out of the ledger."""

    kind: ClassVar[str] = "expert_listed"
    withheld: ClassVar[tuple[str, ...]] = ("name",)
    name: str
    profession: str
    retired: bool
    region: str
    since: date
    until: date
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertsAsked(Event):
    """A question was put to experts of the roster; ``subject`` is the question's number."""

    kind: ClassVar[str] = "experts_asked"
    question: str
    place_code: str
    experts: tuple[str, ...]
    proposal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared(Event):
    """An expert declared interests in a question; a conflict keeps them out of it."""

    kind: ClassVar[str] = "interest_declared"
    expert: str
    conflict: bool
    interest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionSigned(Event):
    """An expert's opinion, signed: ``favours`` None says neither."""

    kind: ClassVar[str] = "opinion_signed"
    expert: str
    favours: bool | None
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactWritten(Event):
    """A version of a community compact; ``flagged``: clauses that would put up a barrier."""

    kind: ClassVar[str] = "compact_written"
    place_code: str
    title: str
    version: int
    clauses: tuple[str, ...]
    flagged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactAdopted(Event):
    """A compact was adopted by a vote."""

    kind: ClassVar[str] = "compact_adopted"
    vote: str
