"""Already reported here? What is open near a place, told so that nobody who reported can be found from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import OPEN_STATES, CaseState
from clearway.core.places import Point, distance_m
from clearway.record.models import CaseRow, CopyRow, ReportRow, WarningRow, WitnessRow

#: Farther than this it is another gate (m); longer ago it is another day's.
NEAR_M = 400.0
LATELY = timedelta(days=14)
MOST = 5
_REGION_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Something open near: a case, or a report nobody has sorted yet. ``topic`` is what it is about, never the words.

    ``voices``: how many reports say so; ``away_m`` None where nobody told where exactly.
    """

    number: str
    topic: str
    place_code: str
    since: datetime
    voices: int
    state: CaseState | None = None
    away_m: float | None = None


def near(place_code: str | None, point: Point | None, at: datetime) -> tuple[Near, ...]:
    """What is open at or near the place or point, nearest first; at most a handful."""
    if place_code is None:
        return ()
    found = [*_cases(place_code, point, at), *_reports(place_code, point, at)]
    close = [one for one in found if _is_near(one, place_code)]
    return tuple(sorted(close, key=lambda one: (one.away_m is None, one.away_m or 0.0, one.number))[:MOST])


def _is_near(one: Near, place_code: str) -> bool:
    if one.away_m is not None:
        return one.away_m <= NEAR_M
    return one.place_code == place_code


def _cases(place_code: str, point: Point | None, at: datetime) -> Iterable[Near]:
    rows = CaseRow.objects.filter(
        place_code__startswith=place_code[:_REGION_DIGITS], state__in=[state.value for state in OPEN_STATES]
    )
    for row in rows.order_by("-opened_at")[:50]:
        told = ReportRow.objects.filter(case=row.number).order_by("at", "number")
        first = told.first()
        where = _point_of(row, first)
        yield Near(
            number=row.number,
            topic=(first.service or first.topic) if first else "other",
            place_code=row.place_code,
            since=first.at if first and first.at < row.opened_at else row.opened_at,
            voices=told.count(),
            state=CaseState(row.state),
            away_m=_away(point, where),
        )


def _reports(place_code: str, point: Point | None, at: datetime) -> Iterable[Near]:
    """The first of each topic nobody has sorted yet; copies and witnesses count with it."""
    rows = ReportRow.objects.filter(
        place_code__startswith=place_code[:_REGION_DIGITS], case=None, at__gte=at - LATELY, text_status="standing"
    )
    alone = rows.exclude(number__in=WitnessRow.objects.values("report")).exclude(
        number__in=CopyRow.objects.values("report")
    )
    for row in alone.order_by("at", "number")[:50]:
        where = Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None
        yield Near(
            number=row.number,
            topic=row.service or row.topic,
            place_code=row.place_code or place_code,
            since=row.at,
            voices=1 + WitnessRow.objects.filter(of=row.number).count(),
            away_m=_away(point, where),
        )


def _point_of(row: CaseRow, first: ReportRow | None) -> Point | None:
    warning = WarningRow.objects.filter(number=row.warning).first() if row.warning else None
    if warning is not None:
        return Point(warning.lat, warning.lon)
    if first is not None and first.lat is not None and first.lon is not None:
        return Point(first.lat, first.lon)
    return None


def _away(point: Point | None, where: Point | None) -> float | None:
    return None if point is None or where is None else distance_m(point, where)
