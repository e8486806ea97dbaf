"""Health says close, transport says keep open: shown until a named person above both has settled it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from clearway.core.cases import Case, CaseState
from clearway.core.casework import Position, Stance
from clearway.core.decisions import Decision
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.cases.conflicts import Conflict, conflicts_of, outranked, settle_conflict, take_position
from tests.examples import AT, COMMUNITY, a_measure

CASE = Case(
    number="C1", state=CaseState.IN_HANDLING, place_code=COMMUNITY, warning=None, closure=None, opened_at=AT
)  # fmt: skip
SAID = Bilingual("说明", "words")


def position(role: Role, stance: Stance, hours: int = 0) -> Position:
    """What an office ordered so many hours after the case was opened."""
    return Position(case="C1", role=role, stance=stance, text=SAID, since=AT + timedelta(hours=hours), by="somebody")


HEALTH = position(Role.COUNTY_HEALTH, Stance.CLOSE)
TRANSPORT = position(Role.TRANSPORT, Stance.KEEP_OPEN, 1)


def test_contrary_orders_are_a_conflict_and_like_orders_are_none() -> None:
    (found,) = conflicts_of(CASE, [HEALTH, TRANSPORT], [], None)
    assert (found.close[0], found.keep_open[0], found.since) == ("county_health", "transport", TRANSPORT.since)
    assert conflicts_of(CASE, [HEALTH, position(Role.POLICE, Stance.CLOSE)], [], None) == ()


def test_an_office_that_changes_its_mind_ends_the_conflict() -> None:
    assert conflicts_of(CASE, [HEALTH, TRANSPORT, position(Role.COUNTY_HEALTH, Stance.KEEP_OPEN, 2)], [], None) == ()


def test_what_was_settled_is_no_conflict_until_somebody_orders_anew() -> None:
    settled = AT + timedelta(hours=3)
    assert conflicts_of(CASE, [HEALTH, TRANSPORT], [], settled) == ()
    again = [position(Role.COUNTY_HEALTH, Stance.CLOSE, 4), position(Role.TRANSPORT, Stance.KEEP_OPEN, 5)]
    assert len(conflicts_of(CASE, [HEALTH, TRANSPORT, *again], [], settled)) == 1


def test_an_order_to_keep_open_is_contrary_to_a_registered_measure_that_closes_the_place() -> None:
    (found,) = conflicts_of(CASE, [TRANSPORT], [a_measure("M-1")], None)
    assert found.measure == "M-1"
    assert conflicts_of(CASE, [HEALTH], [a_measure("M-1")], None) == ()


def test_only_offices_above_settle_and_only_where_something_is_contrary(
    actors: Mapping[Role, Actor], rulebook: Rulebook
) -> None:
    found = conflicts_of(CASE, [HEALTH, TRANSPORT], [], None)
    for role, actor in actors.items():
        done = settle_conflict(CASE, found, Stance.KEEP_OPEN, "生命通道", by=actor, at=AT, rulebook=rulebook)
        assert isinstance(done, Decision) == (role in {Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE}), role
    by = actors[Role.COUNTY_GOVERNMENT]
    assert isinstance(settle_conflict(CASE, [], Stance.CLOSE, "x", by=by, at=AT, rulebook=rulebook), WrongState)
    assert isinstance(settle_conflict(CASE, found, Stance.CLOSE, " ", by=by, at=AT, rulebook=rulebook), Missing)


def test_residents_supervisors_and_the_machine_order_nothing(actors: Mapping[Role, Actor], rulebook: Rulebook) -> None:
    for role in (Role.RESIDENT, Role.MACHINE, Role.SUPERVISOR, Role.EVALUATOR, Role.HELPER, Role.CITY):
        outcome = take_position(CASE, Stance.CLOSE, SAID, by=actors[role], at=AT, rulebook=rulebook)
        assert isinstance(outcome, NotAllowed), role
    assert isinstance(
        take_position(CASE, Stance.CLOSE, None, by=actors[Role.POLICE], at=AT, rulebook=rulebook), Missing
    )


def test_the_lower_of_two_offices_gives_way_and_equals_are_for_a_person() -> None:
    assert outranked(Role.COMMUNITY, Role.TRANSPORT) is Role.COMMUNITY
    assert outranked(Role.COUNTY_HEALTH, Role.TRANSPORT) is None


def test_a_conflict_says_whose_order_gives_way_and_a_registered_measures_never_does() -> None:
    said = Bilingual("…", "…")
    close, keep_open = (Role.COMMUNITY.value, said), (Role.TRANSPORT.value, said)
    conflict = Conflict(place_code=COMMUNITY, close=close, keep_open=keep_open, since=AT)
    assert conflict.gives_way is Role.COMMUNITY
    assert replace(conflict, measure="M-1", close=("县政府", said)).gives_way is None
