"""Cases: the states a case passes through, who may move it, and what each move needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from clearway.core.people import Role
from clearway.core.places import Level


class ClaimType(StrEnum):
    """What a caller wants: 咨询 求助 投诉 举报 建议."""

    INQUIRY = "inquiry"
    HELP = "help"
    COMPLAINT = "complaint"
    TIP_OFF = "tip_off"
    SUGGESTION = "suggestion"


class CaseState(StrEnum):
    """受理 立案 派遣 处置 答复 督办 核查 结案 回访 评价."""

    ACCEPTED = "accepted"
    FILED = "filed"
    DISPATCHED = "dispatched"
    IN_HANDLING = "in_handling"
    REPLIED = "replied"
    SUPERVISED = "supervised"
    VERIFIED = "verified"
    CLOSED = "closed"
    REVISITED = "revisited"
    RATED = "rated"


OPEN_STATES = frozenset(
    {
        CaseState.ACCEPTED,
        CaseState.FILED,
        CaseState.DISPATCHED,
        CaseState.IN_HANDLING,
        CaseState.REPLIED,
        CaseState.SUPERVISED,
        CaseState.VERIFIED,
    }
)


class TaskKind(StrEnum):
    """What a work order (工单) asks of an office."""

    VERIFY = "verify"
    RECTIFY = "rectify"
    RECHECK = "recheck"
    PART = "part"


class CheckOutcome(StrEnum):
    """What an inspector found on the spot: each is a label the model learns from."""

    UNREGISTERED = "unregistered"
    BEYOND_APPROVAL = "beyond_approval"
    PAST_TERM = "past_term"
    LAWFUL = "lawful"
    NOTHING_FOUND = "nothing_found"
    SENSOR_FAULT = "sensor_fault"

    @property
    def confirms(self) -> bool:
        """Whether the warning was right: something stands that should not."""
        return self in _CONFIRMING


_CONFIRMING = frozenset({CheckOutcome.UNREGISTERED, CheckOutcome.BEYOND_APPROVAL, CheckOutcome.PAST_TERM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One office's part of a case, with its clock.

    ``paused_at``: its clock stands still since then, at most until ``paused_until``; ``extended``: how often it got
    more time; ``escalated``: the level of office it was last brought to; ``withdrawn``: returned, or merged away.
    """

    number: str
    case: str
    kind: TaskKind
    role: Role
    region: str
    opened_at: datetime
    due_at: datetime
    finished_at: datetime | None = None
    paused_at: datetime | None = None
    paused_until: datetime | None = None
    extended: int = 0
    escalated: Level | None = None
    withdrawn: bool = False
    warned: bool = False

    def due(self, at: datetime) -> datetime:
        """When the clock runs out, as known at ``at``: later by as long as it has stood still."""
        if self.paused_at is None or self.paused_until is None:
            return self.due_at
        return self.due_at + max(timedelta(), min(self.finished_at or at, self.paused_until) - self.paused_at)

    def overdue(self, at: datetime) -> bool:
        """Whether the clock ran out before the task was done; it does not run while it is paused."""
        return (self.finished_at or at) > self.due(at)

    def paused(self, at: datetime) -> bool:
        """Whether the clock stands still."""
        return self.paused_at is not None and self.paused_until is not None and self.paused_at <= at < self.paused_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it stands: enough to decide what may happen next."""

    number: str
    state: CaseState
    place_code: str
    warning: str | None
    closure: str | None
    opened_at: datetime
    open_tasks: tuple[Task, ...] = ()


def on_time_rate(closed_on_time: int, closed: int, open_overdue: int) -> float | None:
    """Share closed on time among closed and open overdue; None when there is nothing to count.

    Open overdue cases count against the office: leaving a case open never improves the rate.
    """
    due = closed + open_overdue
    return None if due == 0 else closed_on_time / due
