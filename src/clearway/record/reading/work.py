"""Cases, their work orders and their history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from clearway.core.cases import OPEN_STATES, Case, Task
from clearway.core.people import Role
from clearway.core.places import Point, parent_code
from clearway.core.refusals import Missing, NotFound
from clearway.record.models import CaseRow, LedgerLine, OrderRow, ReportRow, TaskRow
from clearway.record.reading.rebuild import case_of, point_of, task_of
from clearway.record.reading.town import code_prefix, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A ledger line as one reads it: ``facts`` is its payload."""

    seq: int
    at: datetime
    kind: str
    subject: str
    by_name: str
    by_role: str
    by_region: str
    facts: dict[str, Any]


def case(number: str, *, lock: bool = False) -> Case:
    """A case with its open work orders; ``lock`` (inside ``door.session()``) keeps others from moving it meanwhile.

    Raises:
        NotFound: no such case.
    """
    rows = CaseRow.objects.select_for_update() if lock else CaseRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="case", number=number)
    return case_of(row, open_tasks(case=number))


def open_tasks(*, case: str | None = None, role: Role | None = None, within: str | None = None) -> tuple[Task, ...]:
    """Work orders not yet done, the most urgent first."""
    rows = TaskRow.objects.filter(finished_at=None).order_by("due_at", "number")
    rows = rows.filter(case_id=case) if case else rows
    rows = rows.filter(role=role.value) if role else rows
    rows = rows.filter(region__startswith=code_prefix(within)) if within else rows
    return tuple(task_of(row) for row in rows)


def open_cases(within: str | None = None) -> tuple[Case, ...]:
    """Cases not closed, oldest first."""
    rows = CaseRow.objects.filter(state__in=[state.value for state in OPEN_STATES]).order_by("opened_at", "number")
    rows = rows.filter(place_code__startswith=code_prefix(within)) if within else rows
    tasks: dict[str, list[Task]] = {}
    for task in open_tasks():
        tasks.setdefault(task.case, []).append(task)
    return tuple(case_of(row, tuple(tasks.get(row.number, ()))) for row in rows)


def line_of(line: LedgerLine) -> Line:
    """A ledger line, read."""
    return Line(
        seq=line.seq,
        at=line.at,
        kind=line.kind,
        subject=line.subject,
        by_name=line.by_name,
        by_role=line.by_role,
        by_region=line.by_region,
        facts=json.loads(line.payload),
    )


def history(case_number: str) -> Iterator[Line]:
    """Every ledger line about the case, its warning, reports, work orders, orders and closure, in order."""
    for line in LedgerLine.objects.filter(_about(case_number)).order_by("seq").iterator(1_000):
        yield line_of(line)


def _about(case_number: str) -> Q:
    row = CaseRow.objects.filter(number=case_number).first()
    subjects = {case_number}
    if row is not None:
        subjects |= {number for number in (row.warning, row.closure, row.report) if number}
    for model in (TaskRow, OrderRow):
        subjects |= set(model.objects.filter(case_id=case_number).values_list("number", flat=True))
    subjects |= set(ReportRow.objects.filter(case=case_number).values_list("number", flat=True))
    return Q(subject__in=subjects)


def where(case_number: str) -> Point:
    """Where a case without a warning lies: its first report's point, else the nearest larger place with one.

    Raises:
        Missing: nothing of it has a point.
    """
    row = CaseRow.objects.get(number=case_number)
    told = ReportRow.objects.filter(case=case_number).exclude(lat=None).order_by("at").first()
    known = point_of(told.lat, told.lon) if told else None
    code: str | None = row.place_code
    while known is None and code is not None:
        near = place(code)
        known, code = (near.point if near else None), parent_code(code)
    if known is None:
        raise Missing(zh="案件地点的坐标", en="a point of the case's place")
    return known
