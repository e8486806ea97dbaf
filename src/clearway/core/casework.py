"""Words of work on cases: why a clock stands still, how content a reporter is, what shows that a way is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clearway.core.cases import CaseState, Task
from clearway.core.people import Role
from clearway.core.words import Bilingual


class PauseReason(StrEnum):
    """Why a clock stands still (挂起): nobody may pause one for want of time or hands."""

    REPORTER = "reporter"
    WEATHER = "weather"
    RESCUE = "rescue"
    COURT = "court"
    LABORATORY = "laboratory"


class Grade(StrEnum):
    """How content the reporter is (评价), five grades as on the hotline."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def content(self) -> bool:
        """Whether it counts as satisfied: the two upper grades do."""
        return self in (Grade.VERY_SATISFIED, Grade.SATISFIED)

    @property
    def unhappy(self) -> bool:
        """Whether somebody above must look again: the two lower grades."""
        return self in (Grade.DISSATISFIED, Grade.VERY_DISSATISFIED)


class EvidenceKind(StrEnum):
    """What shows how a way stands."""

    BEFORE = "before"
    AFTER = "after"
    VISIT = "visit"
    SENSOR = "sensor"
    RESIDENT = "resident"


class Stance(StrEnum):
    """What an office wants of a place."""

    CLOSE = "close"
    KEEP_OPEN = "keep_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An office's order about the place of a case: who wants it closed, who wants it open, and since when."""

    case: str
    role: Role
    stance: Stance
    text: Bilingual
    since: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What a merge (并单) did, so that it can be undone: ``reports`` and ``tasks`` as they stood before it."""

    case: str
    into: str
    from_state: CaseState
    reports: tuple[str, ...]
    tasks: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What an inspector brings back from a visit: answers to the checklist, and how far from the place it was made.

    ``away_m`` None: no position was taken. ``photos`` are digests of pictures kept beside the record.
    """

    passable: bool
    barrier_gone: bool
    notice_removed: bool
    residents_agree: bool | None = None
    away_m: float | None = None
    photos_before: tuple[str, ...] = ()
    photos_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """A work order and the case it belongs to, as boards list them."""

    task: Task
    title: Bilingual
    place_code: str
