"""Inspections by level, what they find until it is cleared, and campaigns that put one kind of thing right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from clearway.core.people import Role
from clearway.core.places import Level


class Frame(StrEnum):
    """What a sample is drawn from (抽样框)."""

    MEASURES = "measures"
    GATES = "gates"
    PLACES = "places"


class Draw(StrEnum):
    """How it is drawn: every entry alike, or the riskier the likelier."""

    RANDOM = "random"
    RISK = "risk"


class FindingState(StrEnum):
    """How far a finding (问题清单) is: open, told to be put right, or cleared by who looked again."""

    OPEN = "open"
    PUT_RIGHT = "put_right"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a frame: ``key`` is a measure's number or a place code; ``weight`` (above 0) its share of risk."""

    key: str
    place_code: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One round of looking. ``seed``, ``digest`` (of the frame) and ``draw`` give ``sample`` again to anybody.

    ``carried_by``: inspectors, social supervisors or third-party evaluators; ``looked``: keys somebody looked at.
    """

    number: str
    level: Level
    region: str
    frame: Frame
    draw: Draw
    seed: str
    digest: str
    entries: tuple[Entry, ...]
    sample: tuple[str, ...]
    carried_by: Role
    drawn_at: datetime
    due_at: datetime
    campaign: str = ""
    looked: frozenset[str] = frozenset()

    @property
    def left(self) -> tuple[str, ...]:
        """Keys of the sample nobody looked at yet."""
        return tuple(key for key in self.sample if key not in self.looked)

    def place_of(self, key: str) -> str | None:
        """The place of an entry of the sample; None: not in it."""
        if key not in self.sample:
            return None
        return next((entry.place_code for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong, until it is cleared. ``due_at``: of putting right, then of looking again.

    ``own``: the office found it in itself (自查).
    """

    number: str
    place_code: str
    text: str
    state: FindingState
    found_at: datetime
    due_at: datetime
    found_by: Role
    inspection: str = ""
    campaign: str = ""
    key: str = ""
    rule: str = ""
    own: bool = False
    rounds: int = 0
    cleared_at: datetime | None = None

    def overdue(self, at: datetime) -> bool:
        """Whether its clock ran out."""
        return self.state is not FindingState.CLEARED and at > self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A drive to put one kind of thing right (专项治理); offices below look at themselves first, by ``check_by``."""

    number: str
    title: str
    text: str
    region: str
    opened_at: datetime
    check_by: date
    ends_on: date
    bulletin_at: datetime | None = None
