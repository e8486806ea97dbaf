"""Measures and found closures as the public sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.measures import Measure, MeasureStatus
from clearway.core.words import Bilingual
from clearway.loop.unnamed import measure_unnamed, unnamed
from clearway.publish.published import quoted
from clearway.publish.wording import title_of
from clearway.record.models import MeasureRow, PlaceRow
from clearway.record.reading.rebuild import measure_of
from clearway.web.showing.places import place_names

_TONES = {
    MeasureStatus.UNREGISTERED: "stop",
    MeasureStatus.IN_FORCE: "rule",
    MeasureStatus.NOT_YET: "plain",
    MeasureStatus.ENDED: "plain",
    MeasureStatus.LIFTED: "calm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCard:
    """One measure with what a page says of it; ``days_left`` None where it has no end."""

    measure: Measure
    title: Bilingual
    place: Bilingual
    status: MeasureStatus
    tone: str
    days_left: int | None
    lat: float | None
    lon: float | None
    road_links: tuple[int, ...]
    case: str | None
    lifted_reason: str
    exceeds: str | None

    @property
    def address(self) -> str:
        """Its public page."""
        return f"/measures/{quoted(self.measure.number)}"

    @property
    def found(self) -> bool:
        """Whether it was found standing without registration."""
        return not self.measure.registered


def cards(rows: Iterable[MeasureRow], at: datetime) -> list[MeasureCard]:
    """The rows as they stand at ``at``."""
    kept = list(rows)
    names = place_names(row.place_code for row in kept)
    points = _points(row.place_code for row in kept if row.lat is None)
    return [card(row, at, names.get(row.place_code or ""), points.get(row.place_code or "")) for row in kept]


def card(
    row: MeasureRow, at: datetime, place: Bilingual | None = None, point: tuple[float, float] | None = None
) -> MeasureCard:
    """One row as it stands at ``at``; ``point`` (lat, lon) is its place's, for a row without one of its own."""
    measure = measure_unnamed(measure_of(row))
    lat, lon = (row.lat, row.lon) if row.lat is not None else point or (None, None)
    status = measure.status(at)
    return MeasureCard(
        measure=measure,
        title=title_of(measure),
        place=place or _said_place(measure),
        status=status,
        tone=_TONES[status],
        days_left=_days_left(measure, at),
        lat=lat,
        lon=lon,
        road_links=tuple(row.road_links),
        case=row.case,
        lifted_reason=unnamed(row.lifted_reason),
        exceeds=row.exceeds,
    )


def _points(codes: Iterable[str | None]) -> dict[str, tuple[float, float]]:
    rows = PlaceRow.objects.filter(code__in={code for code in codes if code}, lat__isnull=False)
    return {code: (lat, lon) for code, lat, lon in rows.values_list("code", "lat", "lon") if lat and lon}


def _said_place(measure: Measure) -> Bilingual:
    said = measure.place_text
    return Bilingual(said, said) if said else Bilingual("地点未说明", "place not stated")


def _days_left(measure: Measure, at: datetime) -> int | None:
    if measure.ends_at is None or not measure.registered or measure.lifted_at is not None:
        return None
    return max(0, -((at - measure.ends_at) // timedelta(days=1)))
