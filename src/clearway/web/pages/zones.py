"""``/roads/zones/``: an area is drawn; the three zones are proposed beside what was asked for. Nothing is written."""

from __future__ import annotations

import json
import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clearway.core.people import Actor
from clearway.core.places import Point
from clearway.core.refusals import BadUsage, Refusal
from clearway.loop.plan_zones import Planned, plan, round_place
from clearway.record import reading
from clearway.roads.modes import GATE_CLASS
from clearway.roads.three_zones import ZoneKind, ZoneProposal
from clearway.roads.zone_documents import zone_document, zone_features
from clearway.web.asking import corners_of
from clearway.web.mapping import map_settings
from clearway.web.offices import for_offices
from clearway.web.refusing import as_error, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.ways import Naming, way_title

#: Metres round a place chosen without a map: usual, least and most.
USUAL_M, LEAST_M, MOST_M = 150.0, 20.0, 3000.0


@require_safe
@for_offices
def zones(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The proposal as JSON; refusals as problem documents (RFC 9457)."""
    try:
        start, planned = time.perf_counter(), plan(settings.ENVIRONMENT.home, _areas(request.GET))
    except Refusal as refusal:
        text, status = refusal.text, status_of(refusal)
        problem = {"type": "about:blank", "title": text.en, "detail": text.zh, "code": refusal.code, "status": status}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    found = [zone_document(one) for one in planned.proposals]
    shapes = {"type": "FeatureCollection", "features": list(zone_features(planned.network, planned.proposals))}
    seconds = round(time.perf_counter() - start, 3)
    source = planned.network.homes.source
    return JsonResponse({"zones": found, "people_source": source, "map": shapes, "seconds": seconds})


@require_safe
@for_offices
def zones_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page: a map to draw on, a place and a distance where there is none, and the proposal."""
    context = _context(request.GET)
    sealed = context["areas"].get(ZoneKind.SEALED)
    middle = (sealed[0].lat, sealed[0].lon) if sealed else (None, None)
    more = {"map": map_settings(*middle), "homes": homes_by_area(), "chosen_place": request.GET.get("place", "")}
    return render(request, "clearway/zones.html", context | more)


@require_safe
@for_offices
def zones_part(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The proposal alone, for a map that asks while one draws."""
    return render(request, "clearway/parts/zones.html", _context(request.GET))


def _areas(query: QueryDict) -> dict[ZoneKind, tuple[Point, ...]]:
    """Corners by zone: ``sealed``, ``controlled``, ``prevention``; ``area`` is that of ``zone``; a ``place`` with
    ``metres`` round it stands for the sealed zone where none is drawn.

    Raises:
        BadUsage: metres or a zone that are none.
    """
    drawn = {kind: corners_of(query.get(kind, "")) for kind in ZoneKind if query.get(kind)}
    if area := query.get("area"):
        drawn[_kind(query.get("zone", ""))] = corners_of(area)
    code = query.get("place", "")
    place = reading.place(code) if code else None
    if ZoneKind.SEALED not in drawn and place is not None and place.point is not None:
        drawn[ZoneKind.SEALED] = round_place(place.point, _metres(query.get("metres", "")))
    return drawn


def _kind(text: str) -> ZoneKind:
    if text and text not in set(ZoneKind):
        raise BadUsage(zh="没有这个区", en="no such zone")
    return ZoneKind(text or ZoneKind.SEALED)


def _metres(text: str) -> float:
    try:
        metres = float(text or USUAL_M)
    except ValueError:
        metres = -1.0
    if not LEAST_M <= metres <= MOST_M:
        low, high = f"{LEAST_M:.0f}", f"{MOST_M:.0f}"
        raise BadUsage(zh=f"距离应在 {low} 至 {high} 米之间", en=f"metres must lie between {low} and {high}")
    return metres


def _context(query: QueryDict) -> dict[str, Any]:
    empty: dict[str, Any] = {"rows": [], "errors": [], "areas": {}, "drawn": [], "metres": query.get("metres", "150")}
    try:
        areas = _areas(query)
        if not areas:
            return {**empty, "kinds": list(ZoneKind)}
        start, planned = time.perf_counter(), plan(settings.ENVIRONMENT.home, areas)
    except Refusal as refusal:
        told = [as_error(refusal, "place")]
        return {**empty, "kinds": list(ZoneKind), "errors": told}
    naming = Naming()
    return {
        **empty,
        "kinds": list(ZoneKind),
        "areas": areas,
        "drawn": [{"kind": kind, "corners": _told(corners)} for kind, corners in areas.items()],
        "rows": [_row(planned, one, naming) for one in planned.proposals],
        "people_source": planned.network.homes.source,
        "ages_known": planned.network.homes.ages_known,
        "seconds": f"{time.perf_counter() - start:.2f}",
        "shapes": json.dumps(_shapes(planned), ensure_ascii=False),
    }


def _told(corners: tuple[Point, ...]) -> str:
    return ";".join(f"{corner.lon:.6f},{corner.lat:.6f}" for corner in corners)


def _row(planned: Planned, one: ZoneProposal, naming: Naming) -> dict[str, Any]:
    lines = [
        {"which": name, "line": line, "cut_off": line.harm[0], "minutes": line.harm[1]}
        for name, line in (("asked", one.asked), ("proposed", one.proposed))
    ]
    ways = {
        "closed": [_way(planned, link, naming) for link in one.proposed.closed],
        "staffed": [_way(planned, link, naming) for link in one.proposed.checkpoints],
        "blocked": [{**_way(planned, way.link, naming), "why": way.reason} for way in one.asked.blocked],
    }
    return {"zone": one, "lines": lines, **ways}


def _way(planned: Planned, link: int, naming: Naming) -> dict[str, Any]:
    network = planned.network
    index = network.link_index(link)
    shape = network.shape(index)
    gate = bool(network.arrays["class"][index] == GATE_CLASS)
    return {"link": link, "title": way_title(shape, gate=gate), "near": naming.near(shape)}


def _shapes(planned: Planned) -> dict[str, Any]:
    """The zones with ``role`` for the map: sealed, controlled, prevention, asked, closed, checkpoint."""
    features = []
    for one in zone_features(planned.network, planned.proposals):
        says = one["properties"]
        role = says.get("role") or (says["zone"] if says["which"] == "proposed" else "asked")
        features.append({**one, "geometry": _thin(one["geometry"]), "properties": {**says, "role": role}})
    return {"type": "FeatureCollection", "features": features}


def _thin(geometry: dict[str, Any]) -> dict[str, Any]:
    """A way without length (a gate) is drawn as a point."""
    line = geometry["coordinates"]
    if geometry["type"] == "LineString" and all(point == line[0] for point in line):
        return {"type": "Point", "coordinates": line[0]}
    return geometry
