"""Inspections: a frame of what stands now, a sample drawn from it in the open, and findings followed to their end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from clearway.core.inspection_events import FindingEntered
from clearway.core.inspections import Entry, Frame, Inspection
from clearway.core.people import Role
from clearway.core.places import Level, PlaceKind, region_at
from clearway.loop.desk import Desk, write
from clearway.monitor.masking import mask
from clearway.record import ledger, reading
from clearway.record.door import session
from clearway.record.models import ReportRow
from clearway.record.numbers import next_number
from clearway.record.reading import inspections as kept
from clearway.record.reading import passes
from clearway.respond.inspections import deciding, planning
from clearway.respond.inspections.deciding import Wanted

LONGEST = 1_000
#: How far back complaints weigh, what a closure found weighs against one of them, and the most a weight can be.
BACK = timedelta(days=90)
CLOSURE_WEIGHS = 3
HEAVIEST = 20.0
_KINDS = {
    Frame.GATES: frozenset({PlaceKind.GATE}),
    Frame.PLACES: frozenset({PlaceKind.COMMUNITY, PlaceKind.VILLAGE, PlaceKind.COMPOUND}),
}


def frame_of(frame: Frame, desk: Desk) -> tuple[Entry, ...]:
    """Everything of that kind in the desk's region now, with its share of risk.

    Weight: 1, one more a report of the last 90 days about the community, three more a closure found there; at most 20.
    """
    if frame is Frame.MEASURES:
        standing = (
            *reading.measures_in_force(desk.at, desk.by.region),
            *reading.closures_found(desk.at, desk.by.region),
        )
        keyed = {one.number: one.place_code for one in standing if one.place_code}
    else:
        keyed = {one.code: one.code for one in reading.places(desk.by.region) if one.kind in _KINDS[frame]}
        keyed |= _numbered_gates(keyed, desk) if frame is Frame.GATES else {}
    weights = _weights(desk)
    return tuple(
        Entry(key=key, place_code=place, weight=min(HEAVIEST, 1 + weights[region_at(place, Level.COMMUNITY)]))
        for key, place in sorted(keyed.items())
    )


def _numbered_gates(known: Mapping[str, str], desk: Desk) -> dict[str, str]:
    """Gates of the pass register whose place is no gate of its own in the frame: ``gate-<number>`` → place."""
    gates = (one for one in passes.gates(desk.rulebook) if desk.by.reaches(one.place_code))
    return {f"gate-{one.number}": one.place_code for one in gates if one.place_code not in known}


def draw(wanted: Wanted, desk: Desk) -> str:
    """Draw a sample and write seed, digest and sample into the ledger; returns the number.

    Without a seed of its own it takes the head of the ledger, which is published and nobody chose.

    Raises:
        Refusal: not this person, an empty frame, no size.
    """
    with session():
        seed = wanted.seed.strip() or ledger.head_text(ledger.head())
        numbered = replace(wanted, number=next_number("I", desk.at, desk.zone), seed=seed)
        if wanted.campaign:
            kept.campaign(wanted.campaign)
        entries = frame_of(wanted.frame, desk)
        write(deciding.draw_sample(numbered, entries, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
    return numbered.number


def plan_of(desk: Desk) -> tuple[planning.Planned, ...]:
    """What each level owes over the desk's county."""
    return planning.plan(kept.last_by_level(desk.by.region), desk.local, desk.rulebook)


def see(number: str, key: str, desk: Desk) -> None:
    """Nothing wrong there.

    Raises:
        Refusal: not theirs, or looked at already.
    """
    with session():
        write(deciding.see(kept.inspection(number, lock=True), key, by=desk.by), desk)


def find(number: str, key: str, text: str, desk: Desk, *, rule: str = "") -> str:
    """Enter a finding at an entry of the sample; returns its number.

    Raises:
        Refusal: not theirs, nothing said, or no such rule.
    """
    with session():
        if rule:
            desk.rulebook.rule(rule)
        entered = FindingEntered(
            subject=next_number("IF", desk.at, desk.zone), place_code="", text=cleaned(text), due_at=desk.at, key=key,
            rule=rule,
        )  # fmt: skip
        inspection = kept.inspection(number, lock=True)
        write(deciding.find(inspection, entered, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
    return entered.subject


def put_right(number: str, note: str, desk: Desk) -> None:
    """The office of the place says it is put right.

    Raises:
        Refusal: not theirs, not open, nothing said.
    """
    with session():
        found = kept.finding(number, lock=True)
        write(deciding.put_right(found, cleaned(note), by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def recheck(number: str, cleared: bool, note: str, desk: Desk) -> None:
    """Somebody else looks again.

    Raises:
        Refusal: not theirs, nothing to look at, nothing said.
    """
    with session():
        found = kept.finding(number, lock=True)
        write(deciding.recheck(found, cleared, cleaned(note), by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def shown_to(desk: Desk) -> tuple[Inspection, ...]:
    """Inspections this person may open: an office those of its region and of levels above, others what they carry."""
    if desk.by.role in (Role.SUPERVISOR, Role.EVALUATOR):
        return tuple(one for one in kept.carried_by(desk.by.role) if deciding.may_look(one, desk.by))
    above = [region_at(desk.by.region, level) for level in (Level.COUNTY, Level.CITY, Level.PROVINCE)]
    own = {one.number: one for one in kept.inspections(desk.by.region)}
    wider = {one.number: one for code in above for one in kept.inspections(code) if one.region == code}
    return tuple(sorted({**wider, **own}.values(), key=lambda one: one.number, reverse=True))


def cleaned(text: str) -> str:
    """Words as they are kept: masked at the door, so long and no longer."""
    return mask(text.replace("\0", "").strip()[:LONGEST])


def _weights(desk: Desk) -> Counter[str]:
    """Community → weight beyond 1."""
    prefix = reading.code_prefix(desk.by.region)
    told = ReportRow.objects.filter(place_code__startswith=prefix, at__gte=desk.at - BACK, at__lte=desk.at)
    weights: Counter[str] = Counter()
    for code in told.values_list("place_code", flat=True):
        weights[region_at(str(code), Level.COMMUNITY)] += 1
    for closure in reading.closures_found(desk.at, desk.by.region):
        if closure.place_code:
            weights[region_at(closure.place_code, Level.COMMUNITY)] += CLOSURE_WEIGHS
    return weights
