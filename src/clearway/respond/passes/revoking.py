"""Revoking a pass: closed reasons, two persons, and a hold where one office revokes too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.pass_events import PassRevoked, RevocationHeld, RevocationProposed, RevocationRefused
from clearway.core.passes import OWN_REASONS, Pass, PassState, Revocation, RevocationReason, RevocationState
from clearway.core.people import NO_OFFICE, Actor, Role
from clearway.core.refusals import NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.respond.passes.refusals import NotThatReason, PassNotLive, SecondPersonNeeded

REASONS, LIMIT = "passes.revocation_reasons", "passes.revocation_limit"
#: Who may sign what is held: above every office that issues.
_SUPERVISORS = frozenset({Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Already:
    """What the limit is measured on: when this office's revocations took effect, and how many passes are live."""

    moments: Sequence[datetime]
    live: int


def limit_of(live: int, at: datetime, rulebook: Rulebook) -> int:
    """How many revocations one office may make in each of the windows: max(floor, share of live passes)."""
    rule = rulebook.value(LIMIT, at.date())
    return max(int(rule["floor"]), int(live * float(rule["per_thousand"]) / 1000))


def too_many(already: Already, at: datetime, rulebook: Rulebook) -> int | None:
    """How many of the window that is full; None: one more is within the limit of the hour and of the day."""
    rule, limit = rulebook.value(LIMIT, at.date()), limit_of(already.live, at, rulebook)
    for hours in (float(rule["short_hours"]), float(rule["hours"])):
        count = sum(at - timedelta(hours=hours) < moment <= at for moment in already.moments)
        if count >= limit:
            return count
    return None


def holder_revokes(found: Pass, reason: RevocationReason, *, at: datetime, rulebook: Rulebook) -> Outcome:
    """The holder gives the pass back or has lost it: at once, without a second person.

    Returns:
        The decision; or ``NotThatReason``, ``PassNotLive``.
    """
    if reason not in OWN_REASONS:
        return NotThatReason(reason=reason.value, rule=REASONS)
    if not found.live(at):
        return _not_live(found)
    return Decision((PassRevoked(subject=found.number, reason=reason),), _why(rulebook))


def propose(
    number: str, found: Pass, reason: str, waiting: bool, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """The first person. Nothing changes until the second one agrees. ``waiting``: one is proposed already.

    Returns:
        The decision; or ``NotAllowed``, ``NotThatReason`` (off the closed list, or the holder's alone),
        ``PassNotLive``.
    """
    if not _reaches(by, found):
        return _not_allowed(by, found, "revoke_pass")
    listed = rulebook.value(REASONS, at.date()) or ()
    if reason not in listed or reason not in set(RevocationReason) or RevocationReason(reason) in OWN_REASONS:
        return NotThatReason(reason=reason, rule=REASONS)
    if not found.live(at) or waiting:
        return _not_live(found)
    proposed = RevocationProposed(subject=number, pass_number=found.number, reason=RevocationReason(reason))
    return Decision((proposed,), _why(rulebook))


def confirm(
    revocation: Revocation, found: Pass, already: Already, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """The second person: revoked, or held where this office revoked too many.

    Returns:
        The decision; or ``NotAllowed``, ``SecondPersonNeeded``, ``PassNotLive``.
    """
    refused = _unsignable(revocation, found, RevocationState.PROPOSED, by, at)
    if refused is not None:
        return refused
    full = too_many(already, at, rulebook)
    if full is not None:
        limit = limit_of(already.live, at, rulebook)
        held = RevocationHeld(subject=revocation.number, pass_number=found.number, limit=limit, already=full)
        return Decision((held,), (Reason(rulebook.rule(LIMIT).title, LIMIT),))
    return Decision((_revoked(revocation),), _why(rulebook))


def release(revocation: Revocation, found: Pass, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The county supervisor signs what was held; neither of the two before may be the one.

    Returns:
        The decision; or as ``confirm``.
    """
    if by.role not in _SUPERVISORS:
        return _not_allowed(by, found, "release_revocation")
    refused = _unsignable(revocation, found, RevocationState.HELD, by, at)
    return refused or Decision((_revoked(revocation),), (Reason(rulebook.rule(LIMIT).title, LIMIT),))


def refuse(revocation: Revocation, found: Pass, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The second person (or, held, the supervisor) does not agree: the pass stays valid.

    Returns:
        The decision; or ``NotAllowed``, ``PassNotLive`` (nothing waits).
    """
    if not _reaches(by, found):
        return _not_allowed(by, found, "revoke_pass")
    if revocation.state not in (RevocationState.PROPOSED, RevocationState.HELD):
        return _not_live(found)
    if revocation.state is RevocationState.HELD and by.role not in _SUPERVISORS:
        return _not_allowed(by, found, "release_revocation")
    return Decision((RevocationRefused(subject=revocation.number, pass_number=found.number),), _why(rulebook))


def _unsignable(
    revocation: Revocation, found: Pass, stands: RevocationState, by: Actor, at: datetime
) -> Refusal | None:
    if not _reaches(by, found):
        return _not_allowed(by, found, "revoke_pass")
    if by.name in (revocation.proposed_by, revocation.seconded_by):
        return SecondPersonNeeded(name=by.name, rule=REASONS)
    if revocation.state is not stands or not found.live(at):
        return _not_live(found)
    return None


def _revoked(revocation: Revocation) -> PassRevoked:
    return PassRevoked(subject=revocation.pass_number, reason=revocation.reason, revocation=revocation.number)


def _reaches(by: Actor, found: Pass) -> bool:
    return by.role not in NO_OFFICE and by.reaches(found.wish.place_code)


def _not_allowed(by: Actor, found: Pass, act: str) -> NotAllowed:
    return NotAllowed(role=by.role.value, place=found.wish.place_code, act=act)


def _not_live(found: Pass) -> PassNotLive:
    standing = "expired" if found.state is PassState.ISSUED else found.state.value
    return PassNotLive(number=found.number, standing=standing)


def _why(rulebook: Rulebook) -> tuple[Reason, ...]:
    return (Reason(rulebook.rule(REASONS).title, REASONS),)
