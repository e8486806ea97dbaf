"""What can happen to a case between its opening and its rating: hand-overs, pauses, merges, evidence, answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from clearway.core.cases import CaseState
from clearway.core.casework import EvidenceKind, Grade, PauseReason, Stance
from clearway.core.events import Event
from clearway.core.people import Role
from clearway.core.places import Level, Point
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWithdrawn(Event):
    """A work order ended without being done: returned (退单), or its case was merged; ``subject`` is its number."""

    kind: ClassVar[str] = "task_withdrawn"
    case: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReassigned(Event):
    """A work order went to another office (改派, or a hand-over); its clock runs on."""

    kind: ClassVar[str] = "task_reassigned"
    case: str
    role: Role
    region: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskExtended(Event):
    """A work order got more time (延期), from the level above."""

    kind: ClassVar[str] = "task_extended"
    case: str
    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPaused(Event):
    """The clock of a work order stands still, for a reason of the list, at most until ``until``."""

    kind: ClassVar[str] = "task_paused"
    case: str
    why: PauseReason
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResumed(Event):
    """The clock runs again; ``due_at`` is later by the pause."""

    kind: ClassVar[str] = "task_resumed"
    case: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEscalated(Event):
    """A work order was brought to a higher level of office (升级); ``by_clock``: because its time ran out."""

    kind: ClassVar[str] = "task_escalated"
    case: str
    level: Level
    reason: str
    by_clock: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskNearLimit(Event):
    """A warning before the limit: the clock of a work order runs out soon. Told once a limit."""

    kind: ClassVar[str] = "task_near_limit"
    case: str
    role: Role
    region: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMerged(Event):
    """A case became part of another (并单); everything needed to undo it stands here."""

    kind: ClassVar[str] = "case_merged"
    into: str
    reason: str
    from_state: CaseState
    reports: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnmerged(Event):
    """A merge was undone: the case stands where it stood, with its reports and its clocks."""

    kind: ClassVar[str] = "case_unmerged"
    out_of: str
    reason: str
    to_state: CaseState
    reports: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTakenOut(Event):
    """A report that was joined by mistake is out of the case and waits to be sorted again; ``subject`` is it."""

    kind: ClassVar[str] = "report_taken_out"
    case: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken(Event):
    """An office said what it wants of the place of a case; ``subject`` is the case."""

    kind: ClassVar[str] = "position_taken"
    role: Role
    stance: Stance
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSettled(Event):
    """The county government decided between offices that want contrary things of one place."""

    kind: ClassVar[str] = "conflict_settled"
    stance: Stance
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(Event):
    """Something that shows how the way stands; ``subject`` is the case. ``away_m``: metres between it and the place.

    ``photos`` are digests; ``reference`` a work order, warning or report; ``open_again`` None: it does not tell.
    """

    kind: ClassVar[str] = "evidence_added"
    evidence: EvidenceKind
    note: str
    open_again: bool | None = None
    point: Point | None = None
    away_m: float | None = None
    photos: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswered(Event):
    """An office answered a reporter; ``subject`` is the report. The words stay in their row."""

    kind: ClassVar[str] = "report_answered"
    withheld: ClassVar[tuple[str, ...]] = ("text",)
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAddedTo(Event):
    """A reporter added something to a report; the words, masked, stay in their row."""

    kind: ClassVar[str] = "report_added_to"
    withheld: ClassVar[tuple[str, ...]] = ("text",)
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWitnessed(Event):
    """A report says the same as an earlier one that has no case yet (``of``): it goes where that one goes."""

    kind: ClassVar[str] = "report_witnessed"
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRated(Event):
    """A reporter, or a clerk for one, rated what was done; ``subject`` is the report."""

    kind: ClassVar[str] = "report_rated"
    withheld: ClassVar[tuple[str, ...]] = ("note",)
    case: str
    grade: Grade
    note: str
    for_caller: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandedOver(Event):
    """A clerk handed a shift over; ``subject`` is the desk's region."""

    kind: ClassVar[str] = "shift_handed_over"
    since: datetime
    done: int
    open_now: int
    overdue: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprisalSuspected(Event):
    """The place of a reporter was acted against again after a report; ``subject`` is the earlier report."""

    kind: ClassVar[str] = "reprisal_suspected"
    place_code: str
    act: str
    level: Level
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiledFor(Event):
    """A clerk wrote a report down for a caller or a walk-in; ``subject`` is the report."""

    kind: ClassVar[str] = "report_filed_for"
    channel: str
