"""When the record begins, and which measures were judged: for reviews."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from django.db.models import Min

from clearway.record.models import CaseRow, MeasureRow, VerdictRow


def first_day(zone: tzinfo) -> date | None:
    """The day of the first measure or case; None: there is neither."""
    starts = MeasureRow.objects.aggregate(first=Min("starts_at"))["first"]
    opened = CaseRow.objects.aggregate(first=Min("opened_at"))["first"]
    moments = [one for one in (starts, opened) if one is not None]
    return min(moments).astimezone(zone).date() if moments else None


def judged_measures(until: datetime) -> frozenset[str]:
    """Numbers of measures a verdict was written on by then."""
    return frozenset(VerdictRow.objects.filter(at__lte=until).values_list("measure", flat=True))
