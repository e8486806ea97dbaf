"""Rules beside the model, over what is recorded: repeated offenders, and anger that rises fast about a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache

import h3

from clearway.core.events import WarningRaised
from clearway.core.measures import Measure
from clearway.core.places import Level, covers, region_at
from clearway.core.reports import Report
from clearway.core.warnings import WarningFacts
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.neighbourhood import UNKNOWN_PLACE, Neighbourhood
from clearway.monitor.urgency import urgency
from clearway.record import door, reading
from clearway.record.numbers import next_number
from clearway.warn import opinion, repeating
from clearway.warn.opinion import GUARD, QUIET, USUAL, Voice, rises
from clearway.warn.overdue import Spot
from clearway.warn.repeating import Limits, repeated
from clearway.warn.ruled import BESIDE, Ruled, of_repeated, of_rise, raise_ruled

AREA_RESOLUTION = 9
#: A rise that began longer ago is history, not work.
FRESH = timedelta(hours=72)


def raise_beside(reports: Iterable[Report], neighbourhood: Neighbourhood, desk: Desk) -> tuple[str, ...]:
    """Raise a warning for every repeated offender and every fresh rise of anger not yet told; returns their numbers.

    ``reports``: those of the last weeks up to the desk's moment, as the loop read them.
    """
    found = [*_offenders(neighbourhood, desk), *_angry(reports, neighbourhood, desk)]
    spots = {one.place_code: spot for one in found if (spot := _spot(one.place_code, neighbourhood)) is not None}
    with door.session():
        number_of = cache(lambda index: next_number("W", desk.at, desk.zone))
        decision = raise_ruled(found, spots, known=_known(), number_of=number_of)
        door.commit(decision, by=desk.by, at=desk.at)
    return tuple(event.subject for event in decision.events if isinstance(event, WarningRaised))


def told_by_a_rule(facts: WarningFacts) -> bool:
    """Whether a warning comes from such a rule alone: an incident of the model is never taken for it."""
    return bool(facts.raised.triggers) and BESIDE - {"lagging"} >= set(facts.raised.triggers)


def _known() -> frozenset[tuple[str, str]]:
    """(trigger, reference) of every warning such a rule has raised."""
    return frozenset(
        (facts.raised.triggers[0], reference)
        for facts in reading.warnings()
        if told_by_a_rule(facts)
        for piece in facts.raised.evidence
        for reference in piece.references
    )


def _offenders(neighbourhood: Neighbourhood, desk: Desk) -> Iterator[Ruled]:
    times = desk.rulebook.value(repeating.TIMES, desk.local.date())
    days = desk.rulebook.value(repeating.DAYS, desk.local.date())
    limits = Limits(place=int(times["place"]), office=int(times["office"]), days=int(days))
    closures = {one.number: one for one in reading.measures() if not one.registered}
    for found in repeated(closures.values(), limits, desk.at):
        place = closures[found.closures[-1]].place_code or found.place_code
        yield of_repeated(found, _name(place, neighbourhood), place, desk.at)


def _angry(reports: Iterable[Report], neighbourhood: Neighbourhood, desk: Desk) -> Iterator[Ruled]:
    least = int(desk.rulebook.value(opinion.VOICES, desk.local.date()))
    voices = _voices(reports, neighbourhood, desk)
    in_force = [one for one in reading.measures_in_force(desk.at) if one.place_code is not None]
    told = _told_lately()
    for rise in rises(voices, desk.at, least=least, zone=desk.zone):
        again = any(abs(rise.raised_at - then) < QUIET for then in told.get(rise.place_code, ()))
        if rise.raised_at >= desk.at - FRESH and not again:
            yield of_rise(rise, _name(rise.place_code, neighbourhood), _speaking_of(rise.place_code, in_force))


def _told_lately() -> dict[str, list[datetime]]:
    """When anger about each place was told: reports that come in late may move a rise, and it is the same one."""
    told: dict[str, list[datetime]] = {}
    for facts in reading.warnings():
        if facts.raised.triggers == (opinion.TRIGGER,):
            told.setdefault(facts.raised.place_code, []).append(facts.raised.raised_at)
    return told


def _voices(reports: Iterable[Report], neighbourhood: Neighbourhood, desk: Desk) -> Iterator[Voice]:
    for report in reports:
        if report.text and report.at >= desk.at - USUAL - GUARD - FRESH:
            code = neighbourhood.code_of(report.point, report.place_code)
            words = urgency(report.text).angry if code != UNKNOWN_PLACE else ()
            if words:
                yield Voice(report, region_at(code, Level.COMMUNITY), words)


def _speaking_of(place_code: str, measures: Iterable[Measure]) -> str | None:
    return next((one.number for one in measures if one.place_code and covers(one.place_code, place_code)), None)


def _name(code: str, neighbourhood: Neighbourhood) -> Bilingual:
    place = neighbourhood.places.get(code)
    return neighbourhood.name_of(code, None if place is None else place.point)


def _spot(code: str, neighbourhood: Neighbourhood) -> Spot | None:
    place = neighbourhood.places.get(code)
    if place is None or place.point is None:
        return None
    cell = h3.latlng_to_cell(place.point.lat, place.point.lon, AREA_RESOLUTION)
    return Spot(name=_name(code, neighbourhood), point=place.point, cell=cell)
