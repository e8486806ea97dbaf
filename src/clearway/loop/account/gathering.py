"""The account of each measure gathered from everything the county has on record; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from clearway.core.measures import Measure
from clearway.core.places import PlaceKind, covers
from clearway.core.words import Bilingual
from clearway.evaluate.account.span import Span
from clearway.evaluate.account.terms import Terms, Ways
from clearway.loop.account.counts import counters_of, crossings, heard
from clearway.loop.account.gates import at_gates
from clearway.loop.account.inside import businesses_in, lessons_of, people_in, pupils_in
from clearway.loop.account.money import spending
from clearway.loop.account.scene import Scene, Subject
from clearway.loop.account.voices import said, volunteers
from clearway.loop.account.ways import closed_links, gates_of, ways_of
from clearway.loop.desk import Desk
from clearway.loop.measure_costs import Gathered, Rules, rules_on, state_of
from clearway.record import reading
from clearway.record.models import GateRow, MeasureRow
from clearway.respond.passes.gates import has_gates

#: Infections of so many days say where a smaller measure would have to stand.
INFECTED_DAYS = 14
_NOT_DRAWN = Bilingual("较小单元关闭哪些路没有划定", "nobody drew which ways the smaller units would close")


def gather(
    measures: Sequence[Measure], desk: Desk, home: Path | None, store: Path | None = None
) -> dict[str, Gathered]:
    """What records tell of each measure whose place is known, up to the desk's moment."""
    scene, rules = Scene(desk=desk, home=home, store=store), rules_on(desk.rulebook, desk.local.date())
    subjects = subjects_of(measures, scene)
    closed = {one.measure.number: closed_links(one, scene) for one in subjects}
    counters = {one.measure.number: (one, counters_of(one, closed[one.measure.number][0], scene)) for one in subjects}
    told, money = heard(counters, store), spending(subjects, scene)
    found = {}
    for one in subjects:
        number = one.measure.number
        lost = crossings(one, counters[number][1], told)
        items = (*at_gates(one), *said(one), volunteers(one, scene), lost, money[number])
        terms = _terms(one, closed[number], scene, rules)
        found[number] = Gathered(terms=terms, items=items, smaller=_smaller(terms, scene))
    return found


def subjects_of(measures: Sequence[Measure], scene: Scene) -> list[Subject]:
    """The measures as gatherers see them; those without a place, or that have not begun, are left out."""
    numbers = [one.number for one in measures]
    rows = {row.number: row for row in MeasureRow.objects.filter(number__in=numbers)}
    gates: dict[str, list[GateRow]] = {}
    for gate in GateRow.objects.filter(measure__in=numbers).order_by("number"):
        gates.setdefault(gate.measure, []).append(gate)
    return [
        _subject(one, rows[one.number], tuple(gates.get(one.number, ())), scene)
        for one in measures
        if one.place_code and one.number in rows and one.starts_at <= scene.desk.at
    ]


def _subject(one: Measure, row: MeasureRow, gates: tuple[GateRow, ...], scene: Scene) -> Subject:
    state = state_of(one, ways=bool(row.road_links) or not one.registered or _is_a_spot(one, scene))
    return Subject(measure=one, row=row, span=span_of(one, scene.desk), state=state, gates=gates)


def _is_a_spot(one: Measure, scene: Scene) -> bool:
    """Whether a measure closes a gate, or a named spot inside its place, and not the place whole."""
    place = scene.places.get(one.place_code or "")
    if place is None:
        return False
    named = bool(one.place_text) and place.name not in one.place_text and one.place_text not in place.name
    return place.kind is PlaceKind.GATE or named


def span_of(one: Measure, desk: Desk) -> Span:
    """When a measure stood, in whole minutes, as far as the desk's moment: a registered one to its end or lifting."""
    ends = [desk.at, *(moment for moment in (one.lifted_at,) if moment is not None)]
    if one.registered and one.ends_at is not None:
        ends.append(one.ends_at)
    minutes = max(0, (min(ends) - one.starts_at) // timedelta(minutes=1))
    return Span(one.starts_at, one.starts_at + minutes * timedelta(minutes=1))


def _terms(subject: Subject, closed: tuple[tuple[int, ...], Bilingual], scene: Scene, rules: Rules) -> Terms:
    links, how = closed
    scope = (subject.place,)
    return Terms(
        span=subject.span,
        state=subject.state,
        barrier=bool(links) or not subject.measure.registered or has_gates(subject.measure),
        people=people_in(scope, scene),
        pupils=pupils_in(scope, scene),
        lessons=lessons_of(subject, scene, rules),
        businesses=businesses_in(scope, scene),
        gates=gates_of(subject, links),
        ways=ways_of(links, how, scope if subject.state != "open" else (), scene),
        scope=scope,
    )


def _smaller(terms: Terms, scene: Scene) -> Terms | None:
    """The same over the places inside that reported infections lately, where they are fewer people than all."""
    if terms.state == "open" or terms.people.value is None:
        return None
    infected = _infected(terms.scope[0], scene)
    people = people_in(infected, scene)
    if not infected or people.value is None or people.at_least or people.value >= terms.people.value:
        return None
    return replace(
        terms, scope=infected, people=people, pupils=pupils_in(infected, scene),
        businesses=businesses_in(infected, scene), ways=Ways(losses=None, source=_NOT_DRAWN),
    )  # fmt: skip


def _infected(place: str, scene: Scene) -> tuple[str, ...]:
    """The smallest places strictly inside that reported infections in the days of the clock."""
    today = scene.desk.local.date()
    counts = reading.infections(since=today - timedelta(days=INFECTED_DAYS), until=today)
    found = {one.place_code for one in counts if one.infections and one.place_code != place}
    inside = {code for code in found if covers(place, code)}
    return tuple(sorted(code for code in inside if not any(covers(code, one) for one in inside - {code})))
