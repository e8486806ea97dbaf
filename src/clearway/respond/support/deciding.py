"""A request for help from the asking to the confirming: who may put it where, and that only who asked ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import NO_OFFICE, Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook
from clearway.core.support import ENDED, HELD, Helper, SupportNeed, SupportRequest, SupportState
from clearway.core.support_events import (
    HelperListed,
    SupportAccepted,
    SupportAsked,
    SupportConfirmed,
    SupportContactOpened,
    SupportDone,
    SupportHandedOn,
    SupportOffered,
    SupportWithdrawn,
)
from clearway.core.words import Bilingual

HOURS = "duty.support_hours"
#: Offices that keep requests going; those on duty near the place may take one on themselves.
DUTY = frozenset({Role.COMMUNITY, Role.TOWNSHIP})
OFFICES = DUTY | {Role.CIVIL_AFFAIRS, Role.COMMERCE, Role.HOTLINE, Role.COUNTY_GOVERNMENT, Role.COUNTY_HEALTH}
MOST_AT_ONCE = 50


def hours_of(need: SupportNeed, urgent: bool, on: datetime, rulebook: Rulebook) -> timedelta:
    """How long bringing it may take by the rule; ``on`` in the county's zone."""
    hours = rulebook.value(HOURS, on.date())
    longest = float(hours[need.value])
    return timedelta(hours=min(longest, float(hours["urgent"])) if urgent else longest)


def ask(asked: SupportAsked) -> Outcome:
    """Anybody may ask, with or without an account.

    Returns:
        The decision; or ``Missing`` (a word, and how to reach them).
    """
    if not asked.text.strip():
        return Missing(zh="需要什么，简单写几句", en="what you need, in a few words")
    if not asked.sealed:
        return Missing(zh="怎样找到您：电话和门牌", en="how to reach you: a number and the door")
    return Decision((asked,), (Reason(_CLOCK, HOURS),))


def ranked(request: SupportRequest, helpers: Iterable[Helper]) -> tuple[Helper, ...]:
    """Who fits, the best first: the place lies in their region, the kind is theirs, and they have a hand free.

    The emptier first (share of what they can hold at once), then the nearer (the smaller region), then by name.
    """
    fit = [
        one
        for one in helpers
        if covers(one.region, request.place_code) and request.need in one.needs and one.load < one.most
    ]
    return tuple(sorted(fit, key=lambda one: (one.load / one.most, one.region.count("0"), one.name)))


def first_in_line(requests: Iterable[SupportRequest], at: datetime) -> tuple[SupportRequest, ...]:
    """Emergencies first, then those turned back (it did not arrive), the overdue, and the sooner due."""
    return tuple(
        sorted(
            requests,
            key=lambda one: (not one.urgent, not one.turned_back, not one.overdue(at), one.due_at, one.number),
        )
    )


def offer(request: SupportRequest, helper: Helper, *, by: Actor, reason: str = "") -> Outcome:
    """Put it into somebody's hands.

    Returns:
        The decision; or ``NotAllowed`` (no office of the place; the helper does not reach it), ``WrongState``,
        ``Missing`` (a helper with a hand free).
    """
    if by.role not in OFFICES | {Role.MACHINE} or not by.reaches(request.place_code):
        return NotAllowed(role=by.role.value, place=request.place_code, act="offer_support")
    if not covers(helper.region, request.place_code):
        return NotAllowed(role=helper.role.value, place=request.place_code, act="accept_support")
    if request.state not in (SupportState.WAITING, *HELD):
        return WrongState(subject=request.number, state=request.state.value, act="offer_support")
    if helper.name == request.helper or helper.load >= helper.most:
        return Missing(zh="另一位有空的帮办人", en="another helper who has a hand free")
    told = SupportOffered(subject=request.number, helper=helper.name, role=helper.role, reason=reason)
    return Decision((told,), (Reason(_MATCHED),))


