"""Which reports are evidence of a barrier, and where each belongs: an exact spot, a home place, a community."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import h3

from clearway.core.barriers import BarrierNature, TextStatus
from clearway.core.places import Level, Place, PlaceKind, Point, distance_m, parent_code, region_at
from clearway.core.reports import Report

CELL_RESOLUTION = 9
NEAREST_PLACE_M = 2000.0
#: Two callers who name exact spots this near to each other speak of the same thing.
SAME_SPOT_M = 200.0
#: Below this a person sorts the text: it is no evidence yet.
SURE = 0.6
#: Places too small to be where somebody is at home as a neighbour knows it.
_PARTS = frozenset({PlaceKind.GATE, PlaceKind.BUILDING, PlaceKind.UNIT})
_WIDE = frozenset(PlaceKind) - _PARTS - {PlaceKind.COMPOUND, PlaceKind.VILLAGE}


@dataclass(frozen=True, slots=True)
class Located:
    """A report that is evidence, and where it belongs (empty where unknown).

    ``spot``: an exact point (the caller's own, or the named gate's), None where only a wider place is known;
    ``point``: the spot, else the middle of that place; ``home``: compound, village or community; ``gate``: named gate;
    ``wide``: all that is known is a community or more, too wide to send anybody to.
    """

    report: Report
    cell: str
    point: Point | None
    community: str
    spot: Point | None = None
    home: str = ""
    gate: str = ""
    words: tuple[str, ...] = ()
    wide: bool = False

    @property
    def name(self) -> str:
        """The report's number, or the hotline's own id where it has none yet."""
        return self.report.number or self.report.external_id or ""

    @property
    def caller(self) -> str:
        """What tells callers apart; a nameless call stands for itself."""
        return self.report.caller or f"?{self.name}"


def counts(report: Report) -> bool:
    """Whether a report is surely about a barrier, physical or soft, that still stands."""
    reading = report.reading
    sure = reading.confidence >= SURE and reading.barrier is not BarrierNature.NONE
    return sure and reading.status is TextStatus.STANDING


def locate(report: Report, places: Mapping[str, Place]) -> Located:
    """The report with its spot, home and community: its own point, or its place's; its own place, or the nearest."""
    code = report.place_code
    place = places.get(code) if code else None
    named = place if place is not None and place.kind is PlaceKind.GATE else None
    spot = report.point or (named.point if named else None)
    point = spot or (place.point if place else None)
    if code is None and point is not None:
        code = _nearest(point, places)
    return Located(
        report=report,
        cell=cell_of(point),
        point=point,
        community=region_at(code, Level.COMMUNITY) if code else "",
        spot=spot,
        home=_home(code, places) if code else "",
        gate=named.code if named else "",
        words=_telling(report, code, places),
        wide=spot is None and place is not None and place.kind in _WIDE,
    )


def cell_of(point: Point | None) -> str:
    """The H3 cell of a point, empty without one."""
    return h3.latlng_to_cell(point.lat, point.lon, CELL_RESOLUTION) if point else ""


def together(one: Located, other: Located) -> bool:
    """Whether two reports may speak of the same barrier: of one nature, and at spots near each other or one home.

    Who names no more than a community may speak of any gate in it, so that says nothing of the gate another names.
    """
    if one.report.reading.barrier is not other.report.reading.barrier:
        return False
    if one.spot is not None and other.spot is not None:
        return distance_m(one.spot, other.spot) <= SAME_SPOT_M
    return one.home == other.home if one.home or other.home else one.cell == other.cell != ""


def _telling(report: Report, code: str | None, places: Mapping[str, Place]) -> tuple[str, ...]:
    """The words that decided, without those that are part of the place's own name (沟 in 后李沟村)."""
    names = []
    while code is not None:
        names.append(places[code].name if code in places else "")
        code = parent_code(code)
    return tuple(word for word in report.reading.words if not any(word in name for name in names))


def _home(code: str, places: Mapping[str, Place]) -> str:
    """The compound, village or community of a code; a part without a known kind is taken for a gate or a house."""
    if "-" not in code:
        return code
    place = places.get(code)
    above = parent_code(code)
    if above is None or (place is not None and place.kind not in _PARTS) or (place is None and "-" not in above):
        return code
    return _home(above, places)


def _nearest(point: Point, places: Mapping[str, Place]) -> str | None:
    """The nearest known place within 2 km."""
    near = [(distance_m(point, place.point), code) for code, place in places.items() if place.point is not None]
    best = min(near, default=None)
    return best[1] if best is not None and best[0] <= NEAREST_PLACE_M else None
