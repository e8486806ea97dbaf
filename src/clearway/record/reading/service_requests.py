"""Open311 requests as rows: the ones asked for, each with its report and its case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from clearway.core.cases import OPEN_STATES
from clearway.record.models import CaseRow, ReportRow, ServiceRequestRow
from clearway.record.reading.town import code_prefix


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """A request with the report it is and the case it became part of."""

    request: ServiceRequestRow
    report: ReportRow
    case: CaseRow | None

    @property
    def closed(self) -> bool:
        """Whether its case is closed; without a case it is open."""
        return self.case is not None and self.case.state not in {state.value for state in OPEN_STATES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Filters: empty collections filter nothing; ``closed`` None: both."""

    since: datetime
    until: datetime
    codes: Collection[str] = ()
    closed: bool | None = None


def requests_asked(asked: Asked, most: int, skip: int = 0) -> list[RequestFacts]:
    """Requests from ``since`` to ``until``, both included, newest first; at most ``most``."""
    rows = ServiceRequestRow.objects.filter(requested_at__gte=asked.since, requested_at__lte=asked.until)
    rows = rows.filter(service_code__in=list(asked.codes)) if asked.codes else rows
    if asked.closed is not None:
        done = Q(report__in=_closed())
        rows = rows.filter(done if asked.closed else ~done)
    return list(_facts(rows.order_by("-requested_at", "-report")[skip : skip + most]))


def requests_numbered(numbers: Collection[str]) -> list[RequestFacts]:
    """The requests with these numbers, newest first; unknown numbers are left out."""
    rows = ServiceRequestRow.objects.filter(report__in=list(numbers)).order_by("-requested_at", "-report")
    return list(_facts(rows))


def requests_unread(region: str, most: int) -> list[RequestFacts]:
    """Requests in ``region`` nobody has moderated yet, oldest first; those without a place too."""
    here = ReportRow.objects.filter(Q(place_code__startswith=code_prefix(region)) | Q(place_code=None))
    rows = ServiceRequestRow.objects.filter(moderated_at=None, report__in=here.values("number"))
    return list(_facts(rows.order_by("requested_at", "report")[:most]))


def _closed() -> QuerySet[ReportRow, str]:
    closed = CaseRow.objects.exclude(state__in=[state.value for state in OPEN_STATES]).values("number")
    return ReportRow.objects.filter(case__in=closed).values_list("number", flat=True)


def _facts(rows: Iterable[ServiceRequestRow]) -> Iterator[RequestFacts]:
    found = list(rows)
    reports = ReportRow.objects.in_bulk([row.report for row in found])
    cases = CaseRow.objects.in_bulk([report.case for report in reports.values() if report.case])
    for row in found:
        report = reports[row.report]
        yield RequestFacts(request=row, report=report, case=cases.get(report.case or ""))
