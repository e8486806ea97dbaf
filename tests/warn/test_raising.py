"""Incidents become warnings once, in order of what they do to people, and are updated after that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from clearway.core.events import WarningRaised, WarningUpdated
from clearway.core.evidence import AccessLoss, FlowState
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.words import Bilingual
from clearway.warn.context import BEYOND_APPROVAL, LAWFUL, PAST_TERM, UNREGISTERED, Surroundings, assess, standing_of
from clearway.warn.episodes import LinkEpisode
from clearway.warn.fusion import fuse
from clearway.warn.incidents import Incident
from clearway.warn.raising import OpenWarning, raise_warnings
from clearway.warn.signals import THREE_DAYS, ComplaintSignal
from tests.warn.test_fusion import FAR, T0, episode, signal

AT = T0 + timedelta(hours=12)
COMMUNITY = "410102001001"
PLACE = Surroundings(place_code=COMMUNITY, place_name=Bilingual("一号社区", "Community One"))
LOSS = AccessLoss(
    kind="hospital",
    mode="car",
    people_cut_off=40,
    people_delayed=200,
    added_person_minutes=900,
    worst_added_seconds=1200,
)


def incidents(
    *episodes: LinkEpisode, calls: tuple[ComplaintSignal, ...] = (), at: datetime = AT
) -> tuple[Incident, ...]:
    return fuse(episodes, calls, at)


def decide(found: tuple[Incident, ...], known: tuple[OpenWarning, ...] = (), at: datetime = AT) -> tuple[object, ...]:
    around = {one.key: PLACE for one in found}
    return raise_warnings(found, known, around, at=at, number_of=lambda i: f"W{i}").events


def recorded(event: WarningRaised | WarningUpdated, first: WarningRaised) -> OpenWarning:
    return OpenWarning(
        number=first.subject,
        cell=first.cell,
        point=first.point,
        since=first.since,
        state=event.state,
        probability=event.probability,
        priority=event.priority,
        triggers=event.triggers,
        sensor_links=event.sensor_links,
        report_numbers=tuple(n for e in event.evidence if e.source == "complaints" for n in e.references),
        ended_at=getattr(event, "ended_at", None),
    )


def measure(place: str = COMMUNITY, *, ends: timedelta = timedelta(days=5), registered: bool = True) -> Measure:
    return Measure(
        number="M1",
        kind=MeasureKind.CLOSE_PLACE,
        place_code=place,
        place_text="",
        starts_at=AT - timedelta(days=3),
        ends_at=AT + ends,
        registered=registered,
    )


def test_a_confirmed_closure_is_raised_with_three_sentences_and_its_evidence() -> None:
    (event,) = decide(incidents(episode("1")))
    assert isinstance(event, WarningRaised)
    assert (event.subject, event.state, event.sensor_links) == ("W0", FlowState.CONFIRMED, ("1",))
    assert len(event.sentences) == 3
    assert event.evidence[0].references == ("1",)
    assert event.raised_at <= AT


def test_the_same_incident_seen_again_changes_nothing() -> None:
    found = incidents(episode("1"))
    (event,) = decide(found)
    assert isinstance(event, WarningRaised)
    assert decide(found, (recorded(event, event),)) == ()
    assert decide(found, (recorded(event, event),), AT + timedelta(hours=3)) == ()


def test_new_evidence_and_the_end_update_the_warning_and_raise_no_other() -> None:
    (first,) = decide(incidents(episode("1")))
    assert isinstance(first, WarningRaised)
    later = incidents(episode("1", ended=10), episode("-1", hours=1, ended=10), calls=(signal(hours=2),))
    (update,) = decide(later, (recorded(first, first),))
    assert isinstance(update, WarningUpdated)
    assert update.subject == "W0"
    assert update.sensor_links == ("-1", "1")
    assert update.ended_at == T0 + timedelta(hours=10)
    assert "complaint_burst" in update.triggers
    assert decide(later, (recorded(update, first),)) == ()


def test_a_second_closure_of_the_same_link_next_week_is_a_second_warning() -> None:
    (first,) = decide(incidents(episode("1", ended=5)))
    assert isinstance(first, WarningRaised)
    known = replace(recorded(first, first), ended_at=T0 + timedelta(hours=5))
    later = AT + timedelta(days=7)
    found = incidents(episode("1", hours=7 * 24), at=later)
    (second,) = decide(found, (known,), later)
    assert isinstance(second, WarningRaised)


def test_silent_sensors_and_old_history_are_not_sent_to_anybody() -> None:
    assert decide(incidents(episode("1", state=FlowState.SILENT), episode("2", FAR, state=FlowState.UNDECIDED))) == ()
    later = AT + timedelta(days=20)
    assert decide(incidents(episode("1", ended=5), at=later), (), later) == ()


def test_the_three_day_rule_opens_a_warning_by_itself() -> None:
    (event,) = decide(incidents(calls=(signal(trigger=THREE_DAYS, nats=0.0),)))
    assert isinstance(event, WarningRaised)
    assert event.triggers == (THREE_DAYS,)
    assert "risk.three_days_running" in event.rules


def test_an_incident_whose_place_is_unknown_waits() -> None:
    found = incidents(episode("1"))
    assert raise_warnings(found, (), {}, at=AT, number_of=str).events == ()


@pytest.mark.parametrize(
    ("measures", "risk", "standing"),
    [
        ((), None, UNREGISTERED),
        ((measure(),), None, LAWFUL),
        ((measure("410102001000"),), None, LAWFUL),
        ((measure(COMMUNITY + "-A1"),), None, BEYOND_APPROVAL),
        ((measure(),), RiskLevel.LOW, BEYOND_APPROVAL),
        ((measure(ends=timedelta(hours=-2)),), None, PAST_TERM),
        ((measure(ends=timedelta(hours=-2)), measure()), None, LAWFUL),
        ((measure(registered=False),), None, UNREGISTERED),
    ],
)
def test_what_the_register_says(measures: tuple[Measure, ...], risk: RiskLevel | None, standing: str) -> None:
    assert standing_of(replace(PLACE, measures=measures, risk=risk), AT)[0] == standing


def test_harm_and_unlawfulness_order_the_work() -> None:
    (one,) = incidents(episode("1"))
    cut_off = assess(one, replace(PLACE, access=(LOSS,)), AT)
    harmless = assess(one, replace(PLACE, access=(replace(LOSS, people_cut_off=0, added_person_minutes=0),)), AT)
    lawful = assess(one, replace(PLACE, access=(LOSS,), measures=(measure(),)), AT)
    unknown = assess(one, PLACE, AT)
    assert cut_off.priority > unknown.priority > harmless.priority > 0
    assert lawful.priority < cut_off.priority
    assert lawful.measure == "M1"
    assert 0 < cut_off.priority <= 1
    assert "40" in cut_off.sentences[1].zh
    assert "40" in cut_off.sentences[1].en
