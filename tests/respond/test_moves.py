"""Who may do what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from clearway.core.cases import Case, CaseState, Task, TaskKind
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed, WrongState
from clearway.respond.moves import MOVES, Move, possible, refusal
from tests.examples import AT, COMMUNITY, OTHER_COUNTY


def _case(state: CaseState) -> Case:
    return Case(number="C1", state=state, place_code=COMMUNITY, warning="W1", closure=None, opened_at=AT)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_a_move_is_open_to_its_roles_in_their_region_and_to_nobody_else(
    move: Move, actors: Mapping[Role, Actor]
) -> None:
    case = _case(move.from_state)
    assert move.from_state in move.begins
    for role, actor in actors.items():
        refused = refusal(case, move, actor)
        assert (refused is None) == (role in move.roles)
        assert refused is None or isinstance(refused, NotAllowed)
        abroad = replace(actor, region=OTHER_COUNTY)
        assert isinstance(refusal(case, move, abroad), NotAllowed)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_a_move_begins_in_its_state_only(move: Move, actors: Mapping[Role, Actor]) -> None:
    actor = actors[next(iter(move.roles))]
    for state in CaseState:
        refused = refusal(_case(state), move, actor)
        assert refused is None if state in move.begins else isinstance(refused, WrongState)


def test_the_machine_and_residents_decide_nothing(actors: Mapping[Role, Actor]) -> None:
    for state in CaseState:
        assert possible(_case(state), actors[Role.MACHINE]) == ()
        assert possible(_case(state), actors[Role.RESIDENT]) == ()


def test_whoever_reports_a_way_cleared_never_verifies_it_himself() -> None:
    by_name = {move.name: move for move in MOVES}
    assert not by_name["reply"].roles & by_name["verify"].roles


def test_what_is_closed_stays_closed_unless_somebody_calls_back_or_opens_it_again(
    actors: Mapping[Role, Actor],
) -> None:
    names = {move.name for actor in actors.values() for move in possible(_case(CaseState.CLOSED), actor)}
    assert names == {"revisit", "redo"}


def test_a_department_moves_a_case_only_while_it_holds_the_order_to_clear_the_way(actors: Mapping[Role, Actor]) -> None:
    police = actors[Role.POLICE]
    case = _case(CaseState.DISPATCHED)
    assert possible(case, police) == ()
    order = Task(
        number="T1", case="C1", kind=TaskKind.RECTIFY, role=Role.POLICE, region=police.region, opened_at=AT, due_at=AT
    )
    assert {move.name for move in possible(replace(case, open_tasks=(order,)), police)} == {"start", "return"}
