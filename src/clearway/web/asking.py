"""What a what-if asks for, read from an address or a posted document: links, a point, an area, words to look for; and
what happens to them: they close, hold people up, have hours, reopen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpRequest, QueryDict

from clearway.core.facilities import Facility
from clearway.core.places import Point
from clearway.core.refusals import BadUsage
from clearway.loop.ask_roads import Question
from clearway.roads.changes import MOST_SECONDS
from clearway.roads.modes import Mode
from clearway.roads.refusals import NoRoadThere

#: More links or corners than this are left out: an address has an end.
MOST = 2_000
#: A soft barrier's usual hold-up, and the hours of a gate: opens, closes, and the moment looked at.
USUAL_SECONDS = 120.0
USUAL_HOURS = (time(7), time(22), time(23))
Word = TypeVar("Word", bound=StrEnum)


class Act(StrEnum):
    """What happens to the ways chosen."""

    CLOSE = "close"
    SLOW = "slow"
    HOURS = "hours"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``point`` was pointed at, ``corners`` of an area were drawn, ``words`` are looked for. ``act`` is what happens to
    the ways chosen; ``shut`` are facilities that close, as ``kind@lat,lon``; ``mode`` None: people go as they do.
    ``standing``: what is closed today counts as closed before."""

    links: tuple[int, ...]
    point: Point | None
    corners: tuple[Point, ...]
    words: str
    act: Act = Act.CLOSE
    seconds: float = USUAL_SECONDS
    hours: tuple[time, time, time] = USUAL_HOURS
    shut: tuple[str, ...] = ()
    mode: Mode | None = None
    standing: bool = False

    def question(self, links: Sequence[int], facilities: Sequence[Facility], standing: Sequence[int] = ()) -> Question:
        """The question about ``links``; ``standing`` are closed today.

        Raises:
            BadUsage: a facility named is not known here.
        """
        chosen, act = tuple(links), self.act
        return Question(
            closed=chosen if act in (Act.CLOSE, Act.HOURS) else (),
            reopened=chosen if act is Act.REOPEN else (),
            slower=dict.fromkeys(chosen, self.seconds) if act is Act.SLOW else {},
            hours=self.hours if act is Act.HOURS else None,
            shut=_shut(self.shut, facilities),
            mode=self.mode,
            standing=tuple(standing),
        )


def facility_key(facility: Facility) -> str:
    """How an address names a facility."""
    door = facility.entrances[0]
    return f"{facility.kind}@{door.lat:.6f},{door.lon:.6f}"


def _shut(keys: Sequence[str], facilities: Sequence[Facility]) -> tuple[Facility, ...]:
    known = {facility_key(one): one for one in facilities}
    for key in keys:
        if key not in known:
            raise BadUsage(zh="没有这个设施", en="no such facility")
    return tuple(known[key] for key in dict.fromkeys(keys))


def asked_of(request: HttpRequest) -> Asked:
    """From the address, or from a JSON document with the same names (``{"links": […], "point": [lon, lat],
    "area": [[lon, lat], …], "act": "slow", "seconds": 120, "shut": […], "mode": "foot", "standing": true}``).

    Raises:
        NoRoadThere: the document is not one.
        BadUsage: an act, a mode, seconds or hours that are none.
    """
    if request.method == "POST" and request.content_type == "application/json":
        return _from_document(request.body)
    return from_query(request.POST if request.method == "POST" else request.GET)


def from_query(query: QueryDict) -> Asked:
    """``link`` (again and again), ``lat`` and ``lon``, ``area`` as ``lon,lat;lon,lat;…``, ``q``; ``act``, ``seconds``,
    ``opens``, ``closes``, ``at``, ``shut`` (again and again), ``mode``, ``standing``; nothing at all: today's closures
    stand.

    Raises:
        BadUsage: an act, a mode, seconds or hours that are none.
    """
    return Asked(
        links=_numbers(query.getlist("link")),
        point=_point(query.get("lon", ""), query.get("lat", "")),
        corners=corners_of(query.get("area", "")),
        words=query.get("q", "").strip()[:80],
        shut=tuple(one for one in query.getlist("shut")[:MOST] if one),
        standing=not query or query.get("standing") == "1",
        **_manner(query),
    )


def _manner(given: Mapping[str, Any]) -> dict[str, Any]:
    """Act, seconds, hours and mode; what is not given stays as usual."""
    return {
        "act": _named(Act, given.get("act"), Act.CLOSE),
        "seconds": _seconds(given.get("seconds")),
        "hours": (
            _clock(given.get("opens"), USUAL_HOURS[0]),
            _clock(given.get("closes"), USUAL_HOURS[1]),
            _clock(given.get("at"), USUAL_HOURS[2]),
        ),
        "mode": _named(Mode, given.get("mode"), None),
    }


def _named(words: type[Word], given: Any, usual: Any) -> Any:
    if given in (None, ""):
        return usual
    try:
        return words(given)
    except ValueError:
        raise BadUsage(zh=f"没有这个选项：{str(given)[:40]}", en=f"no such choice: {str(given)[:40]}") from None


def _seconds(given: Any) -> float:
    if given in (None, ""):
        return USUAL_SECONDS
    try:
        seconds = float(given)
    except (TypeError, ValueError):
        seconds = -1.0
    if not 0 <= seconds <= MOST_SECONDS:
        raise BadUsage(zh=f"秒数应在 0 至 {MOST_SECONDS} 之间", en=f"seconds must lie between 0 and {MOST_SECONDS}")
    return seconds


def _clock(given: Any, usual: time) -> time:
    if given in (None, ""):
        return usual
    try:
        return time.fromisoformat(str(given)).replace(tzinfo=None)
    except ValueError:
        raise BadUsage(zh="时刻应如 07:00", en="times look like 07:00") from None


def corners_of(text: str) -> tuple[Point, ...]:
    """``lon,lat;lon,lat;…`` as points; what is none is left out."""
    return _corners([pair.split(",") for pair in text.split(";") if pair][:MOST])


def _from_document(body: bytes) -> Asked:
    try:
        document = json.loads(body)
    except ValueError:
        raise NoRoadThere() from None
    if not isinstance(document, Mapping):
        raise NoRoadThere()
    links, pair, area, shut = (document.get(name) or [] for name in ("links", "point", "area", "shut"))
    if not all(isinstance(one, list) for one in (links, pair, area, shut)):
        raise NoRoadThere()
    point = _point(*pair) if len(pair) == 2 else None
    told = tuple(str(one) for one in shut[:MOST])
    return Asked(
        links=_numbers(links),
        point=point,
        corners=_corners(area[:MOST]),
        words="",
        shut=told,
        standing=document.get("standing") is True,
        **_manner(document),
    )


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
