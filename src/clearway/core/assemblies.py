"""Hearings, councils, experts and compacts as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Profession(StrEnum):
    """Who sits on the roster of experts; retired people may."""

    DOCTOR = "doctor"
    NURSE = "nurse"
    LAWYER = "lawyer"
    JUDGE = "judge"
    EPIDEMIOLOGIST = "epidemiologist"
    SOCIAL_WORKER = "social_worker"
    FIRE_ENGINEER = "fire_engineer"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker of a hearing; ``name`` only of one who speaks in public."""

    number: int
    public: bool
    name: str = ""
    statement: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A hearing as it stands; ``consents`` None: it advises only."""

    number: str
    topic: str
    place_code: str
    where: str
    held_at: datetime
    proposal: str | None
    speakers: tuple[Speaker, ...]
    closed_at: datetime | None = None
    minutes: str = ""
    result: str = ""
    attended: int | None = None
    consents: bool | None = None

    def speaker(self, number: int) -> Speaker | None:
        """The speaker with that number."""
        return next((one for one in self.speakers if one.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of the residents' council; what it decides are recommendations."""

    number: str
    place_code: str
    held_at: datetime
    agenda: tuple[str, ...]
    met_at: datetime | None = None
    attended: int | None = None
    minutes: str = ""
    recommendations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """An expert of the roster, for a term (both days included).

    ``account``: theirs, with which they alone declare and sign; empty: the office takes down what they say on paper.
    """

    number: str
    name: str
    profession: Profession
    retired: bool
    region: str
    since: date
    until: date
    account: str = ""

    def serves(self, day: date) -> bool:
        """Whether the term holds on ``day``."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One expert's part in a question. ``conflict`` None: interests not declared yet."""

    expert: str
    conflict: bool | None = None
    interest: str = ""
    signed_at: datetime | None = None
    favours: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A question put to experts."""

    number: str
    question: str
    place_code: str
    proposal: str | None
    opinions: tuple[Opinion, ...]

    def opinion(self, expert: str) -> Opinion | None:
        """The part of one expert."""
        return next((one for one in self.opinions if one.expert == expert), None)

    @property
    def signed(self) -> tuple[Opinion, ...]:
        """Opinions that count: signed, by experts without a conflict."""
        return tuple(one for one in self.opinions if one.signed_at is not None and one.conflict is False)

    @property
    def complete(self) -> bool:
        """Whether every expert without a conflict has signed, and somebody has."""
        return bool(self.signed) and all(one.conflict or one.signed_at is not None for one in self.opinions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compact:
    """A version of a community compact; in force once adopted."""

    number: str
    place_code: str
    title: str
    version: int
    clauses: tuple[str, ...]
    flagged: tuple[str, ...] = ()
    vote: str | None = None
    adopted_at: datetime | None = None
