"""Gifts are matched to what is missing, and signed for where they arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clearway.core.decisions import Decision, Outcome
from clearway.core.people import Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.resource_events import GiftAllotted, GiftDeclined, GiftOffered, GiftReceived
from clearway.core.resources import PEOPLE, Gap, Gift, GiftState
from clearway.respond.resources.dispatching import COUNTY, keeps

_OFFICES = (*COUNTY, Role.TOWNSHIP, Role.COMMUNITY, Role.CIVIL_AFFAIRS, Role.COMMERCE)


def offer(gift: Gift, *, by: Actor) -> Outcome:
    """An office enters what a firm or group gives."""
    if by.role not in _OFFICES or not covers(by.region, gift.region):
        return NotAllowed(role=by.role.value, place=gift.region, act="enter_gift")
    if gift.item in PEOPLE or gift.quantity < 1 or not gift.giver.strip():
        return Missing(zh="捐赠单位、物资和数量", en="who gives, what, and how many")
    entered = GiftOffered(
        subject=gift.number, giver=gift.giver.strip(), item=gift.item, quantity=gift.quantity, region=gift.region
    )
    return Decision((entered,))


def matches(gift: Gift, gaps: Sequence[Gap], weights: Mapping[str, float]) -> tuple[Gap, ...]:
    """Places that lack what is given, where it is worth most first: risk, then the share that is missing."""
    lacking = [gap for gap in gaps if gap.item is gift.item and gap.missing and covers(gift.region, gap.place_code)]
    return tuple(
        sorted(
            lacking,
            key=lambda gap: (
                -weights.get(gap.place_code, 1.0),
                -(gap.missing or 0) / max(gap.needed or 1, 1),
                gap.place_code,
            ),
        )
    )


def allot(gift: Gift, place_code: str, *, by: Actor) -> Outcome:
    """A named person decides where it goes."""
    if by.role not in (*COUNTY, Role.TOWNSHIP) or not by.reaches(place_code) or not covers(gift.region, place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="allot_gift")
    if gift.state is not GiftState.OFFERED:
        return WrongState(subject=gift.number, state=gift.state.value, act="allot_gift")
    return Decision((GiftAllotted(subject=gift.number, place_code=place_code),))


def receive(gift: Gift, quantity: int, *, by: Actor) -> Outcome:
    """The place signs for what arrived."""
    if gift.state is not GiftState.ALLOTTED or gift.place_code is None:
        return WrongState(subject=gift.number, state=gift.state.value, act="receive_gift")
    if not keeps(by, gift.place_code):
        return NotAllowed(role=by.role.value, place=gift.place_code, act="receive_gift")
    if not 0 <= quantity <= gift.quantity:
        return Missing(
            zh=f"0 到 {gift.quantity} 之间的实收数量", en=f"a quantity received between 0 and {gift.quantity}"
        )
    return Decision((GiftReceived(subject=gift.number, quantity=quantity),))


def decline(gift: Gift, reason: str, *, by: Actor) -> Outcome:
    """Not needed, or not usable; said with the reason."""
    if by.role not in (*COUNTY, Role.TOWNSHIP) or not covers(by.region, gift.region):
        return NotAllowed(role=by.role.value, place=gift.region, act="decline_gift")
    if gift.state is not GiftState.OFFERED:
        return WrongState(subject=gift.number, state=gift.state.value, act="decline_gift")
    if not reason.strip():
        return Missing(zh="理由", en="the reason")
    return Decision((GiftDeclined(subject=gift.number, reason=reason.strip()),))
