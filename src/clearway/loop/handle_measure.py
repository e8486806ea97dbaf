"""The acts on proposals and measures: read them, let ``respond.measures`` decide, write through the door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from clearway.core.decisions import Decision, Outcome
from clearway.core.findings import Finding
from clearway.core.grades import LeastMeasure
from clearway.core.people import Role
from clearway.core.proposals import ChainStep, Draft, Proposal
from clearway.core.refusals import Refusal
from clearway.loop import signing
from clearway.loop.desk import Desk, write
from clearway.loop.look_at_map import ways_on_map
from clearway.loop.organ_names import organ_name
from clearway.loop.refer import referred
from clearway.loop.train import hold_to_training
from clearway.loop.unnamed import draft_unnamed, unnamed
from clearway.record import reading
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import grades
from clearway.respond.measures import standing, stepping
from clearway.respond.measures.alternatives import Alternative, alternatives
from clearway.respond.measures.reading import earliest_start, read_draft, ways_closed
from clearway.respond.measures.stepping import Enacting, Said

#: A grade is made every day; an older one says nothing of today.
_FRESH = timedelta(days=1)
_SIGNED = frozenset({ChainStep.ASSESSED, ChainStep.REVIEWED, ChainStep.DECIDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """A draft read while it is written: findings, protected ways, the earliest start, and what would do instead."""

    findings: tuple[Finding, ...]
    asked_map: bool
    ways: tuple[str, ...]
    earliest: datetime
    refused: Refusal | None
    alternatives: tuple[Alternative, ...]


def look(draft: Draft, home: Path, desk: Desk) -> Verdicts:
    """The verdict on a draft as it stands; nothing is written."""
    on_map, refused, found = ways_on_map(home, draft), None, tuple[Finding, ...]()
    try:
        found = read_draft(draft, desk.rulebook, desk.local, on_map)
    except Refusal as late:
        refused = late
    outcome = stepping.propose("P", draft, on_map, by=desk.by, at=desk.local, rulebook=desk.rulebook)
    ways = ways_closed(draft, on_map)
    return Verdicts(
        findings=found,
        asked_map=ways is not None,
        ways=tuple(dict.fromkeys(way.way for way in ways or ())),
        earliest=earliest_start(draft, desk.rulebook, desk.local),
        refused=outcome if isinstance(outcome, Refusal) else refused,
        alternatives=alternatives(draft, on_map, desk.rulebook, desk.local, _least(draft.place_code, desk)),
    )


def _least(place_code: str, desk: Desk) -> LeastMeasure | None:
    """What the newest grade of the place, if it is fresh, leads to at most."""
    found = grades.graded(place_code, desk.local.date())
    return found.measure if found and desk.local.date() - found.on <= _FRESH else None


#: Steps a course of the rulebook may come before.
_COURSE_BEFORE = {ChainStep.ASSESSED: "assess", ChainStep.DECIDED: "decide"}


def propose(draft: Draft, home: Path, desk: Desk) -> str:
    """Propose a measure; returns the proposal's number.

    Raises:
        Refusal: not this person, something missing, a way of the negative list, past the ceiling.
    """
    hold_to_training("propose", desk)
    draft = draft_unnamed(draft)
    with session():
        number = next_number("P", desk.at, desk.zone)
        on_map = ways_on_map(home, draft)
        write(stepping.propose(number, draft, on_map, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
    return number


def revise(number: str, draft: Draft, home: Path, desk: Desk) -> Decision:
    """Bring a returned proposal back, changed.

    Raises:
        Refusal: as ``propose``; it was not returned.
    """
    draft = draft_unnamed(draft)
    with session():
        found = reading.proposal(number, lock=True)
        on_map = ways_on_map(home, draft)
        return write(stepping.revise(found, draft, on_map, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def take_step(number: str, step: ChainStep, said: Said, home: Path, desk: Desk, *, named: str = "") -> Decision:
    """Take a step on a proposal; the notice registers the measure.

    ``named``: the number of the vote, hearing or expert view the step rests on. What it came to is read from the
    record; a reference somebody states in ``said`` counts for nothing.

    Raises:
        Refusal: no such proposal, not this person, not now, something not stated, not lawful; what is named is not of
            the kind this step asks for, or not about this proposal.
    """
    if step in _COURSE_BEFORE:
        hold_to_training(_COURSE_BEFORE[step], desk)
    with session():
        found = reading.proposal(number, lock=True)
        on_map = ways_on_map(home, found.draft)
        reference = referred(named, step, found, desk) if named else None
        said = replace(said, note=unnamed(said.note), reference=reference)
        if step is ChainStep.NOTICED:
            outcome = stepping.give_notice(
                found, _enacting(found, desk), on_map, by=desk.by, at=desk.local, rulebook=desk.rulebook
            )
        else:
            outcome = stepping.take_step(found, step, said, on_map, by=desk.by, at=desk.local, rulebook=desk.rulebook)
            outcome = _signed(outcome, found, step, home, desk)
        return write(outcome, desk)


def review(number: str, advice: str, note: str, desk: Desk) -> Decision:
    """The daily look at a measure in force.

    Raises:
        Refusal: no such measure, not in force, not this person, no note.
    """
    with session():
        found = reading.standing(number, lock=True)
        return write(
            standing.review(found, advice, unnamed(note), by=desk.by, at=desk.local, rulebook=desk.rulebook), desk
        )


def adjust(number: str, ends_at: datetime, links: tuple[int, ...], scope: str, reason: str, desk: Desk) -> Decision:
    """Make a measure lighter.

    Raises:
        Refusal: as ``review``; or it would not be lighter.
    """
    with session():
        found = reading.standing(number, lock=True)
        outcome = standing.adjust(
            found, ends_at, links, unnamed(scope), unnamed(reason), by=desk.by, at=desk.local, rulebook=desk.rulebook
        )
        return write(outcome, desk)


def extend(number: str, ends_at: datetime, reason: str, desk: Desk) -> str:
    """Decide an extension, without effect until filed; returns its number.

    Raises:
        Refusal: as ``review``.
    """
    with session():
        found, extension = reading.standing(number, lock=True), next_number("E", desk.at, desk.zone)
        outcome = standing.decide_extension(
            found, extension, ends_at, unnamed(reason), by=desk.by, at=desk.local, rulebook=desk.rulebook
        )
        write(outcome, desk)
    return extension


def file_extension(number: str, desk: Desk) -> Decision:
    """The province takes an extension on file.

    Raises:
        Refusal: no such extension, not the province, the measure lapsed.
    """
    with session():
        extension = reading.extension(number)
        found = reading.standing(extension.measure, lock=True)
        organ = organ_name(Role.PROVINCE, found.place_code)
        outcome = standing.file_extension(found, extension, organ, by=desk.by, at=desk.local, rulebook=desk.rulebook)
        return write(outcome, desk)


def lift(number: str, reason: str, desk: Desk) -> Decision:
    """Lift a measure.

    Raises:
        Refusal: as ``review``.
    """
    with session():
        found = reading.standing(number, lock=True)
        return write(standing.lift(found, unnamed(reason), by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def _signed(outcome: Outcome, found: Proposal, step: ChainStep, home: Path, desk: Desk) -> Outcome:
    """Assessments and reviews bear their author's signature, a decision that of its organ."""
    if isinstance(outcome, Refusal) or step not in _SIGNED:
        return outcome
    name = signing.of_organ(desk) if step is ChainStep.DECIDED else signing.of_account(desk)
    return signing.with_signature(outcome, step.value, name, found.draft, home, desk)


def _enacting(proposal: Proposal, desk: Desk) -> Enacting:
    return Enacting(
        measure=next_number("M", desk.at, desk.zone),
        notice=next_number("N", desk.at, desk.zone),
        organ=organ_name(desk.by.role, proposal.draft.place_code),
    )
