"""Residents deciding together: who may vote, what is put to them, what lies in the box, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clearway.core.moments import aware
from clearway.core.proposals import Draft
from clearway.core.words import Bilingual

#: Nobody is told anything about fewer people than this.
FEWEST = 5


class Body(StrEnum):
    """Who decides together: each has its own quorum in law."""

    OWNERS = "owners"
    VILLAGERS = "villagers"
    VILLAGE_HOUSEHOLDS = "village_households"
    VILLAGE_REPRESENTATIVES = "village_representatives"
    RESIDENTS = "residents"
    RESIDENT_HOUSEHOLDS = "resident_households"

    @property
    def has_area(self) -> bool:
        """Whether votes are counted by area too (Civil Code art. 278)."""
        return self is Body.OWNERS


class RollState(StrEnum):
    """A roll is corrected while open; closed and confirmed it never changes again."""

    OPEN = "open"
    CLOSED = "closed"


class VoteState(StrEnum):
    """``called`` waits for the legal review; ``announced`` can be voted on from its opening to its close."""

    CALLED = "called"
    RETURNED = "returned"
    ANNOUNCED = "announced"
    COUNTED = "counted"


class Channel(StrEnum):
    """How a door takes part. The choice itself never says by which."""

    WEB = "web"
    PAPER = "paper"


class Outcome(StrEnum):
    """What a count comes to. Everything but ``adopted`` leaves things as they are."""

    ADOPTED = "adopted"
    QUORUM_FAILED = "quorum_failed"
    NO_MAJORITY = "no_majority"
    TIE = "tie"
    NOT_SHOWN = "not_shown"
    TOO_FEW = "too_few"


class OptionKind(StrEnum):
    """What an option stands for: the first three are those the plan wants put to residents; the last two a compact."""

    NO_CLOSURE = "no_closure"
    TIME_SLOTS = "time_slots"
    FULL_CLOSURE = "full_closure"
    ADOPT = "adopt"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class RollLine:
    """One person on a roll. ``person``: keyed digest, never a name. ``doors``: unit and door, as ``3-2-501``.

    ``area``: hundredths of a square metre (int), None where the body has no areas. ``why``: on what paper eligibility
    rests, or why there is none.
    """

    line: int
    person: str
    doors: tuple[str, ...]
    area: int | None
    eligible: bool
    why: str = ""

    @property
    def building(self) -> str:
        """The building all doors lie in; empty where they lie in several."""
        found = {door.split("-", 1)[0] for door in self.doors}
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeClass:
    """Doors of like area, at least ``FEWEST`` of them: a ballot carries its letter, never its area.

    ``doors`` on the roll, each from ``low`` to ``high``, together ``total`` (hundredths of a square metre).
    """

    letter: str
    doors: int
    low: int
    high: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Who may vote in one place, as it stands."""

    number: str
    place_code: str
    body: Body
    state: RollState
    lines: tuple[RollLine, ...]
    sizes: tuple[SizeClass, ...] = ()
    digest: str = ""
    loaded_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def eligible(self) -> tuple[RollLine, ...]:
        """Those who may vote."""
        return tuple(line for line in self.lines if line.eligible)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice on the ballot: ``key`` is what the box and the published file hold."""

    key: str
    kind: OptionKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteDraft:
    """What is put to the vote. ``opens_at`` inclusive, ``closes_at`` exclusive.

    ``proposal``: the number of the measure it is asked for; ``closure``: what would be closed, read against the
    negative list. ``special``: owners' items 6 to 8 of art. 278. ``compact``: the number of a compact to be adopted.
    """

    question: str
    options: tuple[Option, ...]
    body: Body
    roll: str
    place_code: str
    opens_at: datetime
    closes_at: datetime
    special: bool = False
    proposal: str | None = None
    closure: Draft | None = None
    compact: str | None = None

    def __post_init__(self) -> None:
        if aware(self.closes_at, name="closes_at") <= aware(self.opens_at, name="opens_at"):
            raise ValueError("a vote closes after it opens")

    def option(self, key: str) -> Option | None:
        """The option with that key."""
        return next((one for one in self.options if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What lies in the box: nothing in it tells who put it there, when, or by which channel."""

    receipt: str
    option: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One person's right to take part in one vote: used once, on whichever channel."""

    line: int
    size: str
    used: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper ballot that was handed in: two officers must read the same choice off it. ``boxed``: counted already."""

    code: str
    size: str
    first_option: str | None = None
    first_by: str | None = None
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """All that a count needs, and all that the published file holds. ``day``: the local day it closed."""

    number: str
    body: Body
    special: bool
    day: str
    options: tuple[tuple[str, OptionKind], ...]
    sizes: tuple[SizeClass, ...]
    ballots: tuple[Ballot, ...]

    @property
    def doors(self) -> int:
        """Heads on the roll."""
        return sum(size.doors for size in self.sizes)

    @property
    def area(self) -> int:
        """Area on the roll, hundredths of a square metre."""
        return sum(size.total for size in self.sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition: ``low`` and ``high`` bound the share reached (equal where it is known exactly).

    ``met`` None: it depends on areas the box does not tell; in doubt it counts as not met.
    """

    name: str
    low: float
    high: float
    line: float
    met: bool | None
    rule: str
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteResult:
    """What came of a vote. ``counts``: heads by option key; ``adopted``: the option that reached its line, if any.

    ``tests``: the law's conditions for the leading option; ``policy``: the plan's own, apart. A vote consents or
    refuses: it is never the legal basis of a measure.
    """

    number: str
    outcome: Outcome
    adopted: str | None
    adopted_kind: OptionKind | None
    took_part: int
    doors: int
    counts: tuple[tuple[str, int], ...]
    tests: tuple[Condition, ...]
    policy: tuple[Condition, ...]
    digest: str = ""

    @property
    def consents(self) -> bool:
        """Whether residents agreed to the closure asked for; anything short of adopting it is a no."""
        return self.outcome is Outcome.ADOPTED and self.adopted_kind in (OptionKind.FULL_CLOSURE, OptionKind.ADOPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote as it stands. ``issued``: codes and sheets were printed, so it can be voted on."""

    number: str
    draft: VoteDraft
    state: VoteState
    called_at: datetime
    called_by: str
    reviewed_by: str = ""
    review_note: str = ""
    issued: bool = False
    result: VoteResult | None = None

    def open_at(self, at: datetime) -> bool:
        """Whether ballots are taken at ``at``."""
        return self.state is VoteState.ANNOUNCED and self.issued and self.draft.opens_at <= at < self.draft.closes_at

    def over_at(self, at: datetime) -> bool:
        """Whether the vote has ended: nothing needs to run for that."""
        return self.state in (VoteState.ANNOUNCED, VoteState.COUNTED) and at >= self.draft.closes_at
