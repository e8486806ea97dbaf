"""``/roads/whatif``: a gate or way closes on paper, and who would lose what is told in a second. Nothing is written."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.facilities import FacilityKind
from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.loop import find_ways
from clearway.loop.ask_roads import Answer, ask, facilities_of
from clearway.loop.look_at_map import ways_near
from clearway.loop.standing_ways import standing_closures
from clearway.record import reading
from clearway.record.models import MeasureRow
from clearway.roads.modes import MODES
from clearway.roads.refusals import NoRoadThere
from clearway.web.asking import Act, Asked, asked_of, facility_key, from_query
from clearway.web.mapping import map_settings
from clearway.web.offices import for_offices
from clearway.web.refusing import as_error, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.measures import cards
from clearway.web.showing.proposals import where
from clearway.web.showing.road_answers import as_document, as_shapes
from clearway.web.showing.ways import Naming, way_title
from clearway.web.templatetags.clearway import minutes

#: More ways than this are counted, not listed.
LISTED = 30
#: More facilities than this are not offered one by one.
MOST_FACILITIES = 800


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def whatif(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The answer as JSON; refusals as problem documents (RFC 9457)."""
    try:
        answer, seconds = _answered(asked_of(request))
        if answer is None:
            raise NoRoadThere()
    except Refusal as refusal:
        text = refusal.text
        problem = {"type": "about:blank", "title": text.en, "detail": text.zh, "code": refusal.code}
        status = status_of(refusal)
        return JsonResponse({**problem, "status": status}, status=status, content_type="application/problem+json")
    return JsonResponse(as_document(answer, seconds))


@require_safe
@for_offices
def whatif_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page: a map to point at, a search that needs no map, and the answer."""
    context = _context(request.GET)
    asked, answer = context["asked"], context["answer"]
    lon, lat = answer.ways[0].line[0].tolist() if answer and answer.ways else (None, None)
    more = {
        "map": map_settings(lat, lon),
        "areas": homes_by_area(),
        "candidates": _candidates(asked, request.GET.get("place", "")),
        "closures": _closures(),
    }
    return render(request, "clearway/whatif.html", context | more | {"chosen_place": request.GET.get("place", "")})


@require_safe
@for_offices
def whatif_part(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The answer alone, for a map that asks while one points."""
    return render(request, "clearway/parts/whatif.html", _context(request.GET))


def _closures() -> list[dict[str, Any]]:
    """What is closed today, each with the address that asks what reopening it gives back."""
    at = timezone.now()
    links = {one.number: one.links for one in standing_closures(settings.ENVIRONMENT.home, at)}
    shown = cards(MeasureRow.objects.filter(number__in=links).order_by("registered", "number")[:LISTED], at)
    ask = [("act", Act.REOPEN.value), ("standing", "1")]
    return [
        {"card": one, "reopen": urlencode([*ask, *(("link", link) for link in links[one.measure.number])])}
        for one in shown
    ]


def _answered(asked: Asked) -> tuple[Answer | None, float]:
    """The answer (None: no way is chosen) and the seconds it took."""
    start, links, home = time.perf_counter(), _links(asked), settings.ENVIRONMENT.home
    if not links and not asked.shut:
        return None, 0.0
    standing = [link for one in standing_closures(home, timezone.now()) for link in one.links] if asked.standing else []
    question = asked.question(links, facilities_of(home) if asked.shut else (), tuple(dict.fromkeys(standing)))
    return ask(home, question), time.perf_counter() - start


def _links(asked: Asked) -> tuple[int, ...]:
    """The links chosen, with the one pointed at (taken out again where it was among them) and those of the area."""
    home, links = settings.ENVIRONMENT.home, dict.fromkeys(asked.links)
    if asked.point is not None:
        at = find_ways.link_at(home, asked.point)
        if at is None and not links:
            raise NoRoadThere()
        if at in links:
            del links[at]
        elif at is not None:
            links[at] = None
    if asked.corners:
        links |= dict.fromkeys(find_ways.links_inside(home, asked.corners))
    return tuple(links)


def choices(asked: Asked) -> dict[str, Any]:
    """What a form offers beside the ways themselves."""
    known: dict[FacilityKind, list[dict[str, str]]] = {}
    for one in facilities_of(settings.ENVIRONMENT.home)[:MOST_FACILITIES]:
        known.setdefault(one.kind, []).append({"key": facility_key(one), "name": one.name})
    return {
        "acts": list(Act),
        "modes": list(MODES),
        "facilities": [{"kind": kind, "all": all_of} for kind, all_of in known.items()],
        "opens": f"{asked.hours[0]:%H:%M}",
        "closes": f"{asked.hours[1]:%H:%M}",
        "at": f"{asked.hours[2]:%H:%M}",
    }


def _context(query: QueryDict) -> dict[str, Any]:
    asked = Asked(links=(), point=None, corners=(), words="")
    empty: dict[str, Any] = {"answer": None, "errors": [], "shapes": None, "ways": []}
    try:
        asked = from_query(query)
        answer, seconds = _answered(asked)
    except Refusal as refusal:
        return {**empty, "asked": asked, **choices(asked), "errors": [as_error(refusal, "q")]}
    empty |= {"asked": asked, **choices(asked)}
    if answer is None:
        return empty
    titles = {one.link: way_title(one, gate=one.link in answer.gates) for one in answer.ways}
    naming = Naming()
    return {
        **empty,
        "answer": answer,
        "shapes": json.dumps(as_shapes(answer), ensure_ascii=False),
        "seconds": f"{seconds:.2f}",
        "ways": [{"shape": one, "title": titles[one.link], "near": naming.near(one)} for one in answer.ways[:LISTED]],
        "count": len(answer.ways),
        "reasons": [{"title": titles[one.link], "one": one} for one in answer.protected],
        "round_metres": f"{answer.round.metres:,.0f}" if answer.round else "",
        "then_open": answer.question.hours is not None and not answer.question.closed_then,
        "shut": answer.question.shut,
        "round_time": minutes(answer.round.ms / 1000) if answer.round else "",
    }


def _candidates(asked: Asked, place_code: str) -> list[dict[str, Any]]:
    """Ways by name or number, and gates and ways round the place chosen."""
    home = settings.ENVIRONMENT.home
    place = reading.place(place_code) if place_code else None
    near = ways_near(home, place.point) if place and place.point else ()
    named = find_ways.links_named(home, asked.words) if asked.words else ()
    found = [{"link": way.link, "title": where(way), "why": way.why} for way in near]
    naming = Naming() if named else None
    return found + [
        {
            "link": one.link,
            "title": way_title(one, gate=one.road_class == "gate"),
            "metres": one.length_m,
            "near": naming.near(one) if naming else "",
        }
        for one in named
    ]
