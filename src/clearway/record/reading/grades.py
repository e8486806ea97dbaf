"""Grades as they stand: the newest run of each place, what persons set instead, panels' settings, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import Left

from clearway.core.grade_events import MeasureJudged, OverrideAsked, OverrideReason, PlaceGraded
from clearway.core.grades import Grade
from clearway.core.places import parent_code
from clearway.record.models import GradeRow, OverrideRow, PanelRow, VerdictRow
from clearway.record.plain import from_plain
from clearway.record.reading.town import code_prefix


def graded(place_code: str, until: date | None = None) -> PlaceGraded | None:
    """The newest run of a place, on or before ``until``."""
    rows = GradeRow.objects.filter(place_code=place_code).order_by("-on")
    row = (rows.filter(on__lte=until) if until else rows).first()
    return _event(row) if row else None


def grade_over(place_code: str) -> PlaceGraded | None:
    """The newest run of a place, or of the nearest larger one graded: what bears on a measure proposed there."""
    at: str | None = place_code
    while at is not None:
        found = graded(at)
        if found is not None:
            return found
        at = parent_code(at)
    return None


def runs(place_code: str, count: int) -> tuple[PlaceGraded, ...]:
    """The last ``count`` daily runs of a place, oldest first."""
    rows = list(GradeRow.objects.filter(place_code=place_code).order_by("-on")[:count])
    return tuple(_event(row) for row in reversed(rows))


def last_runs(until: date) -> dict[str, list[tuple[date, Grade, Grade]]]:
    """Of every place its runs of the week up to ``until``: day, raw lower end and what was published; oldest first."""
    found: dict[str, list[tuple[date, Grade, Grade]]] = {}
    since = until - timedelta(days=7)
    rows = GradeRow.objects.filter(on__gte=since, on__lte=until).order_by("on")
    for code, on, low, published in rows.values_list("place_code", "on", "low", "published"):
        found.setdefault(code, []).append((on, Grade(low), Grade(published)))
    return found


def all_graded(within: str | None = None) -> tuple[PlaceGraded, ...]:
    """The newest run of every place that was graded in the last run, by place."""
    last = GradeRow.objects.order_by("-on").first()
    if last is None:
        return ()
    rows = GradeRow.objects.filter(on=last.on).order_by("place_code")
    rows = rows.filter(place_code__startswith=code_prefix(within)) if within else rows
    return tuple(_event(row) for row in rows)


def _event(row: GradeRow) -> PlaceGraded:
    found: PlaceGraded = from_plain(PlaceGraded, {"subject": row.place_code, **row.content})
    return found


def override_in_force(place_code: str, at: datetime) -> OverrideRow | None:
    """What named persons set for a place, where it still holds."""
    rows = OverrideRow.objects.filter(place_code=place_code, was__isnull=False, until__gt=at, at__lte=at)
    return rows.order_by("-at").first()


def override_waiting(place_code: str, at: datetime) -> tuple[OverrideAsked, str] | None:
    """A raise that waits for its second signature, and who asked for it."""
    rows = OverrideRow.objects.filter(place_code=place_code, was=None, until__gt=at)
    row = rows.order_by("-at").first()
    if row is None or OverrideRow.objects.filter(place_code=place_code, was__isnull=False, at__gte=row.at).exists():
        return None
    asked = OverrideAsked(
        subject=place_code, to=Grade(row.to), reason=OverrideReason(row.reason), note=row.note, until=row.until
    )
    return asked, row.by_name


def overrides(within: str | None = None) -> Sequence[OverrideRow]:
    """Every override that took effect, newest first."""
    rows = OverrideRow.objects.filter(was__isnull=False).order_by("-at")
    return tuple(rows.filter(place_code__startswith=code_prefix(within)) if within else rows)


def panels() -> tuple[PanelRow, ...]:
    """Panels' settings, oldest first."""
    return tuple(PanelRow.objects.order_by("since", "id"))


def verdict(measure: str) -> MeasureJudged | None:
    """The newest verdict on a measure."""
    row = VerdictRow.objects.filter(measure=measure).order_by("-at", "-id").first()
    if row is None:
        return None
    content: dict[str, Any] = row.content
    found: MeasureJudged = from_plain(MeasureJudged, {"subject": measure, **content})
    return found


def grades_by_county(within: str) -> dict[str, dict[str, int]]:
    """How many grades were made in each county of a region, by month."""
    rows = GradeRow.objects.filter(place_code__startswith=code_prefix(within)).order_by()
    told = rows.annotate(county=Left("place_code", 6)).values_list("county", "on").annotate(count=Count("id"))
    counts: dict[str, dict[str, int]] = {}
    for county, on, count in told:
        months = counts.setdefault(county.ljust(12, "0"), {})
        months[f"{on:%Y-%m}"] = months.get(f"{on:%Y-%m}", 0) + count
    return counts


def runs_between(within: str, first: date, last: date) -> int:
    """How many grades were made in a region between two days, both included."""
    return GradeRow.objects.filter(place_code__startswith=code_prefix(within), on__gte=first, on__lte=last).count()


def all_runs(within: str) -> tuple[PlaceGraded, ...]:
    """Every run of a region, oldest first."""
    rows = GradeRow.objects.filter(place_code__startswith=code_prefix(within)).order_by("on", "place_code")
    return tuple(_event(row) for row in rows.iterator(1_000))
