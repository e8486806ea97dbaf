"""Contrary orders about one place (health: close; transport: keep open): shown, and settled by a named person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clearway.core.case_events import ConflictSettled, PositionTaken
from clearway.core.cases import OPEN_STATES, Case
from clearway.core.casework import Position, Stance
from clearway.core.decisions import Decision, Outcome
from clearway.core.measures import Measure
from clearway.core.people import DEPARTMENTS, NO_OFFICE, Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.cases.clocks import is_above

_SETTLERS = frozenset({Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two that want contrary things of one place; ``measure``: one of them is a registered measure in force."""

    place_code: str
    close: tuple[str, Bilingual]
    keep_open: tuple[str, Bilingual]
    since: datetime
    measure: str | None = None

    @property
    def gives_way(self) -> Role | None:
        """The office whose order gives way because the other stands above it; None: level with each other, or a
        registered measure, which only its own organ or one above lifts."""
        sides = (self.close[0], self.keep_open[0])
        return outranked(*(Role(side) for side in sides)) if self.measure is None else None


def take_position(
    case: Case, stance: Stance, text: Bilingual | None, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """A department, or an office of the place, says what it orders about the place of a case.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (closed), ``Missing`` (its words).
    """
    may = by.role in {*DEPARTMENTS, Role.COMMUNITY, Role.TOWNSHIP} and by.role not in NO_OFFICE
    if not may or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="take_position")
    if case.state not in OPEN_STATES:
        return WrongState(subject=case.number, state=case.state.value, act="take_position")
    if text is None:
        return Missing(zh="要求的内容", en="what is ordered, in words")
    return Decision((PositionTaken(subject=case.number, role=by.role, stance=stance, text=text),))


def settle_conflict(
    case: Case, conflicts: Iterable[Conflict], stance: Stance, reason: str,
    *, by: Actor, at: datetime, rulebook: Rulebook,
) -> Outcome:  # fmt: skip
    """The county government (or above) decides which order stands.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (there is no conflict), ``Missing`` (a reason).
    """
    if by.role not in _SETTLERS or not by.reaches(case.place_code):
        return NotAllowed(role=by.role.value, place=case.place_code, act="settle_conflict")
    if not tuple(conflicts):
        return WrongState(subject=case.number, state="no_conflict", act="settle_conflict")
    if not reason.strip():
        return Missing(zh="裁定理由", en="why")
    return Decision((ConflictSettled(subject=case.number, stance=stance, reason=reason),))


def conflicts_of(
    case: Case, positions: Iterable[Position], measures: Iterable[Measure], settled_at: datetime | None
) -> tuple[Conflict, ...]:
    """What is contrary about the place of a case and not settled since: each pair of offices, newest words of each.

    An order to keep open is also contrary to a registered measure in force that closes the place.
    """
    standing = _newest(positions, settled_at)
    opening = [one for one in standing if one.stance is Stance.KEEP_OPEN]
    between = [_between(case, close, keep) for close in standing if close.stance is Stance.CLOSE for keep in opening]
    closing = [measure for measure in measures if _closes(measure, case.place_code)]
    registered = [_with_measure(case, measure, keep) for keep in opening for measure in closing]
    return tuple(sorted((*between, *registered), key=lambda conflict: conflict.since))


def _newest(positions: Iterable[Position], settled_at: datetime | None) -> list[Position]:
    """The newest words of each office since the last settlement."""
    newest: dict[Role, Position] = {}
    for one in sorted(positions, key=lambda position: position.since):
        if settled_at is None or one.since > settled_at:
            newest[one.role] = one
    return list(newest.values())


def _closes(measure: Measure, place_code: str) -> bool:
    return measure.registered and measure.place_code is not None and covers(measure.place_code, place_code)


def outranked(close: Role, keep_open: Role) -> Role | None:
    """The office whose order gives way where one stands above the other; None where neither does."""
    if is_above(close, keep_open):
        return keep_open
    return close if is_above(keep_open, close) else None


def _between(case: Case, close: Position, keep_open: Position) -> Conflict:
    return Conflict(
        place_code=case.place_code,
        close=(close.role.value, close.text),
        keep_open=(keep_open.role.value, keep_open.text),
        since=max(close.since, keep_open.since),
    )


def _with_measure(case: Case, measure: Measure, keep_open: Position) -> Conflict:
    said = Bilingual(f"已登记措施 {measure.number}", f"registered measure {measure.number}")
    return Conflict(
        place_code=case.place_code,
        close=(measure.deciding_organ or "?", said),
        keep_open=(keep_open.role.value, keep_open.text),
        since=max(measure.starts_at, keep_open.since),
        measure=measure.number,
    )
