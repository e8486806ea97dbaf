"""What a what-if asks for, read from an address or a posted document: links, a point, an area, words to look for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from clearway.core.places import Point
from clearway.roads.refusals import NoRoadThere

#: More links or corners than this are left out: an address has an end.
MOST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``point`` was pointed at, ``corners`` of an area were drawn, ``words`` are looked for."""

    links: tuple[int, ...]
    point: Point | None
    corners: tuple[Point, ...]
    words: str


def asked_of(request: HttpRequest) -> Asked:
    """From the address, or from a JSON document ``{"links": […], "point": [lon, lat], "area": [[lon, lat], …]}``.

    Raises:
        NoRoadThere: the document is not one.
    """
    if request.method == "POST" and request.content_type == "application/json":
        return _from_document(request.body)
    return from_query(request.POST if request.method == "POST" else request.GET)


def from_query(query: QueryDict) -> Asked:
    """``link`` (again and again), ``lat`` and ``lon``, ``area`` as ``lon,lat;lon,lat;…``, ``q``."""
    corners = [pair.split(",") for pair in query.get("area", "").split(";") if pair][:MOST]
    return Asked(
        links=_numbers(query.getlist("link")),
        point=_point(query.get("lon", ""), query.get("lat", "")),
        corners=_corners(corners),
        words=query.get("q", "").strip()[:80],
    )


def _from_document(body: bytes) -> Asked:
    try:
        document = json.loads(body)
    except ValueError:
        raise NoRoadThere() from None
    if not isinstance(document, Mapping):
        raise NoRoadThere()
    links, pair, area = (document.get(name) or [] for name in ("links", "point", "area"))
    if not all(isinstance(one, list) for one in (links, pair, area)):
        raise NoRoadThere()
    point = _point(*pair) if len(pair) == 2 else None
    return Asked(links=_numbers(links), point=point, corners=_corners(area[:MOST]), words="")


def _numbers(given: Sequence[Any]) -> tuple[int, ...]:
    texts = [str(one) for one in given[:MOST]]
    return tuple(dict.fromkeys(int(text) for text in texts if text.isdecimal() and len(text) < 19))


def _corners(pairs: Sequence[Any]) -> tuple[Point, ...]:
    points = [_point(*pair) for pair in pairs if isinstance(pair, list) and len(pair) == 2]
    return tuple(point for point in points if point is not None)


def _point(lon: Any, lat: Any) -> Point | None:
    try:
        return Point(float(lat), float(lon))
    except (TypeError, ValueError):
        return None
