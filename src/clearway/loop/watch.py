"""The loop, once: what is known up to a moment → incidents → warnings → checks that a person is asked to make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from clearway.core.decisions import Decision
from clearway.core.events import WarningRaised, WarningUpdated
from clearway.core.intake import Feed
from clearway.core.refusals import Refusal
from clearway.core.warnings import WarningFacts
from clearway.core.words import Language
from clearway.environment import Environment
from clearway.law.load import load_rulebook
from clearway.loop.answer_opinion import open_items
from clearway.loop.beside_the_model import raise_beside, told_by_a_rule
from clearway.loop.calibrated import calibrated
from clearway.loop.checks import open_checks
from clearway.loop.desk import Desk
from clearway.loop.forget_passes import keep_passes
from clearway.loop.grade_places import grade_county
from clearway.loop.hold_vote import announce_due
from clearway.loop.judge_in_force import judge_in_force
from clearway.loop.jurisdiction import the_loop
from clearway.loop.keep_time import keep_time
from clearway.loop.neighbourhood import Neighbourhood
from clearway.loop.networks import open_roads
from clearway.loop.overdue_measures import LaggingSummary, raise_lagging
from clearway.loop.surroundings import Ground, lay_ground, surroundings_of
from clearway.loop.upkeep import note_silent_sensors
from clearway.readings.store import Store
from clearway.record import door, reading
from clearway.record.numbers import next_number
from clearway.record.retention import forget_texts
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
    raised: tuple[str, ...]
    updated: tuple[str, ...]
    checks: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    lagging: LaggingSummary
    silent_feeds: tuple[str, ...]

    def summary(self, language: Language) -> list[str]:
        """The run in a few lines."""
        raised, checks = len(self.raised) + len(self.lagging.raised), len(self.checks)
        lag = ", ".join(f"{kind} {count}" for kind, count in sorted(self.lagging.counts.items())) or "0"
        quiet = ", ".join(self.silent_feeds)
        if language == "zh":
            return [
                f"读数 {self.readings:,} 条，断面 {self.links} 个，线索 {self.reports} 条（至 {self.at:%m-%d %H:%M}）",
                f"异常 {len(self.incidents)} 起，新预警 {raised} 条，更新 {len(self.updated)} 条，自动派核 {checks} 件",
                f"在效措施 {self.lagging.in_force} 件，滞后：{lag}",
                f"没有新数据的来源：{quiet or '无'}",
            ]
        return [
            f"{self.readings:,} readings, {self.links} links, {self.reports} reports (up to {self.at.isoformat()})",
            f"{len(self.incidents)} incidents, {raised} warnings raised, {len(self.updated)} updated, {checks} checks",
            f"{self.lagging.in_force} measures in force, lagging: {lag}",
            f"feeds that have fallen silent: {quiet or 'none'}",
        ]


def watch(environment: Environment, *, at: datetime, stage: Stage = lambda name: None) -> WatchReport:
    """Run the loop up to ``at``. Running it again at the same moment changes nothing; ``stage`` hears what begins."""
    at = at.astimezone(environment.time_zone)
    rulebook = load_rulebook()
    stage("places and roads")
    places = {place.code: place for place in reading.places()}
    desk = Desk(by=the_loop(environment.county, places.values()), at=at, rulebook=rulebook, zone=environment.time_zone)
    sensors = reading.sensors()
    ground = lay_ground(
        Neighbourhood(places, environment.county),
        reading.measures_placed(),
        open_roads(environment.home / "roads", reading.facilities()),
        sensors,
    )
    stage("counts")
    table = Store(environment.store).read(at - WINDOW, at)
    episodes = scan(table, sensors, reading.calendar(), at, zone=environment.time_zone)
    stage("complaints")
    reports = tuple(reading.reports(since=at - WINDOW, until=at))
    called = [report for report in reports if report.channel != "post"]
    signals = complaint_signals(called, places, at, zone=desk.zone, days=_days_running(desk))
    stage("warnings")
    incidents = fuse(episodes, signals, at)
    raised, updated = _raise(incidents, ground, desk)
    forget_texts(by=desk.by, at=at)
    announce_due(desk)
    keep_passes(environment.home, desk)
    lagging = raise_lagging(ground.neighbourhood, desk)
    note_silent_sensors(table, episodes, sensors, ground.neighbourhood, desk)
    beside = raise_beside(reports, ground.neighbourhood, desk)
    checks, refusals = open_checks([*raised, *lagging.raised, *beside], desk)
    open_items(desk)
    keep_time(desk)
    grade_county(desk)
    judge_in_force(desk, environment.home, environment.store)
    return WatchReport(
        at=at,
        readings=table.num_rows,
        links=len(sensors),
        reports=len(reports),
        incidents=incidents,
        raised=(*raised, *beside),
        updated=updated,
        checks=checks,
        refusals=refusals,
        lagging=lagging,
        silent_feeds=silent_feeds(at),
    )


def _days_running(desk: Desk) -> int:
    return int(desk.rulebook.value("risk.three_days_running", desk.at.date())["days"])


def silent_feeds(at: datetime, patience: timedelta = timedelta(days=1)) -> tuple[str, ...]:
    """Feeds that carry moments and have none within ``patience`` before ``at``: silence is never calm."""
    fresh = reading.freshness()
    timed = (Feed.FLOW, Feed.COMPLAINTS, Feed.CASES)
    return tuple(
        feed.value
        for feed in timed
        if feed.value not in fresh or (last := fresh[feed.value].last_at) is None or last < at - patience
    )


def _raise(incidents: tuple[Incident, ...], ground: Ground, desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    around = {incident.key: surroundings_of(incident, ground) for incident in incidents}
    with door.session():
        number_of = cache(lambda index: next_number("W", desk.at, desk.zone))
        standing = reading.warnings_since(desk.at - WINDOW)
        known = [as_open(facts) for facts in standing if not told_by_a_rule(facts)]
        claimed = raise_warnings(incidents, known, around, at=desk.at, number_of=number_of)
        decision = calibrated(claimed, {facts.number: facts for facts in standing}, desk.at)
        door.commit(decision, by=desk.by, at=desk.at)
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
        probability=raised.probability if raised.own_probability is None else raised.own_probability,
        priority=raised.priority,
        triggers=raised.triggers,
        sensor_links=raised.sensor_links,
        report_numbers=tuple(sorted(reports)),
        ended_at=facts.ended_at,
    )
