"""When the record begins, for lists of quarters."""

from __future__ import annotations

from datetime import date, tzinfo

from django.db.models import Min

from clearway.record.models import CaseRow, MeasureRow


def first_day(zone: tzinfo) -> date | None:
    """The day of the first measure or case; None: there is neither."""
    starts = MeasureRow.objects.aggregate(first=Min("starts_at"))["first"]
    opened = CaseRow.objects.aggregate(first=Min("opened_at"))["first"]
    moments = [one for one in (starts, opened) if one is not None]
    return min(moments).astimezone(zone).date() if moments else None
