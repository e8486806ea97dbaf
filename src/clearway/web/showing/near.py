"""What is reported near already, as a form shows it: what about, where, since when, how many say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.core.barriers import Service
from clearway.core.words import Bilingual
from clearway.loop.near_reports import Near
from clearway.web import times
from clearway.web.names import name_of
from clearway.web.showing.places import place_names


@dataclass(frozen=True, slots=True, kw_only=True)
class NearShown:
    """One that a tap can join."""

    number: str
    topic: Bilingual
    place: Bilingual
    since: Bilingual
    voices: int
    state: Bilingual
    away: str


def near_shown(found: Iterable[Near]) -> list[NearShown]:
    """In the order given."""
    kept = list(found)
    names = place_names(one.place_code for one in kept)
    return [_shown(one, names[one.place_code]) for one in kept]


def _shown(one: Near, place: Bilingual) -> NearShown:
    topic = name_of("service" if one.topic in set(Service) else "topic", one.topic)
    waiting = Bilingual("等待分拣", "waiting to be sorted")
    return NearShown(
        number=one.number,
        topic=topic,
        place=place,
        since=times.day(one.since),
        voices=one.voices,
        state=name_of("case_state", one.state) if one.state else waiting,
        away="" if one.away_m is None else f"{round(one.away_m / 10) * 10:.0f} m",
    )
