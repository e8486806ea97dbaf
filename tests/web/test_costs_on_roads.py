"""The road part of an account is what the road engine says of the measure's own ways; counters tell crossings lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from django.conf import settings
from django.utils import timezone

from clearway.core.barriers import Barrier
from clearway.core.decisions import Decision
from clearway.core.events import MeasureRegistered
from clearway.core.measures import Measure
from clearway.core.people import machine
from clearway.core.places import Point
from clearway.core.sensors import SensorLink
from clearway.evaluate.account.norms import norms_on
from clearway.evaluate.account.terms import RoadLoss
from clearway.evaluate.costs import natural
from clearway.law.load import load_rulebook
from clearway.loop.account.gathering import gather
from clearway.loop.ask_roads import Question, ask
from clearway.loop.desk import Desk
from clearway.loop.look_at_map import roads_of
from clearway.loop.measure_costs import Costed, Gathered, costed, rules_on
from clearway.readings.shape import FLOW
from clearway.readings.store import Store
from clearway.record import feeds
from clearway.record.door import commit
from tests.examples import COMMUNITY, COUNTY, ZONE, a_load, a_measure
from tests.journeys.streets import Streets, laid
from tests.web.town import Town

pytestmark = pytest.mark.django_db
GATE = f"{COMMUNITY}-C01"


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


def the_desk() -> Desk:
    return Desk(by=machine(COUNTY), at=timezone.now(), rulebook=load_rulebook(), zone=ZONE)


def a_closed_way(*links: int, barrier: Barrier | None = Barrier.GUARD_ONLY, hours: float = 48.0) -> Measure:
    """A way closed for so many hours up to now."""
    now = timezone.now()
    measure = a_measure(
        number="M-way", place_code=GATE, place_text="春天家园", barrier=barrier,
        starts_at=now - timedelta(hours=hours), ends_at=now + timedelta(days=2),
    )  # fmt: skip
    event = MeasureRegistered(subject="M-way", measure=measure, road_links=links)
    commit(Decision((event,)), by=machine(COUNTY), at=now)
    return measure


def told(measure: Measure, store: Path | None = None) -> tuple[Gathered, Costed]:
    desk = the_desk()
    found = gather([measure], desk, settings.ENVIRONMENT.home, store)[measure.number]
    return found, costed(found, 0.0, rules_on(desk.rulebook, desk.local.date()))


def losses(found: Gathered) -> dict[str, RoadLoss]:
    assert found.terms.ways.losses is not None
    return {one.kind: one for one in found.terms.ways.losses}


def test_one_of_two_gates_is_told_as_the_engine_tells_it(town: Town, streets: Streets) -> None:
    found, account = told(a_closed_way(streets.south))
    answer = ask(settings.ENVIRONMENT.home, Question(closed=(streets.south,)))
    engine = {one.loss.kind: one.loss for one in answer.losses if one.loss.people_cut_off or one.loss.people_delayed}
    own = losses(found)
    assert engine
    assert own.keys() == engine.keys()
    for kind, loss in engine.items():
        assert own[kind].delayed == loss.people_delayed
        assert own[kind].cut_off == loss.people_cut_off
        assert own[kind].outside_minutes == pytest.approx(loss.added_person_minutes)
        assert own[kind].worst_minutes == pytest.approx(loss.worst_added_seconds / 60)
    trips = norms_on(load_rulebook(), timezone.localdate()).trips
    hours = sum(engine[kind].added_person_minutes / 60 * 2 * trips[kind][1] for kind in engine if kind in trips)
    assert natural(account.items)["detour_person_hours"] == pytest.approx(hours, rel=1e-3)
    assert natural(account.items)["restricted_person_hours"] == 0.0, "whoever can go round is not held"


def test_the_only_road_closed_holds_people_and_nobody_says_nought(town: Town, streets: Streets) -> None:
    found, account = told(a_closed_way(streets.hospital_road))
    sums = natural(account.items)
    assert losses(found)["hospital"].cut_off == 2
    assert sums["people_cut_off"] == 2
    assert sums["detour_person_hours"] == 0.0, "there is no way round: those cut off lose more than a detour"


def test_a_soft_barrier_closes_no_way_and_its_delay_is_unknown(town: Town, streets: Streets) -> None:
    found, account = told(a_closed_way(streets.south, barrier=Barrier.FACE_SCAN))
    assert found.terms.ways.losses is None
    assert natural(account.items)["detour_person_hours"] is None


def test_a_way_no_network_has_is_told_as_unknown(town: Town, streets: Streets) -> None:
    found, _ = told(a_closed_way(987654321))
    assert found.terms.ways.losses is None


def test_counters_on_the_way_tell_crossings_lost(town: Town, streets: Streets, tmp_path: Path) -> None:
    """Twenty an hour for nine weeks, then none: twenty lost each hour, and silence of a counter loses none."""
    network = roads_of(settings.ENVIRONMENT.home)[0].network
    lon, lat = network.shape(network.link_index(streets.hospital_road)).line.mean(axis=0)
    sensor = SensorLink(link="S-1", point=Point(float(lat), float(lon)))
    feeds.store_sensors([sensor], load=a_load("links"), by=machine(COUNTY), at=timezone.now())
    measure = a_closed_way(streets.hospital_road, hours=24.0)
    store = tmp_path / "readings"
    Store(store).append(_counts(measure.starts_at), "batch-1")
    _, account = told(measure, store)
    lost = next(one for one in account.items if one.kind == "crossings_lost")
    assert lost.value == pytest.approx(20 * 23, abs=21)
    assert lost.at_least is False
    _, blind = told(measure, tmp_path / "nothing")
    assert natural(blind.items)["crossings_lost"] is None


def _counts(closed: datetime) -> pa.Table:
    first = closed.astimezone(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(weeks=9)
    moments = [first + timedelta(hours=hour) for hour in range(9 * 168 + 26)]
    rows = {
        "link": ["S-1"] * len(moments),
        "at": moments,
        "minutes": [60] * len(moments),
        "count": [20 if at < closed else 0 for at in moments],
        "mode": [""] * len(moments),
    }
    return pa.table(rows).select(FLOW.names).cast(FLOW)
