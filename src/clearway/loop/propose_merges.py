"""Duplicates of a case, proposed to whoever sorts: what they have in common is told, nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.places import Point
from clearway.monitor.duplicates import is_copy
from clearway.record.models import CaseRow, ReportRow, WarningRow
from clearway.respond.cases.proposing import WITHIN, Likeness, Proposal, propose, voices

_COMMUNITY_DIGITS = 12
_MOST = 60


def proposals_for(case_number: str) -> tuple[Proposal, ...]:
    """Open cases of the same community that are likely the same, likeliest first."""
    row = CaseRow.objects.filter(number=case_number).first()
    if row is None:
        return ()
    others = CaseRow.objects.filter(
        place_code__startswith=row.place_code[:_COMMUNITY_DIGITS],
        closed_at=None,
        opened_at__range=(row.opened_at - WITHIN, row.opened_at + WITHIN),
    ).exclude(number=row.number)
    (mine, *rest) = _likenesses([row, *others.order_by("opened_at")[:_MOST]])
    return propose(mine, rest, is_copy)


def _likenesses(rows: Iterable[CaseRow]) -> list[Likeness]:
    kept = list(rows)
    told: dict[str, list[ReportRow]] = {row.number: [] for row in kept}
    for report in ReportRow.objects.filter(case__in=list(told)).order_by("at", "number"):
        told[str(report.case)].append(report)
    warned = {one.case: one for one in WarningRow.objects.filter(case__in=list(told))}
    return [_likeness(row, told[row.number], warned.get(row.number)) for row in kept]


def _likeness(row: CaseRow, reports: list[ReportRow], warning: WarningRow | None) -> Likeness:
    texts = tuple(report.text for report in reports if report.text)
    return Likeness(
        number=row.number,
        place_code=row.place_code,
        opened_at=row.opened_at,
        point=_point(reports, warning),
        needs=frozenset(need for report in reports for need in (report.service, report.topic) if need),
        texts=texts,
        witnesses=voices(texts, is_copy),
    )


def _point(reports: list[ReportRow], warning: WarningRow | None) -> Point | None:
    if warning is not None:
        return Point(warning.lat, warning.lon)
    told = next((one for one in reports if one.lat is not None and one.lon is not None), None)
    return None if told is None else Point(float(told.lat or 0), float(told.lon or 0))
