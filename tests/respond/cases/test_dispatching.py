"""Which office is proposed: by place, by kind of barrier, by who put it up; and that it may hold the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import TaskKind
from clearway.core.people import Role
from clearway.core.places import covers
from clearway.respond.cases.dispatching import propose_office
from clearway.respond.cases.tasks import HOLDERS
from tests.examples import COMMUNITY


@pytest.mark.parametrize(
    ("barrier", "imposed_by", "role"),
    [
        (Barrier.CHAINED_GATE, ImposedBy.PROPERTY, Role.COMMUNITY),
        (Barrier.CHAINED_GATE, ImposedBy.COMMITTEE, Role.TOWNSHIP),
        (Barrier.CODE_SCAN, ImposedBy.GOVERNMENT, Role.TOWNSHIP),
        (Barrier.SOIL_MOUND, ImposedBy.UNKNOWN, Role.TRANSPORT),
        (Barrier.VEHICLE_BAN, ImposedBy.PROPERTY, Role.TRANSPORT),
        (Barrier.PILED_GOODS, ImposedBy.PRIVATE, Role.POLICE),
        (None, ImposedBy.UNKNOWN, Role.COMMUNITY),
    ],
)
def test_an_office_is_proposed_by_what_stands_and_who_put_it_up(
    barrier: Barrier | None, imposed_by: ImposedBy, role: Role
) -> None:
    assert propose_office(barrier, imposed_by, COMMUNITY).role is role


@given(st.none() | st.sampled_from(Barrier), st.sampled_from(ImposedBy))
def test_whoever_is_proposed_may_hold_the_order_and_reaches_the_place(
    barrier: Barrier | None, imposed_by: ImposedBy
) -> None:
    proposed = propose_office(barrier, imposed_by, f"{COMMUNITY}-A")
    assert proposed.role in HOLDERS[TaskKind.RECTIFY]
    assert covers(proposed.region, COMMUNITY)
    assert not (imposed_by is ImposedBy.COMMITTEE and proposed.role is Role.COMMUNITY)
