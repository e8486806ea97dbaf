"""What people inside said and asked for: complaints, emergencies held up, cases, requests for help, volunteers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from clearway.core.barriers import Topic
from clearway.core.cases import ClaimType
from clearway.core.costs import CostItem, CostKind, counted, unknown
from clearway.core.support import SupportState
from clearway.core.words import Bilingual
from clearway.loop.account.scene import Scene, Subject
from clearway.record import reading
from clearway.record.models import CaseRow, ReportRow, SupportRow, TimeGivenRow

#: What tells of an emergency held up: counted, never priced.
EMERGENCY = (Topic.MEDICAL.value, Topic.FIRE_LANE.value)
_REPORTS = Bilingual("居民反映和热线", "residents' reports and the hotline")
_NO_REPORTS = Bilingual("没有任何反映入库：不等于没有", "no reports are on record at all, which is not none")
_CASES, _SUPPORT = Bilingual("案件记录", "records of cases"), Bilingual("求助记录", "requests for help")
_NO_SUPPORT = Bilingual("本县没有求助记录：不等于没有", "no requests for help are on record here, not none")
_HOURS = Bilingual("志愿服务登记", "the register of volunteers' hours")
_NO_HOURS = Bilingual("没有登记志愿服务", "no volunteers' hours are on record")
_CONFIRMED = (SupportState.DONE.value, SupportState.CONFIRMED.value)


def said(subject: Subject) -> Iterator[CostItem]:
    """Every item from reports, cases, requests and volunteers."""
    prefix, span = reading.code_prefix(subject.place), subject.span
    yield from _reports(prefix, subject)
    opened = CaseRow.objects.filter(place_code__startswith=prefix, merged_into=None)
    opened = opened.filter(opened_at__gte=span.first, opened_at__lt=span.last)
    yield counted(CostKind.CASES, opened.count(), _CASES, span.last)
    yield from _requests(prefix, subject)


def _reports(prefix: str, subject: Subject) -> Iterator[CostItem]:
    span = subject.span
    if not ReportRow.objects.exists():
        yield from (unknown(kind, _NO_REPORTS) for kind in (CostKind.COMPLAINTS, CostKind.EMERGENCIES))
        return
    rows = ReportRow.objects.filter(place_code__startswith=prefix, at__gte=span.first, at__lt=span.last)
    complaints = rows.filter(claim_type=ClaimType.COMPLAINT.value).count()
    yield counted(CostKind.COMPLAINTS, complaints, _REPORTS, span.last)
    yield counted(CostKind.EMERGENCIES, rows.filter(topic__in=EMERGENCY).count(), _REPORTS, span.last, at_least=True)


def _requests(prefix: str, subject: Subject) -> Iterator[CostItem]:
    """By need; how long each waited runs until it was brought, withdrawn (not told: until now) or the measure ended."""
    span = subject.span
    if not SupportRow.objects.exists():
        for kind in (CostKind.SUPPORT, CostKind.SUPPORT_UNMET, CostKind.SUPPORT_HOURS):
            yield unknown(kind, _NO_SUPPORT)
        return
    rows = SupportRow.objects.filter(place_code__startswith=prefix, asked_at__gte=span.first, asked_at__lt=span.last)
    by_need: dict[str, list[SupportRow]] = {}
    for row in rows:
        by_need.setdefault(row.need, []).append(row)
    for need, some in sorted(by_need.items()) or [("", [])]:
        yield from _of_need(need, some, span.last)


def _of_need(need: str, rows: Sequence[SupportRow], last: datetime) -> Iterator[CostItem]:
    asked = [row for row in rows if row.state != SupportState.WITHDRAWN.value]
    unmet = [row for row in asked if row.done_at is None or row.done_at > last]
    waited = sum((min(row.done_at or last, last) - row.asked_at for row in asked), timedelta())
    yield counted(CostKind.SUPPORT, len(rows), _SUPPORT, last, of=need)
    yield counted(CostKind.SUPPORT_UNMET, len(unmet), _SUPPORT, last, of=need)
    yield counted(CostKind.SUPPORT_HOURS, max(0.0, waited / timedelta(hours=1)), _SUPPORT, last, of=need)


def volunteers(subject: Subject, scene: Scene) -> CostItem:
    """Hours volunteers gave inside while it stood."""
    span, zone = subject.span, scene.desk.zone
    if not TimeGivenRow.objects.exists():
        return unknown(CostKind.VOLUNTEER_HOURS, _NO_HOURS)
    days = (span.first.astimezone(zone).date(), span.last.astimezone(zone).date())
    rows = TimeGivenRow.objects.filter(place_code__startswith=reading.code_prefix(subject.place), on__range=days)
    return counted(CostKind.VOLUNTEER_HOURS, sum(row.hours for row in rows), _HOURS, span.last)
