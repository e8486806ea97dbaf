"""Rows back into core objects."""

from __future__ import annotations

from clearway.core.barriers import Barrier, BarrierNature, ImposedBy, Service, TextStatus, Topic
from clearway.core.cases import Case, CaseState, CheckOutcome, ClaimType, Task, TaskKind
from clearway.core.events import WarningRaised
from clearway.core.evidence import AccessLoss, Evidence, FlowState
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.people import Role
from clearway.core.places import Level, Place, PlaceKind, Point
from clearway.core.reports import Reading, Report
from clearway.core.warnings import WarningFacts
from clearway.core.words import Bilingual
from clearway.record.models import CaseRow, FacilityRow, MeasureRow, PlaceRow, ReportRow, TaskRow, WarningRow
from clearway.record.plain import from_plain
from clearway.record.reading.ending import ended_by_clock


def point_of(lat: float | None, lon: float | None) -> Point | None:
    """A point, where both numbers are known."""
    return None if lat is None or lon is None else Point(lat, lon)


def place_of(row: PlaceRow) -> Place:
    """A place."""
    return Place(
        code=row.code,
        kind=PlaceKind(row.kind),
        name=row.name,
        parent=row.parent,
        population=row.population,
        age60=row.age60,
        point=point_of(row.lat, row.lon),
    )


def facility_of(row: FacilityRow) -> Facility:
    """A facility."""
    return Facility(
        kind=FacilityKind(row.kind),
        name=row.name,
        entrances=tuple(Point(lat, lon) for lat, lon in row.entrances),
        capacity=row.capacity,
        source=row.source,
    )


def measure_of(row: MeasureRow) -> Measure:
    """A measure; its end is where its term or its release clock ends it, whichever comes first."""
    return ended_by_clock(measure_as_kept(row), row.release_days)


def measure_as_kept(row: MeasureRow) -> Measure:
    """A measure with the end of its term, whatever its release clock says."""
    return Measure(
        number=row.number,
        kind=MeasureKind(row.kind),
        place_code=row.place_code,
        place_text=row.place_text,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        level=RiskLevel(row.level) if row.level else None,
        registered=row.registered,
        barrier=Barrier(row.barrier) if row.barrier else None,
        imposed_by=ImposedBy(row.imposed_by),
        legal_basis=row.legal_basis,
        deciding_organ=row.deciding_organ,
        scope=row.scope,
        reason=row.reason,
        public_notice_id=row.public_notice_id,
        filed_with=row.filed_with,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
    )


def report_of(row: ReportRow) -> Report:
    """A report; its text is empty once forgotten."""
    reading = Reading(
        topic=Topic(row.topic),
        barrier=BarrierNature(row.barrier),
        status=TextStatus(row.text_status),
        confidence=row.confidence,
        words=tuple(row.words),
    )
    return Report(
        number=row.number,
        at=row.at,
        channel=row.channel,
        claim_type=ClaimType(row.claim_type),
        text=row.text,
        reading=reading,
        place_code=row.place_code,
        point=point_of(row.lat, row.lon),
        caller=row.caller,
        external_id=row.external_id,
        service=Service(row.service) if row.service else None,
        simulated=row.simulated,
        answered_at=row.answered_at,
    )


def warning_of(row: WarningRow) -> WarningFacts:
    """A warning as it stands."""
    raised = WarningRaised(
        subject=row.number,
        place_code=row.place_code,
        place_name=Bilingual(row.place_name_zh, row.place_name_en),
        cell=row.cell,
        point=Point(row.lat, row.lon),
        since=row.since,
        raised_at=row.raised_at,
        state=FlowState(row.state),
        probability=row.probability,
        priority=row.priority,
        triggers=tuple(row.triggers),
        evidence=from_plain(tuple[Evidence, ...], row.evidence),
        sentences=from_plain(tuple[Bilingual, ...], row.sentences),
        sensor_links=tuple(row.sensor_links),
        road_links=tuple(row.road_links),
        access=from_plain(tuple[AccessLoss, ...], row.access),
        measure=row.measure,
        rules=tuple(row.rules),
        own_probability=row.own_probability,
    )
    return WarningFacts(
        raised=raised,
        updated_at=row.updated_at,
        ended_at=row.ended_at,
        case=row.case,
        outcome=CheckOutcome(row.outcome) if row.outcome else None,
        dismissed_until=row.dismissed_until,
    )


def task_of(row: TaskRow) -> Task:
    """A work order."""
    return Task(
        number=row.number,
        case=row.case_id,
        kind=TaskKind(row.kind),
        role=Role(row.role),
        region=row.region,
        opened_at=row.opened_at,
        due_at=row.due_at,
        finished_at=row.finished_at,
        paused_at=row.paused_at,
        paused_until=row.paused_until,
        extended=row.extended,
        escalated=Level(row.escalated) if row.escalated else None,
        withdrawn=row.withdrawn,
        warned=row.warned_of == row.due_at,
    )


def case_of(row: CaseRow, open_tasks: tuple[Task, ...]) -> Case:
    """A case with its open work orders."""
    return Case(
        number=row.number,
        state=CaseState(row.state),
        place_code=row.place_code,
        warning=row.warning,
        closure=row.closure,
        opened_at=row.opened_at,
        open_tasks=open_tasks,
    )
