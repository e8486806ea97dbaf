"""Work orders on their way, merges, contrary orders and evidence, read back."""

from __future__ import annotations

from datetime import datetime

from clearway.core.cases import CaseState, Task, TaskKind
from clearway.core.casework import Merge, Position, Stance
from clearway.core.people import Role
from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.record.models import (
    CaseRow,
    EvidenceRow,
    MergeRow,
    PositionRow,
    ReportRow,
    SettlementRow,
    ShiftRow,
    TaskRow,
)
from clearway.record.reading.rebuild import task_of
from clearway.record.reading.town import code_prefix


def task(number: str) -> Task:
    """One work order.

    Raises:
        NotFound: no such work order.
    """
    row = TaskRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="task", number=number)
    return task_of(row)


def tasks_within(region: str, since: datetime | None = None) -> tuple[Task, ...]:
    """Every work order on places in ``region``, open ones and those opened from ``since`` on, oldest first."""
    rows = TaskRow.objects.filter(case__place_code__startswith=code_prefix(region)).order_by("opened_at", "number")
    rows = rows.filter(opened_at__gte=since) if since else rows
    return tuple(task_of(row) for row in rows)


def last_handler(case: str) -> Role | None:
    """The office that last had the order to clear the way of a case; None: nobody had one."""
    rows = TaskRow.objects.filter(case_id=case, kind=TaskKind.RECTIFY.value, withdrawn=False)
    last = rows.order_by("-opened_at", "-number").first()
    return Role(last.role) if last else None


def reports_of(case: str) -> tuple[str, ...]:
    """Numbers of the reports of a case, oldest first."""
    return tuple(ReportRow.objects.filter(case=case).order_by("at", "number").values_list("number", flat=True))


def case_of_report(report: str) -> str | None:
    """The case a report belongs to; None: to none, or no such report."""
    return ReportRow.objects.filter(number=report).values_list("case", flat=True).first()


def begun_by(case: str) -> str | None:
    """The report a case began with; None: a warning began it."""
    return CaseRow.objects.filter(number=case).values_list("report", flat=True).first()


def merge_of(case: str) -> Merge:
    """The merge that still stands of a case.

    Raises:
        NotFound: it was not merged, or that was undone.
    """
    row = MergeRow.objects.filter(case=case, undone_at=None).order_by("-merged_at").first()
    if row is None:
        raise NotFound(what="merge", number=case)
    return _merge(row)


def merged_into(case: str) -> tuple[Merge, ...]:
    """The merges that brought other cases into this one and still stand."""
    return tuple(_merge(row) for row in MergeRow.objects.filter(into=case, undone_at=None).order_by("merged_at"))


def positions(case: str) -> tuple[Position, ...]:
    """What offices order about the place of a case, oldest first."""
    return tuple(
        Position(
            case=row.case,
            role=Role(row.role),
            stance=Stance(row.stance),
            text=Bilingual(row.text_zh, row.text_en),
            since=row.taken_at,
            by=row.taken_by,
        )
        for row in PositionRow.objects.filter(case=case).order_by("taken_at", "id")
    )


def settlement(case: str) -> SettlementRow | None:
    """The newest decision between contrary orders."""
    return SettlementRow.objects.filter(case=case).order_by("-settled_at", "-id").first()


def cases_with_positions(region: str) -> tuple[str, ...]:
    """Open cases in ``region`` about whose place any office said what it orders."""
    asked = PositionRow.objects.values_list("case", flat=True).distinct()
    rows = CaseRow.objects.filter(number__in=asked, closed_at=None, place_code__startswith=code_prefix(region))
    return tuple(rows.order_by("opened_at").values_list("number", flat=True))


def evidence(case: str) -> tuple[EvidenceRow, ...]:
    """What shows how the way stands, oldest first."""
    return tuple(EvidenceRow.objects.filter(case=case).order_by("at", "id"))


def has_evidence(case: str, kind: str, reference: str) -> bool:
    """Whether this piece is there already."""
    return EvidenceRow.objects.filter(case=case, kind=kind, reference=reference).exists()


def last_shift(region: str) -> ShiftRow | None:
    """The last shift handed over at a desk."""
    return ShiftRow.objects.filter(region=region).order_by("-handed_at").first()


def _merge(row: MergeRow) -> Merge:
    return Merge(
        case=row.case,
        into=row.into,
        from_state=CaseState(row.from_state),
        reports=tuple(row.reports),
        tasks=tuple(row.tasks),
        at=row.merged_at,
    )
