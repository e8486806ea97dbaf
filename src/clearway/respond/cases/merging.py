"""Two cases that are one (并单), and taking that back: nothing is lost by a merge made in error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.case_events import CaseMerged, CaseUnmerged
from clearway.core.cases import OPEN_STATES, Case, CaseState
from clearway.core.casework import Merge
from clearway.core.decisions import Decision, Outcome
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook

#: Who sorts cases: whoever sorts reports, and the county that sees them all.
MERGERS = frozenset(
    {Role.HOTLINE, Role.TOWNSHIP, Role.INSPECTOR, Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT, Role.CITY}
)
#: A case with a closure of its own, or an order on it, is worked on: it takes others in and goes into none.
_MERGEABLE = frozenset({CaseState.ACCEPTED})


def merge_cases(
    case: Case, into: Case, reports: Sequence[str], reason: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """``case``, not yet filed, becomes part of ``into``; its ``reports`` go along and its clocks end unfinished.

    Returns:
        The decision; or ``NotAllowed`` (either place), ``WrongState`` (filed already, closed, or itself), ``Missing``.
    """
    for one in (case, into):
        if by.role not in MERGERS or not by.reaches(one.place_code):
            return NotAllowed(role=by.role.value, place=one.place_code, act="merge")
    if case.number == into.number or case.state not in _MERGEABLE:
        return WrongState(subject=case.number, state=case.state.value, act="merge")
    if into.state not in OPEN_STATES:
        return WrongState(subject=into.number, state=into.state.value, act="merge")
    if not reason.strip():
        return Missing(zh="并单理由", en="why these are one case")
    tasks = tuple(task.number for task in case.open_tasks)
    merged = CaseMerged(
        subject=case.number,
        into=into.number,
        reason=reason,
        from_state=case.state,
        reports=tuple(reports),
        tasks=tasks,
    )
    return Decision((merged,))


def undo_merge(merge: Merge, into: Case, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The merged case stands again where it stood: its reports return and its clocks go on as if never stopped.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (a reason).
    """
    if by.role not in MERGERS or not by.reaches(into.place_code):
        return NotAllowed(role=by.role.value, place=into.place_code, act="unmerge")
    if not reason.strip():
        return Missing(zh="撤销并单的理由", en="why they are not one case")
    undone = CaseUnmerged(
        subject=merge.case,
        out_of=merge.into,
        reason=reason,
        to_state=merge.from_state,
        reports=merge.reports,
        tasks=merge.tasks,
    )
    return Decision((undone,))
