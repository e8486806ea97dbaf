"""Incidents → warnings: a new one is raised once; the same incident seen later updates its warning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.decisions import Decision
from clearway.core.events import Event, WarningRaised, WarningUpdated
from clearway.core.evidence import FlowState
from clearway.core.places import Point, distance_m
from clearway.warn.context import Assessment, Surroundings, assess
from clearway.warn.incidents import NEAR_M, NEAR_TIME, Incident
from clearway.warn.proof import evidence_for
from clearway.warn.signals import THREE_DAYS

#: Below this chance nobody is sent out, unless the plan's own rule asks for it.
WORTH_A_CHECK = 0.5
#: An incident that ended longer ago is history, not work.
STALE = timedelta(hours=72)
#: A smaller change of the chance is not told again.
TELLING = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWarning:
    """A warning already raised, as recorded: enough to know the same incident again and whether it changed."""

    number: str
    cell: str
    point: Point
    since: datetime
    state: FlowState
    probability: float
    priority: float
    triggers: tuple[str, ...]
    sensor_links: tuple[str, ...] = ()
    report_numbers: tuple[str, ...] = ()
    ended_at: datetime | None = None


def raise_warnings(
    incidents: Iterable[Incident],
    open_warnings: Iterable[OpenWarning],
    surroundings: Mapping[str, Surroundings],
    *,
    at: datetime,
    number_of: Callable[[int], str],
) -> Decision:
    """``WarningRaised`` and ``WarningUpdated`` events for what is new or changed; nothing new: an empty decision.

    ``surroundings`` by incident ``key``; an incident without an entry is left out (its place is not known).
    ``number_of(i)`` gives the number of the i-th new warning of this decision (i = 0, 1, …).
    """
    events: list[Event] = []
    raised = 0
    warnings = list(open_warnings)
    for incident in incidents:
        around = surroundings.get(incident.key)
        if around is None or incident.point is None:
            continue
        known = next((one for one in warnings if same_incident(incident, one)), None)
        if known is not None:
            warnings.remove(known)
            events.extend(_update(incident, known, assess(incident, around, at)))
        elif _worth_raising(incident, at):
            events.append(_raise(incident, incident.point, around, assess(incident, around, at), number_of(raised)))
            raised += 1
    return Decision(tuple(events))


def same_incident(incident: Incident, known: OpenWarning) -> bool:
    """Whether a warning was raised about this very incident: by links or reports in common, else by place and time."""
    begin, end = incident.since - NEAR_TIME, incident.ended_at
    overlap = (known.ended_at is None or known.ended_at >= begin) and (end is None or known.since <= end + NEAR_TIME)
    reports = {number for signal in incident.signals for number in signal.reports}
    if reports & set(known.report_numbers):
        return True
    if set(incident.links) & set(known.sensor_links):
        return overlap
    if bool(incident.links) and bool(known.sensor_links):
        return _beside(incident, known) and abs(known.since - incident.since) <= NEAR_TIME
    return _beside(incident, known) and overlap and "lagging" not in known.triggers


def _beside(incident: Incident, known: OpenWarning) -> bool:
    return incident.point is not None and distance_m(incident.point, known.point) <= NEAR_M


def _worth_raising(incident: Incident, at: datetime) -> bool:
    fresh = incident.ended_at is None or incident.ended_at >= at - STALE
    return fresh and (incident.probability >= WORTH_A_CHECK or THREE_DAYS in incident.triggers)


def _raise(incident: Incident, point: Point, around: Surroundings, found: Assessment, number: str) -> WarningRaised:
    return WarningRaised(
        subject=number,
        place_code=around.place_code,
        place_name=around.place_name,
        cell=incident.cell,
        point=point,
        since=incident.since,
        raised_at=incident.raised_at,
        state=incident.state,
        probability=incident.probability,
        priority=found.priority,
        triggers=incident.triggers,
        evidence=evidence_for(incident),
        sentences=found.sentences,
        sensor_links=incident.links,
        road_links=around.road_links,
        access=around.access,
        measure=found.measure,
        rules=found.rules,
    )


def _update(incident: Incident, known: OpenWarning, found: Assessment) -> Iterable[WarningUpdated]:
    """The update, if anything a person should know changed."""
    reports = {number for signal in incident.signals for number in signal.reports}
    changed = (
        incident.state is not known.state
        or abs(incident.probability - known.probability) >= TELLING
        or set(incident.triggers) - set(known.triggers)
        or set(incident.links) - set(known.sensor_links)
        or reports - set(known.report_numbers)
        or (incident.ended_at is not None and known.ended_at is None)
    )
    if changed:
        yield WarningUpdated(
            subject=known.number,
            state=incident.state,
            probability=incident.probability,
            priority=found.priority,
            triggers=incident.triggers,
            evidence=evidence_for(incident),
            sentences=found.sentences,
            sensor_links=incident.links,
            ended_at=incident.ended_at,
        )
