"""What can happen: one frozen record per kind of event. The door turns each into rows and a ledger line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import CaseState, CheckOutcome, TaskKind
from clearway.core.evidence import AccessLoss, Evidence, FlowState
from clearway.core.measures import Measure
from clearway.core.people import Role
from clearway.core.places import Point
from clearway.core.reports import Report
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to ``subject`` (a warning, case, measure, report, feed or account).

    ``withheld`` names fields that reach the rows and never the ledger: nothing personal stands there.
    """

    kind: ClassVar[str]
    withheld: ClassVar[tuple[str, ...]] = ()
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLoaded(Event):
    """A file entered; ``subject`` is the feed. ``digest`` is the SHA-256 of the file."""

    kind: ClassVar[str] = "feed_loaded"
    source: str
    digest: str
    read: int
    kept: int
    unchanged: int
    rejected: int
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaken(Event):
    """A report was acknowledged; ``subject`` is its number. ``token_hash`` finds it again without an account."""

    kind: ClassVar[str] = "report_taken"
    report: Report
    token_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportJoined(Event):
    """A report became part of a case (并单); ``subject`` is the report."""

    kind: ClassVar[str] = "report_joined"
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRaised(Event):
    """The machine says: something may be wrong here. ``subject`` is the warning's number.

    ``probability`` is calibrated (0–1) by what checks found, ``own_probability`` is the model's own before that;
    ``priority`` = probability × harm × unlawfulness orders the work; ``sentences`` explain it in three sentences;
    ``rules`` are rulebook ids that apply; ``triggers`` what fired: flow_drop, complaint_run, three_days,
    complaint_burst, lagging, repeated_offender, rising_anger.
    """

    kind: ClassVar[str] = "warning_raised"
    place_code: str
    place_name: Bilingual
    cell: str
    point: Point
    since: datetime
    raised_at: datetime
    state: FlowState
    probability: float
    priority: float
    triggers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    sentences: tuple[Bilingual, ...]
    sensor_links: tuple[str, ...] = ()
    road_links: tuple[int, ...] = ()
    access: tuple[AccessLoss, ...] = ()
    measure: str | None = None
    rules: tuple[str, ...] = ()
    own_probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningUpdated(Event):
    """New evidence on an open warning, or its end (``ended_at``: flow came back)."""

    kind: ClassVar[str] = "warning_updated"
    state: FlowState
    probability: float
    priority: float
    triggers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    sentences: tuple[Bilingual, ...]
    sensor_links: tuple[str, ...] = ()
    ended_at: datetime | None = None
    own_probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    """A case was accepted; ``subject`` is its number. ``warning`` or ``report`` is what began it."""

    kind: ClassVar[str] = "case_opened"
    title: Bilingual
    place_code: str
    warning: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened(Event):
    """A work order to an office (``role`` in ``region``), due at ``due_at``; ``subject`` is its number."""

    kind: ClassVar[str] = "task_opened"
    case: str
    task: TaskKind
    role: Role
    region: str
    due_at: datetime
    instruction: Bilingual
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFinished(Event):
    """A work order was done; ``outcome`` only for checks."""

    kind: ClassVar[str] = "task_finished"
    case: str
    note: str
    outcome: CheckOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoved(Event):
    """A case changed state, with the reason given."""

    kind: ClassVar[str] = "case_moved"
    move: str
    from_state: CaseState
    to_state: CaseState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRegistered(Event):
    """A measure entered the register; ``subject`` is its number; ``proposal`` is the one it came from, if any."""

    kind: ClassVar[str] = "measure_registered"
    measure: Measure
    proposal: str | None = None
    point: Point | None = None
    road_links: tuple[int, ...] = ()
    release_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureFound(Event):
    """A check found a closure nobody registered (or beyond what was); ``subject`` is its new number."""

    kind: ClassVar[str] = "closure_found"
    case: str
    place_code: str
    point: Point
    since: datetime
    barrier: Barrier
    imposed_by: ImposedBy
    road_links: tuple[int, ...] = ()
    exceeds: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLifted(Event):
    """A closure was opened; ``subject`` is its number."""

    kind: ClassVar[str] = "measure_lifted"
    lifted_at: datetime
    lifted_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderIssued(Event):
    """A rectification order (责令整改) on a case, by a named person; ``subject`` is its number."""

    kind: ClassVar[str] = "order_issued"
    case: str
    text: Bilingual
    rules: tuple[str, ...]
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningChecked(Event):
    """A named person looked on the spot: the label a warning gets. ``subject`` is the warning."""

    kind: ClassVar[str] = "warning_checked"
    case: str
    outcome: CheckOutcome
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningDismissed(Event):
    """A named person overrides a warning, with a reason, until ``until``; then it counts again if it still stands."""

    kind: ClassVar[str] = "warning_dismissed"
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Event):
    """An account was opened for an office; ``subject`` is its name."""

    kind: ClassVar[str] = "account_opened"
    role: Role
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsForgotten(Event):
    """Texts of reports before ``before`` were emptied: their term of keeping ended. ``subject`` is the feed."""

    kind: ClassVar[str] = "texts_forgotten"
    before: datetime
    count: int
