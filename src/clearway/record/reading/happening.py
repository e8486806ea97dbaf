"""What happens: reports, measures, warnings, and how fresh each feed is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from clearway.core.measures import Measure
from clearway.core.reports import Report
from clearway.core.warnings import WarningFacts
from clearway.record.models import LoadRow, MeasureRow, ReportRow, WarningRow
from clearway.record.reading.ending import clocked_rows
from clearway.record.reading.rebuild import measure_of, report_of, warning_of
from clearway.record.reading.town import code_prefix


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """A feed's last load and the span of moments it covers (None: nothing in it carries a moment)."""

    feed: str
    loaded_at: datetime
    source: str
    read: int
    kept: int
    unchanged: int
    rejected: int
    first_at: datetime | None
    last_at: datetime | None


def reports(*, since: datetime | None = None, until: datetime | None = None) -> Iterator[Report]:
    """Reports of ``since`` ≤ at ≤ ``until``, oldest first."""
    rows = ReportRow.objects.order_by("at", "number")
    rows = rows.filter(at__gte=since) if since else rows
    rows = rows.filter(at__lte=until) if until else rows
    for row in rows.iterator(5_000):
        yield report_of(row)


def measures() -> Iterator[Measure]:
    """All measures ever, by start."""
    for row in MeasureRow.objects.order_by("starts_at", "number").iterator(5_000):
        yield measure_of(row)


def measures_placed() -> tuple[Measure, ...]:
    """Registered measures whose place is known, by start (official listings without one are left out)."""
    rows = MeasureRow.objects.filter(registered=True, place_code__isnull=False).order_by("starts_at", "number")
    return tuple(measure_of(row) for row in rows)


def decided_here() -> frozenset[str]:
    """Numbers of measures decided by a proposal, and of closures found: no file may change them."""
    rows = MeasureRow.objects.filter(Q(proposal__isnull=False) | Q(registered=False))
    return frozenset(rows.values_list("number", flat=True))


def measure(number: str) -> Measure | None:
    """One measure."""
    row = MeasureRow.objects.filter(number=number).first()
    return measure_of(row) if row else None


def standing_rows(at: datetime, *, registered: bool | None = None) -> QuerySet[MeasureRow]:
    """Rows of what stands at ``at``: registered measures in force, and (or) closures found and not lifted."""
    not_lifted = Q(lifted_at=None) | Q(lifted_at__gt=at)
    in_term = Q(registered=True, ends_at__gt=at) | Q(registered=False)
    rows = MeasureRow.objects.filter(not_lifted & in_term, starts_at__lte=at)
    released = [row.number for row in clocked_rows(at) if not measure_of(row).in_force(at)]
    rows = rows.exclude(number__in=released) if released else rows
    return rows if registered is None else rows.filter(registered=registered)


def measures_in_force(at: datetime, within: str | None = None) -> tuple[Measure, ...]:
    """Registered measures lawfully in force at ``at``, computed from their facts, never stored."""
    rows = standing_rows(at, registered=True).order_by("starts_at", "number")
    rows = rows.filter(place_code__startswith=code_prefix(within)) if within else rows
    return tuple(measure_of(row) for row in rows)


def measures_about(at: datetime, before: timedelta, within: str | None = None) -> tuple[Measure, ...]:
    """Registered measures begun by ``at`` that were in force at some moment within ``before`` of it, or still are."""
    rows = MeasureRow.objects.filter(registered=True, starts_at__lte=at, ends_at__gt=at - before)
    rows = rows.filter(place_code__startswith=code_prefix(within)) if within else rows
    return tuple(measure_of(row) for row in rows.order_by("starts_at", "number"))


def closures_found(at: datetime, within: str | None = None) -> tuple[Measure, ...]:
    """Closures nobody registered that still stand at ``at``."""
    rows = standing_rows(at, registered=False).order_by("starts_at", "number")
    rows = rows.filter(place_code__startswith=code_prefix(within)) if within else rows
    return tuple(measure_of(row) for row in rows)


def closures_ever_found(within: str) -> tuple[Measure, ...]:
    """Every closure of a region that was found and never registered, lifted ones too, by start."""
    rows = MeasureRow.objects.filter(registered=False, place_code__startswith=code_prefix(within))
    return tuple(measure_of(row) for row in rows.order_by("starts_at", "number"))


def open_warnings(within: str | None = None) -> tuple[WarningFacts, ...]:
    """Warnings whose cause has not ended, the most pressing first (dismissed ones too: they say so)."""
    rows = WarningRow.objects.filter(ended_at=None).order_by("-priority", "number")
    rows = rows.filter(place_code__startswith=code_prefix(within)) if within else rows
    return tuple(warning_of(row) for row in rows)


def warnings() -> Iterator[WarningFacts]:
    """All warnings ever, by when they were raised."""
    for row in WarningRow.objects.order_by("raised_at", "number").iterator(1_000):
        yield warning_of(row)


def warnings_since(moment: datetime) -> tuple[WarningFacts, ...]:
    """Warnings still open, or whose cause ended after ``moment``."""
    rows = WarningRow.objects.filter(Q(ended_at=None) | Q(ended_at__gt=moment)).order_by("raised_at", "number")
    return tuple(warning_of(row) for row in rows)


def measures_warned_of(trigger: str) -> frozenset[str]:
    """Numbers of measures that already have a warning with ``trigger``."""
    rows = WarningRow.objects.exclude(measure=None).values_list("measure", "triggers")
    return frozenset(number for number, triggers in rows if number is not None and trigger in triggers)


def warning(number: str) -> WarningFacts | None:
    """One warning."""
    row = WarningRow.objects.filter(number=number).first()
    return warning_of(row) if row else None


def freshness() -> dict[str, Freshness]:
    """Feed → how fresh it is; a feed never loaded is absent."""
    return {
        row.feed: Freshness(
            feed=row.feed,
            loaded_at=row.loaded_at,
            source=row.source,
            read=row.read,
            kept=row.kept,
            unchanged=row.unchanged,
            rejected=row.rejected,
            first_at=row.first_at,
            last_at=row.last_at,
        )
        for row in LoadRow.objects.all()
    }


def report(number: str) -> Report | None:
    """One report."""
    row = ReportRow.objects.filter(number=number).first()
    return report_of(row) if row else None


def report_by_token(token_hash: str) -> ReportRow | None:
    """The row of the report a resident follows with a token (``loop.take_report.token_hash``)."""
    return ReportRow.objects.filter(token_hash=token_hash).first() if token_hash else None
