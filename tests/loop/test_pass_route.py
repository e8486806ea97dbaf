"""Which gates a pass names: those on the way the road engine finds, at the time the pass is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings

from clearway.core.decisions import Decision
from clearway.core.events import MeasureRegistered
from clearway.core.measure_events import MeasureAdjusted
from clearway.core.measures import MeasureKind
from clearway.core.passes import ControlledGate, Term
from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.law.load import load_rulebook
from clearway.loop.gate_help import gates_shown
from clearway.loop.list_gates import known_gates, list_gates
from clearway.loop.pass_route import gates_on_route
from clearway.record import feeds
from clearway.record.door import commit
from clearway.record.models import GateRow
from tests.examples import AT, COMMUNITY, COUNTY, a_load, a_measure
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import desk_of

pytestmark = pytest.mark.django_db
HOME, TERM = f"{COMMUNITY}-C09", Term(starts_at=AT, ends_at=AT + timedelta(hours=24))


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture
def points(streets: Streets) -> tuple[Point, Point]:
    """The homes east of the compound's gates, and the hospital."""
    from clearway.roads.network import Network

    network = Network.open(settings.ENVIRONMENT.home / "roads" / "streets")
    home = Point(float(network.homes.lat.min()), float(network.homes.lon.max()))
    feeds.store_places(
        [Place(code=HOME, kind=PlaceKind.COMPOUND, name="双门小区", point=home)],
        load=a_load("places"), by=machine(COUNTY), at=AT,
    )  # fmt: skip
    hospital = network.facilities[0].entrances[0]
    return home, hospital


def _measure(number: str, links: tuple[int, ...], days: int = 5) -> None:
    measure = a_measure(
        number, kind=MeasureKind.CLOSE_PLACE, place_code=COMMUNITY, ends_at=AT + timedelta(days=days),
    )  # fmt: skip
    registered = MeasureRegistered(subject=number, measure=measure, road_links=links)
    commit(Decision((registered,)), by=machine(COUNTY), at=AT)


def _gates() -> dict[int | None, ControlledGate]:
    list_gates(settings.ENVIRONMENT.home, desk_of(Role.MACHINE))
    return {one.link: one for one in known_gates(load_rulebook())}


def test_only_the_gate_on_the_quickest_way_is_named(streets: Streets, points: tuple[Point, Point]) -> None:
    _measure("M-7", (streets.south, streets.north))
    gates = _gates()
    assert set(gates) == {streets.south, streets.north}
    met = gates_on_route(settings.ENVIRONMENT.home, tuple(gates.values()), HOME, points[1], TERM)
    assert met == (gates[streets.south].number,)


def test_a_gate_that_is_open_again_by_then_is_not_named(streets: Streets, points: tuple[Point, Point]) -> None:
    _measure("M-7", (streets.south,), days=2)
    gates = tuple(_gates().values())
    later = Term(starts_at=AT + timedelta(days=3), ends_at=AT + timedelta(days=4))
    assert gates_on_route(settings.ENVIRONMENT.home, gates, HOME, points[1], later) == ()
    assert gates_on_route(settings.ENVIRONMENT.home, gates, HOME, points[1], TERM) == (gates[0].number,)


def test_a_way_an_adjustment_leaves_out_is_an_open_gate(streets: Streets, points: tuple[Point, Point]) -> None:
    _measure("M-7", (streets.south, streets.north))
    assert all(gate.controlled(AT) for gate in _gates().values())
    adjusted = MeasureAdjusted(
        subject="M-7", ends_at=AT + timedelta(days=5), road_links=(streets.north,), scope="北门", reason="南门放开"
    )
    commit(Decision((adjusted,)), by=machine(COUNTY), at=AT)
    assert [link for link, gate in _gates().items() if gate.controlled(AT)] == [streets.north]


def test_numbering_again_finds_nothing_to_do(streets: Streets, points: tuple[Point, Point]) -> None:
    _measure("M-7", (streets.south,))
    assert len(list_gates(settings.ENVIRONMENT.home, desk_of(Role.MACHINE))) == 1
    assert list_gates(settings.ENVIRONMENT.home, desk_of(Role.MACHINE)) == ()
    assert GateRow.objects.count() == 1


def test_a_gatekeeper_is_shown_the_way_to_the_nearest_open_gate(streets: Streets, points: tuple[Point, Point]) -> None:
    _measure("M-7", (streets.south,))
    (shown,) = gates_shown(settings.ENVIRONMENT.home, _gates().values(), AT)
    assert shown.nearest is not None
    assert 250 < shown.nearest.metres < 500
    assert 225 < shown.nearest.bearing < 315, "the other gate lies west"


def test_where_every_gate_is_controlled_none_is_promised(streets: Streets, points: tuple[Point, Point]) -> None:
    _measure("M-7", (streets.south, streets.north))
    assert [one.nearest for one in gates_shown(settings.ENVIRONMENT.home, _gates().values(), AT)] == [None, None]
