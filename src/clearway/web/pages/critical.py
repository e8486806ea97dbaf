"""``/roads/critical/``: the gates and ways on which most people depend, on a map and as a list."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clearway.core.people import Actor
from clearway.core.words import Bilingual
from clearway.loop.critical_ways import CriticalWay, critical_ways, kinds_known
from clearway.roads.layers import LayerKind
from clearway.web.mapping import map_settings
from clearway.web.offices import for_offices
from clearway.web.showing.road_answers import feature
from clearway.web.showing.ways import Naming, way_title

LISTED = 50


@require_safe
@for_offices
def critical(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page; ``kind`` what people must reach, ``gates`` gates alone."""
    kind, gates = _kind(request), bool(request.GET.get("gates"))
    ways = critical_ways(settings.ENVIRONMENT.home, kind, gates_only=gates)
    naming = Naming()
    context = {
        "kinds": kinds_known(settings.ENVIRONMENT.home),
        "kind": kind,
        "gates": gates,
        "rows": [_row(way, naming) for way in ways[:LISTED]],
        "found": len(ways),
        "shapes": json.dumps(_shapes(ways), ensure_ascii=False),
        "map": map_settings(),
    }
    return render(request, "clearway/critical.html", context)


@require_safe
@for_offices
def critical_geojson(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same as GeoJSON."""
    ways = critical_ways(settings.ENVIRONMENT.home, _kind(request), gates_only=bool(request.GET.get("gates")))
    return JsonResponse(_shapes(ways), content_type="application/geo+json")


def _row(way: CriticalWay, naming: Naming) -> dict[str, Any]:
    return {"way": way, "title": way_title(way.shape, gate=way.gate), "near": naming.near(way.shape)}


def _kind(request: HttpRequest) -> LayerKind:
    asked = request.GET.get("kind", "")
    known = kinds_known(settings.ENVIRONMENT.home)
    return LayerKind(asked) if asked in set(LayerKind) else next(iter(known), LayerKind.HOSPITAL)


def _shapes(ways: tuple[CriticalWay, ...]) -> dict[str, Any]:
    """Worst last, so that it is drawn on top."""
    return {"type": "FeatureCollection", "features": [_feature(way) for way in reversed(ways)]}


def _feature(way: CriticalWay) -> dict[str, Any]:
    title = way_title(way.shape, gate=way.gate)
    line = Bilingual(
        f"关闭后 {way.cut_off:,.0f} 人不能到达，{way.worse_5min:,.0f} 人多用5分钟以上",
        f"closing it cuts off {way.cut_off:,.0f} people; {way.worse_5min:,.0f} lose more than 5 min",
    )
    said = {"title_zh": title.zh, "title_en": title.en, "line_zh": line.zh, "line_en": line.en}
    figures = {"cut_off": way.cut_off, "worse_5min": way.worse_5min, "person_minutes": way.added_person_minutes}
    return feature(
        way.shape.line, role="critical", link=way.shape.link, level=way.level, gate=way.gate, **said, **figures
    )
