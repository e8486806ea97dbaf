"""Reports a person has to sort: told to us, not loaded from elsewhere; in the region, no case yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.words import Bilingual
from clearway.loop.late_now import CHANNELS
from clearway.record.models import ReportRow
from clearway.record.reading import code_prefix
from clearway.web.showing.places import place_names

LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """One report with its place's name."""

    row: ReportRow
    place: Bilingual

    @property
    def address(self) -> str:
        """Its page for offices."""
        return f"/reports/{self.row.number}"


def unsorted_reports(region: str, at: datetime) -> list[ReportCard]:
    """Oldest first: they wait longest."""
    rows = list(
        ReportRow.objects.filter(
            channel__in=CHANNELS, case=None, at__gte=at - LATELY, place_code__startswith=code_prefix(region)
        ).order_by("at", "number")
    )
    names = place_names(row.place_code for row in rows)
    return [ReportCard(row=row, place=names[row.place_code]) for row in rows if row.place_code]
