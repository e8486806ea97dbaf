"""Cases as lists and pages show them: title, state, next clock, steps already made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from clearway.core.cases import OPEN_STATES, Case, CaseState, Task
from clearway.core.people import Actor, Role
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.record.models import CaseRow, ReportRow, WarningRow
from clearway.respond.moves import MOVES, Move, possible

#: The way a confirmed case goes; what a page shows as steps.
STEPS = (
    CaseState.ACCEPTED,
    CaseState.FILED,
    CaseState.DISPATCHED,
    CaseState.IN_HANDLING,
    CaseState.REPLIED,
    CaseState.VERIFIED,
    CaseState.CLOSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """One open case with its most urgent work order."""

    case: Case
    title: Bilingual
    task: Task | None
    overdue: bool
    sentence: Bilingual | None

    @property
    def address(self) -> str:
        """Its page."""
        return f"/cases/{self.case.number}"

    @property
    def holders(self) -> list[Role]:
        """Who has it: the office of the most urgent work order, else those who may move it."""
        return [self.task.role] if self.task else next_roles(self.case.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A case that waits for the reader's office, and the move to make first."""

    card: CaseCard
    move: Move


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: ``mark`` is ``done``, ``now`` or empty."""

    state: CaseState
    mark: str


def case_cards(cases: Iterable[Case], at: datetime) -> list[CaseCard]:
    """Open cases, those with an overdue work order first, then by the next clock."""
    kept = list(cases)
    titles = _titles(case.number for case in kept)
    sentences = _sentences(case.warning for case in kept)
    shown = [_card(case, titles[case.number], sentences.get(case.warning or ""), at) for case in kept]
    return sorted(shown, key=lambda one: (one.task is None, one.task.due_at if one.task else one.case.opened_at))


def work_of(actor: Actor, cards: Iterable[CaseCard]) -> list[Work]:
    """Cases that wait for this actor's office: a work order is theirs, or no order is open and the next move is."""
    return [
        Work(card=card, move=moves[0])
        for card in cards
        if (moves := possible(card.case, actor)) and _is_theirs(card.case, actor)
    ]


def _is_theirs(case: Case, actor: Actor) -> bool:
    return not case.open_tasks or any(
        task.role is actor.role and actor.reaches(task.region) for task in case.open_tasks
    )


def steps(state: CaseState, visited: frozenset[str]) -> list[Step]:
    """The way with what is behind and where the case stands; a case closed early shows only what it went through."""
    way = STEPS if state in OPEN_STATES or CaseState.FILED in visited else (CaseState.ACCEPTED, CaseState.CLOSED)
    at = way.index(state) if state in way else len(way)
    return [Step(one, "now" if place == at else "done" if place < at else "") for place, one in enumerate(way)]


def next_roles(state: CaseState) -> list[Role]:
    """The offices that may make a move from this state, in the order of the roles."""
    may = {role for move in MOVES if move.from_state is state for role in move.roles}
    return [role for role in Role if role in may]


def place_of_case(row: CaseRow) -> Point | None:
    """Where a case lies: its warning's point, else that of the report that began it; None: nobody told."""
    warning = WarningRow.objects.filter(number=row.warning).first() if row.warning else None
    if warning is not None:
        return Point(warning.lat, warning.lon)
    told = ReportRow.objects.filter(number=row.report).first() if row.report else None
    if told is None or told.lat is None or told.lon is None:
        return None
    return Point(told.lat, told.lon)


def _card(case: Case, title: Bilingual, sentence: Bilingual | None, at: datetime) -> CaseCard:
    task = min(case.open_tasks, key=lambda one: one.due_at, default=None)
    late = task is not None and task.overdue(at)
    task = replace(task, due_at=task.due(at), paused_at=None, paused_until=None) if task else None
    return CaseCard(case=case, title=title, task=task, overdue=late, sentence=sentence)


def _sentences(numbers: Iterable[str | None]) -> dict[str, Bilingual]:
    """Warning → its first sentence: why the case began."""
    rows = WarningRow.objects.filter(number__in=[number for number in numbers if number])
    told = rows.values_list("number", "sentences")
    return {number: Bilingual(said[0]["zh"], said[0]["en"]) for number, said in told if said}


def _titles(numbers: Iterable[str]) -> dict[str, Bilingual]:
    rows = CaseRow.objects.filter(number__in=list(numbers)).values_list("number", "title_zh", "title_en")
    return {number: Bilingual(zh, en) for number, zh, en in rows}
