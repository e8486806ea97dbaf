"""The loop, once: what is known up to a moment → incidents → warnings → checks that a person is asked to make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from clearway.core.decisions import Decision
from clearway.core.events import WarningRaised, WarningUpdated
from clearway.core.intake import Feed
from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.core.rules import Rulebook
from clearway.core.warnings import WarningFacts
from clearway.environment import Environment
from clearway.law.load import load_rulebook
from clearway.loop.checks import wants_check
from clearway.loop.neighbourhood import Neighbourhood
from clearway.loop.networks import open_roads
from clearway.loop.overdue_measures import LaggingSummary, raise_lagging
from clearway.loop.surroundings import Ground, lay_ground, surroundings_of
from clearway.readings.store import Store
from clearway.record import door, reading
from clearway.record.numbers import next_number
from clearway.respond.verification import open_check
from clearway.warn.complaints import complaint_signals
from clearway.warn.flow import scan
from clearway.warn.fusion import fuse
from clearway.warn.incidents import Incident
from clearway.warn.raising import OpenWarning, raise_warnings

#: How far back a run reads: eight weeks of baseline and one in which an incident may have begun.
WINDOW = timedelta(weeks=9)

Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What one run saw and did. ``silent_feeds`` have said nothing for a day before ``at`` (or ever)."""

    at: datetime
    readings: int
    links: int
    reports: int
    incidents: tuple[Incident, ...]
    raised: tuple[WarningFacts, ...]
    updated: tuple[str, ...]
    checks: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    lagging: LaggingSummary
    silent_feeds: tuple[str, ...]
    ground: Ground = field(repr=False)


def watch(environment: Environment, *, at: datetime, by: Actor, stage: Stage = lambda name: None) -> WatchReport:
    """Run the loop up to ``at``. Running it again at the same moment changes nothing.

    ``by`` is the machine, acting for the installation's region; ``stage`` is told what begins.
    """
    zone, rulebook = environment.time_zone, load_rulebook()
    stage("places and roads")
    places = {place.code: place for place in reading.places()}
    sensors = reading.sensors()
    ground = lay_ground(
        Neighbourhood(places, environment.county),
        reading.measures_placed(),
        open_roads(environment.home / "roads", reading.facilities()),
        sensors,
    )
    stage("counts")
    table = Store(environment.store).read(at - WINDOW, at)
    episodes = scan(table, sensors, reading.calendar(), at)
    stage("complaints")
    reports = tuple(reading.reports(since=at - WINDOW, until=at))
    days = int(rulebook.value("risk.three_days_running", at.astimezone(zone).date())["days"])
    signals = complaint_signals(reports, places, at, zone=zone, days=days)
    stage("warnings")
    incidents = fuse(episodes, signals, at)
    raised, updated = _raise(incidents, ground, zone, by=by, at=at)
    lagging = raise_lagging(ground.neighbourhood, rulebook, zone, by=by, at=at)
    checks, refusals = _open_checks([*raised, *lagging.raised], rulebook, zone, by=by, at=at)
    return WatchReport(
        at=at,
        readings=table.num_rows,
        links=len(sensors),
        reports=len(reports),
        incidents=incidents,
        raised=tuple(fact for number in raised if (fact := reading.warning(number))),
        updated=updated,
        checks=checks,
        refusals=refusals,
        lagging=lagging,
        silent_feeds=silent_feeds(at),
        ground=ground,
    )


def silent_feeds(at: datetime, patience: timedelta = timedelta(days=1)) -> tuple[str, ...]:
    """Feeds that carry moments and have none within ``patience`` before ``at``: silence is never calm."""
    fresh = reading.freshness()
    timed = (Feed.FLOW, Feed.COMPLAINTS, Feed.CASES)
    return tuple(
        feed.value
        for feed in timed
        if feed.value not in fresh or (last := fresh[feed.value].last_at) is None or last < at - patience
    )


def _raise(
    incidents: tuple[Incident, ...], ground: Ground, zone: ZoneInfo, *, by: Actor, at: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    around = {incident.key: surroundings_of(incident, ground) for incident in incidents}
    with door.session():
        number_of = cache(lambda index: next_number("W", at, zone))
        known = [as_open(facts) for facts in reading.warnings_since(at - WINDOW)]
        decision = raise_warnings(incidents, known, around, at=at, number_of=number_of)
        door.commit(decision, by=by, at=at)
    return _subjects(decision, WarningRaised), _subjects(decision, WarningUpdated)


def _subjects(decision: Decision, kind: type) -> tuple[str, ...]:
    return tuple(event.subject for event in decision.events if isinstance(event, kind))


def as_open(facts: WarningFacts) -> OpenWarning:
    """A recorded warning, as the matching of incidents wants it."""
    raised = facts.raised
    reports = {number for piece in raised.evidence if piece.source == "complaints" for number in piece.references}
    return OpenWarning(
        number=raised.subject,
        cell=raised.cell,
        point=raised.point,
        since=raised.since,
        state=raised.state,
        probability=raised.probability,
        priority=raised.priority,
        triggers=raised.triggers,
        sensor_links=raised.sensor_links,
        report_numbers=tuple(sorted(reports)),
        ended_at=facts.ended_at,
    )


def _open_checks(
    numbers: list[str], rulebook: Rulebook, zone: ZoneInfo, *, by: Actor, at: datetime
) -> tuple[tuple[str, ...], tuple[Refusal, ...]]:
    opened, refused = [], []
    for number in numbers:
        facts = reading.warning(number)
        if facts is None or not wants_check(facts):
            continue
        with door.session():
            outcome = open_check(
                facts,
                case=next_number("C", at, zone),
                task=next_number("T", at, zone),
                by=by,
                at=at,
                rulebook=rulebook,
            )
            if isinstance(outcome, Refusal):
                refused.append(outcome)
            else:
                door.commit(outcome, by=by, at=at)
                opened.append(number)
    return tuple(opened), tuple(refused)
