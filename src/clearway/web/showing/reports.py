"""Reports a person has to sort: told to us, not loaded from elsewhere; in the region, no case yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.words import Bilingual
from clearway.loop.late_now import CHANNELS
from clearway.monitor.urgency import Wait, urgency
from clearway.record.models import ReportRow
from clearway.record.reading import code_prefix
from clearway.web.showing.places import place_names

LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """One report with its place's name, and how long it can wait."""

    row: ReportRow
    place: Bilingual
    wait: Wait

    @property
    def address(self) -> str:
        """Its page for offices."""
        return f"/reports/{self.row.number}"


def unsorted_reports(region: str, at: datetime) -> list[ReportCard]:
    """Life first, then what cannot wait for hours, then the oldest: as on the page where they are sorted."""
    rows = list(
        ReportRow.objects.filter(
            channel__in=CHANNELS, case=None, at__gte=at - LATELY, place_code__startswith=code_prefix(region)
        ).order_by("at", "number")
    )
    names = place_names(row.place_code for row in rows)
    cards = [
        ReportCard(row=row, place=names[row.place_code], wait=urgency(row.text).wait) for row in rows if row.place_code
    ]
    order = list(Wait)
    return sorted(cards, key=lambda card: order.index(card.wait))
