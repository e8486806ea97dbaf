"""Marks on the live map: measures, closures, warnings, cases, facilities and gates in one box of degrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from clearway.core.people import Actor
from clearway.core.words import Bilingual, count_of
from clearway.record.models import CaseRow, FacilityRow, MeasureRow, PlaceRow, ReportRow, WarningRow
from clearway.record.reading import code_prefix, open_cases, standing_rows
from clearway.web.names import name_of
from clearway.web.roadlines import gates_in
from clearway.web.showing.measures import cards
from clearway.web.times import span

Box = tuple[float, float, float, float]
Row = TypeVar("Row", bound=Model)
#: More marks than this on one tile nobody can tell apart.
MOST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark: ``says`` are the properties a browser gets, ``links`` the road links it lies on."""

    lat: float
    lon: float
    says: Mapping[str, str | int | float | bool]
    links: tuple[int, ...] = ()


def measures(box: Box, at: datetime) -> Iterator[Mark]:
    """What stands at ``at``: registered measures in force, and closures found."""
    for card in cards(_standing(box, at), at):
        if card.lat is None or card.lon is None:
            continue
        kind = "found" if card.found else "measure"
        line = _since(card.measure.starts_at, at) if card.found else _left(card.days_left)
        says = {"kind": kind, "mark": kind, "url": card.address, **_words(card.title, card.place, line)}
        yield Mark(lat=card.lat, lon=card.lon, says=says, links=card.road_links)


def warnings(box: Box, at: datetime, actor: Actor) -> Iterator[Mark]:
    """Open warnings of the actor's region without a case."""
    rows = WarningRow.objects.filter(ended_at=None, case=None, place_code__startswith=code_prefix(actor.region))
    for row in _within(rows, box):
        place = Bilingual(row.place_name_zh, row.place_name_en)
        said = f"{row.probability:.0%}"
        what = Bilingual("预警", "Warning")
        line = Bilingual(f"可能性 {said}", f"probability {said}")
        says = {"mark": "warning", "url": f"/warnings/{row.number}", **_words(what, place, line)}
        yield Mark(lat=row.lat, lon=row.lon, says=says, links=tuple(row.road_links))


def cases(box: Box, actor: Actor) -> Iterator[Mark]:
    """Open cases of the actor's region whose closure is not on the map yet."""
    found = {case.number: case for case in open_cases(within=actor.region) if case.closure is None}
    where = _where(found)
    titles = CaseRow.objects.filter(number__in=list(where)).values_list("number", "title_zh", "title_en")
    for number, zh, en in titles:
        lat, lon = where[number]
        if box[0] <= lon <= box[2] and box[1] <= lat <= box[3]:
            state = name_of("case_state", found[number].state)
            words = _words(Bilingual("案件", "Case"), Bilingual(zh, en), state)
            says = {"mark": "case", "url": f"/cases/{number}", **words}
            yield Mark(lat=lat, lon=lon, says=says)


def facilities(box: Box) -> Iterator[Mark]:
    """Facilities, at their first entrance."""
    for row in _within(FacilityRow.objects.all(), box):
        named = Bilingual(row.name, row.name) if row.name else name_of("facility", row.kind)
        kind = name_of("facility", row.kind)
        says = {"mark": row.kind, **_words(Bilingual(kind.zh, kind.en.capitalize()), named, None)}
        yield Mark(lat=row.lat, lon=row.lon, says=says)


def gates(box: Box) -> Iterator[Mark]:
    """Gates of the road network."""
    for point in gates_in(*box):
        yield Mark(lat=point.lat, lon=point.lon, says={"mark": "gate"})


def _standing(box: Box, at: datetime) -> QuerySet[MeasureRow]:
    """Measures with a point of their own in the box, or of a place in it."""
    west, south, east, north = box
    here = PlaceRow.objects.filter(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east).values("code")
    inside = Q(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east) | Q(lat=None, place_code__in=here)
    return standing_rows(at).filter(inside)[:MOST]


def _within(rows: QuerySet[Row], box: Box) -> QuerySet[Row]:
    west, south, east, north = box
    return rows.filter(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east)[:MOST]


def _where(found: Mapping[str, object]) -> dict[str, tuple[float, float]]:
    """Case → where its warning or report is."""
    warned = WarningRow.objects.filter(case__in=list(found)).values_list("case", "lat", "lon")
    told = ReportRow.objects.filter(case__in=list(found), lat__isnull=False).values_list("case", "lat", "lon")
    both = (*told, *warned)
    return {str(case): (lat, lon) for case, lat, lon in both if lat is not None and lon is not None}


def _words(what: Bilingual, title: Bilingual, line: Bilingual | None) -> dict[str, str]:
    said = {"what": what, "title": title, **({"line": line} if line else {})}
    return {f"{name}_{code}": text for name, both in said.items() for code, text in both.as_json().items()}


def _since(then: datetime, at: datetime) -> Bilingual:
    told = span(at - then)
    return Bilingual(f"已持续 {told.zh}，尚未解除", f"standing for {told.en}, not yet lifted")


def _left(days: int | None) -> Bilingual | None:
    return None if days is None else Bilingual(f"剩余 {days} 天", count_of(days, "day left", "days left"))