def accept(request: SupportRequest, *, by: Actor) -> Outcome:
    """Whoever it was offered to takes it on; those on duty at the place may take one that waits.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``.
    """
    if request.state is SupportState.WAITING and by.role in DUTY and by.reaches(request.place_code):
        told = SupportOffered(subject=request.number, helper=by.name, role=by.role)
        return Decision((told, SupportAccepted(subject=request.number)))
    if request.state is not SupportState.OFFERED:
        return WrongState(subject=request.number, state=request.state.value, act="accept_support")
    if request.helper != by.name:
        return NotAllowed(role=by.role.value, place=request.place_code, act="accept_support")
    return Decision((SupportAccepted(subject=request.number),))


def hand_on(request: SupportRequest, reason: str, *, by: Actor) -> Outcome:
    """It goes back to the office, with a reason: the clock runs on.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (the reason).
    """
    if not _holds(request, by) and not (by.role in OFFICES and by.reaches(request.place_code)):
        return NotAllowed(role=by.role.value, place=request.place_code, act="hand_on_support")
    if request.state not in HELD:
        return WrongState(subject=request.number, state=request.state.value, act="hand_on_support")
    if not reason.strip():
        return Missing(zh="转出的理由", en="why it is handed on")
    return Decision((SupportHandedOn(subject=request.number, reason=reason.strip()),))


def finish(request: SupportRequest, note: str, *, by: Actor) -> Outcome:
    """It was brought; that it arrived says who asked.

    Returns:
        The decision; or ``NotAllowed`` (not in their hands), ``WrongState``.
    """
    if not _holds(request, by):
        return NotAllowed(role=by.role.value, place=request.place_code, act="finish_support")
    if request.state is not SupportState.ACCEPTED:
        return WrongState(subject=request.number, state=request.state.value, act="finish_support")
    return Decision((SupportDone(subject=request.number, note=note.strip()),))


def confirm(request: SupportRequest, arrived: bool, *, at: datetime, rulebook: Rulebook) -> Outcome:
    """Who asked says whether it arrived; if not, it waits again, first in line, with a new clock.

    Returns:
        The decision; or ``WrongState`` (nothing is said to be brought).
    """
    if request.state is not SupportState.DONE:
        return WrongState(subject=request.number, state=request.state.value, act="confirm_support")
    again = at + hours_of(request.need, True, at, rulebook)
    told = SupportConfirmed(subject=request.number, arrived=arrived, due_at=request.due_at if arrived else again)
    return Decision((told,))


def withdraw(request: SupportRequest) -> Outcome:
    """Who asked needs it no more.

    Returns:
        The decision; or ``WrongState`` (it has ended).
    """
    if request.state in ENDED:
        return WrongState(subject=request.number, state=request.state.value, act="withdraw_support")
    return Decision((SupportWithdrawn(subject=request.number),))


def see_contact(request: SupportRequest, *, by: Actor) -> Outcome:
    """The door and the number, for whoever has taken it on, until it is done; every look stands in the ledger.

    Returns:
        The decision; or ``NotAllowed``.
    """
    if not _holds(request, by) or request.state not in (SupportState.ACCEPTED, SupportState.DONE):
        return NotAllowed(role=by.role.value, place=request.place_code, act="open_support_contact")
    return Decision((SupportContactOpened(subject=request.number),))


def list_helper(name: str, role: Role, listed: HelperListed, *, by: Actor) -> Outcome:
    """An office puts an account of a volunteer, shop or firm on the list, or takes it off (``most`` 0).

    Returns:
        The decision; or ``NotAllowed`` (no office; the account is no helper's, or of another region), ``Missing``.
    """
    if (
        by.role in NO_OFFICE
        or by.role not in OFFICES
        or not covers(by.region, listed.region)
        or role is not Role.HELPER
    ):
        return NotAllowed(role=by.role.value, place=listed.region, act="list_helper")
    if not 0 <= listed.most <= MOST_AT_ONCE or not listed.needs:
        return Missing(zh="能帮什么、同时能接几件", en="what they help with, and how many at once")
    return Decision((listed,))


def _holds(request: SupportRequest, by: Actor) -> bool:
    return bool(request.helper) and request.helper == by.name


_CLOCK = Bilingual("按规则计时，办到本人确认为止", "the clock of the rule runs until who asked confirms")
_MATCHED = Bilingual("按地点、事项和手头件数匹配", "matched by place, kind and load")
