"""The loop looks at every clock: who is warned before a limit, what goes to the level above, which ways count again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.case_events import TaskNearLimit
from clearway.core.cases import CaseState
from clearway.core.casework import EvidenceKind
from clearway.core.decisions import Decision
from clearway.core.events import Event
from clearway.core.places import Level, region_at
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.models import CaseRow, MeasureRow, ReportRow
from clearway.record.reading.casework import has_evidence
from clearway.record.reading.reporters import reprisals
from clearway.respond.cases.answering import sensor_recovered
from clearway.respond.cases.clocks import standing
from clearway.respond.cases.reprisals import WATCHED, Act, Told, suspected
from clearway.respond.cases.tasks import escalated_by_clock

_WATCHING = (CaseState.DISPATCHED, CaseState.IN_HANDLING, CaseState.SUPERVISED, CaseState.REPLIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one look at the clocks did: numbers of work orders, cases and reports."""

    warned: tuple[str, ...]
    escalated: tuple[str, ...]
    recovered: tuple[str, ...]
    reprisals: tuple[str, ...]


def keep_time(desk: Desk) -> Kept:
    """Write what the clocks say at the desk's moment; a second look at the same moment finds nothing new."""
    with session():
        return Kept(
            warned=_warn(desk), escalated=_escalate(desk), recovered=_recovered(desk), reprisals=_reprisals(desk)
        )


def _warn(desk: Desk) -> tuple[str, ...]:
    told: list[Event] = []
    for task in reading.open_tasks():
        stands = standing(task, desk.local, desk.rulebook)
        if stands.near and not task.warned:
            told.append(
                TaskNearLimit(
                    subject=task.number, case=task.case, role=task.role, region=task.region, due_at=task.due_at
                )
            )
    return _written(told, desk)


def _escalate(desk: Desk) -> tuple[str, ...]:
    found = (escalated_by_clock(task, desk.local, desk.rulebook) for task in reading.open_tasks())
    return _written([one for one in found if one is not None], desk)


def _recovered(desk: Desk) -> tuple[str, ...]:
    """Cases being cleared whose warning the loop ended because people pass again."""
    done = []
    for row in CaseRow.objects.filter(state__in=[state.value for state in _WATCHING]).exclude(warning=None):
        number = str(row.warning)
        warning = reading.warning(number)
        if warning is None or warning.ended_at is None or not warning.raised.sensor_links:
            continue
        if has_evidence(row.number, EvidenceKind.SENSOR.value, number):
            continue
        case, link = reading.case(row.number, lock=True), warning.raised.sensor_links[0]
        write(sensor_recovered(case, number, link, at=desk.at), desk)
        done.append(row.number)
    return tuple(done)


def _reprisals(desk: Desk) -> tuple[str, ...]:
    """New barriers at the places of people who reported, within the days of the rule."""
    days = timedelta(days=float(desk.rulebook.value(WATCHED, desk.local.date())))
    rows = MeasureRow.objects.filter(registered=False, starts_at__gte=desk.at - days, starts_at__lte=desk.at)
    found = [row for row in rows if row.place_code and row.case]
    acts = [Act(number=row.number, place_code=str(row.place_code), since=row.starts_at) for row in found]
    of_case = {row.number: str(row.case) for row in found}
    told = _reports_near({act.place_code[:12] for act in acts}, desk.at - 2 * days) if acts else []
    known = {(row.report, row.act) for row in reprisals(region_at(desk.by.region, Level.PROVINCE), desk.at - 2 * days)}
    events = [one for one in suspected(told, acts, of_case, days) if (one.subject, one.act) not in known]
    return _written(events, desk)


def _reports_near(communities: set[str], since: datetime) -> list[Told]:
    rows = ReportRow.objects.filter(at__gte=since).exclude(case=None).exclude(place_code=None)
    return [
        Told(number=row.number, place_code=row.place_code, at=row.at, case=row.case)
        for row in rows.iterator(2_000)
        if row.place_code and row.place_code[:12] in communities
    ]


def _written(events: Sequence[Event], desk: Desk) -> tuple[str, ...]:
    if events:
        write(Decision(tuple(events)), desk)
    return tuple(event.subject for event in events)
