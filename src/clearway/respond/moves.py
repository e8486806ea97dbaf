"""Which move leads from which state to which, and which roles may make it: one table, read by decisions and pages."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.cases import Case, CaseState, TaskKind
from clearway.core.events import CaseMoved
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed, Refusal, WrongState
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One act on a case. ``asks`` names what the person must state: note, finding, order, grade.

    ``also``: further states it may begin in; ``holders``: whoever holds the open order to clear the way may make it.
    """

    name: str
    title: Bilingual
    from_state: CaseState
    to_state: CaseState
    roles: frozenset[Role]
    asks: str
    also: frozenset[CaseState] = frozenset()
    holders: bool = False

    @property
    def begins(self) -> frozenset[CaseState]:
        """Every state it may begin in."""
        return self.also | {self.from_state}


_CHECKERS = frozenset({Role.TOWNSHIP, Role.INSPECTOR})
_HANDLERS = frozenset({Role.COMMUNITY, Role.TOWNSHIP})

FILE = Move(
    name="file",
    title=Bilingual("核查属实，立案", "Confirm and file"),
    from_state=CaseState.ACCEPTED,
    to_state=CaseState.FILED,
    roles=_CHECKERS,
    asks="finding",
)
CLEAR_OF_SUSPICION = Move(
    name="clear_of_suspicion",
    title=Bilingual("核查不实，结案", "Not confirmed: close"),
    from_state=CaseState.ACCEPTED,
    to_state=CaseState.CLOSED,
    roles=_CHECKERS,
    asks="finding",
)
DISPATCH = Move(
    name="dispatch",
    title=Bilingual("责令整改并派遣", "Order rectification"),
    from_state=CaseState.FILED,
    to_state=CaseState.DISPATCHED,
    roles=frozenset({Role.COUNTY_GOVERNMENT}),
    asks="order",
)
START = Move(
    name="start",
    title=Bilingual("开始处置", "Start the work"),
    from_state=CaseState.DISPATCHED,
    to_state=CaseState.IN_HANDLING,
    roles=_HANDLERS,
    asks="",
    holders=True,
)
REPLY = Move(
    name="reply",
    title=Bilingual("报告已拆除", "Report it cleared"),
    from_state=CaseState.IN_HANDLING,
    to_state=CaseState.REPLIED,
    roles=_HANDLERS,
    asks="note",
    also=frozenset({CaseState.SUPERVISED}),
    holders=True,
)
VERIFY = Move(
    name="verify",
    title=Bilingual("复核通过，已畅通", "Verify: the way is open"),
    from_state=CaseState.REPLIED,
    to_state=CaseState.VERIFIED,
    roles=frozenset({Role.INSPECTOR}),
    asks="note",
)
REOPEN = Move(
    name="reopen",
    title=Bilingual("复核不通过，重办", "Still blocked: send back"),
    from_state=CaseState.REPLIED,
    to_state=CaseState.IN_HANDLING,
    roles=frozenset({Role.INSPECTOR}),
    asks="note",
)
CLOSE = Move(
    name="close",
    title=Bilingual("结案", "Close the case"),
    from_state=CaseState.VERIFIED,
    to_state=CaseState.CLOSED,
    roles=frozenset({Role.COUNTY_GOVERNMENT, Role.COUNTY_HEALTH}),
    asks="note",
)
RETURN = Move(
    name="return",
    title=Bilingual("退单", "Return the order"),
    from_state=CaseState.DISPATCHED,
    to_state=CaseState.FILED,
    roles=_HANDLERS,
    asks="note",
    also=frozenset({CaseState.IN_HANDLING, CaseState.SUPERVISED}),
    holders=True,
)
SUPERVISE = Move(
    name="supervise",
    title=Bilingual("督办", "Put under supervision"),
    from_state=CaseState.IN_HANDLING,
    to_state=CaseState.SUPERVISED,
    roles=frozenset({Role.COUNTY_GOVERNMENT, Role.INSPECTOR, Role.CITY, Role.PROVINCE}),
    asks="note",
    also=frozenset({CaseState.DISPATCHED, CaseState.REPLIED}),
)
REDO = Move(
    name="redo",
    title=Bilingual("重办", "Reopen the case"),
    from_state=CaseState.CLOSED,
    to_state=CaseState.ACCEPTED,
    roles=frozenset({Role.HOTLINE, Role.INSPECTOR, Role.COUNTY_GOVERNMENT, Role.COUNTY_HEALTH, Role.CITY}),
    asks="note",
    also=frozenset({CaseState.REVISITED, CaseState.RATED}),
)
REVISIT = Move(
    name="revisit",
    title=Bilingual("回访", "Call back"),
    from_state=CaseState.CLOSED,
    to_state=CaseState.REVISITED,
    roles=frozenset({Role.HOTLINE, Role.INSPECTOR}),
    asks="note",
    also=frozenset({CaseState.RATED}),
)

MOVES = (FILE, CLEAR_OF_SUSPICION, DISPATCH, START, REPLY, VERIFY, REOPEN, CLOSE, RETURN, SUPERVISE, REVISIT, REDO)


def possible(case: Case, by: Actor) -> tuple[Move, ...]:
    """What this person may do with the case as it stands, in the order of the table."""
    return tuple(move for move in MOVES if refusal(case, move, by) is None)


def refusal(case: Case, move: Move, by: Actor) -> Refusal | None:
    """Why this person may not make this move now; None where they may. Role and region come before state."""
    if not (by.role in move.roles or (move.holders and _holds(case, by))) or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act=move.name)
    if case.state not in move.begins:
        return WrongState(subject=case.number, state=case.state.value, act=move.name)
    return None


def moved(case: Case, move: Move, reason: str) -> CaseMoved:
    """The event of the move."""
    return CaseMoved(subject=case.number, move=move.name, from_state=case.state, to_state=move.to_state, reason=reason)


def _holds(case: Case, by: Actor) -> bool:
    """Whether an open order to clear the way lies with this office, wherever it came from."""
    return any(task.kind is TaskKind.RECTIFY and task.role is by.role for task in case.open_tasks)
