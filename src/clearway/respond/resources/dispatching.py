"""Goods travel one level at a time and are signed for: county's reserve → township → village."""

from __future__ import annotations

from datetime import date, datetime

from clearway.core.decisions import Decision, Outcome
from clearway.core.people import Actor, Role
from clearway.core.places import Level, covers, region_level
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.resource_events import (
    DispatchCancelled,
    DispatchOrdered,
    DispatchReceived,
    DispatchSent,
    StockCounted,
    StockIssued,
    TimeGiven,
)
from clearway.core.resources import PEOPLE, Dispatch, DispatchState, Item
from clearway.core.words import Bilingual

COUNTY = (Role.COUNTY_GOVERNMENT, Role.COUNTY_HEALTH)
STORES = {Level.COUNTY: COUNTY, Level.TOWNSHIP: (Role.TOWNSHIP,), Level.COMMUNITY: (Role.COMMUNITY,)}


class NotEnough(Refusal):
    """A store does not hold what is to leave it, or nobody counted what it holds."""

    code = "not_enough"
    template = Bilingual("库存不足：现有 {held}，需要 {asked}", "not enough in store: {held} held, {asked} asked for")
    try_again = True


class WrongLevel(Refusal):
    """Goods would skip a level or go upwards."""

    code = "wrong_level"
    template = Bilingual(
        "物资按县—乡镇—村社逐级调拨：不能从 {sender} 直接到 {receiver}",
        "goods go one level at a time, county to township to village: not from {sender} to {receiver}",
    )


def keeps(by: Actor, place_code: str) -> bool:
    """Whether this person answers for the store of that place."""
    return by.role in STORES.get(region_level(place_code), ()) and by.reaches(place_code)


def count_stock(place_code: str, item: Item, quantity: int, *, by: Actor, on: date) -> Outcome:
    """Somebody who answers for a place, or an office above it, states what it holds."""
    if not (keeps(by, place_code) or (by.role in (*COUNTY, Role.TOWNSHIP) and by.reaches(place_code))):
        return NotAllowed(role=by.role.value, place=place_code, act="count_stock")
    if quantity < 0:
        return Missing(zh="数量（0 或以上）", en="a quantity of zero or more")
    return Decision((StockCounted(subject=place_code, item=item, quantity=quantity, on=on),))


def order_dispatch(wanted: Dispatch, held: int | None, reason: str, *, by: Actor, already: int = 0) -> Outcome:
    """Order goods from a store to one of the level below.

    Args:
        wanted: number, both places, item, quantity.
        held: what the sender's store holds (None: nobody counted).
        already: pieces ordered from it and not yet sent.
    """
    refused = _may_order(wanted, reason, by)
    if refused:
        return refused
    if held is None or held - already < wanted.quantity:
        return NotEnough(held="?" if held is None else held - already, asked=wanted.quantity)
    return Decision(
        (
            DispatchOrdered(
                subject=wanted.number, sender=wanted.sender, receiver=wanted.receiver, item=wanted.item,
                quantity=wanted.quantity, reason=reason.strip(),
            ),
        )
    )  # fmt: skip


def _may_order(wanted: Dispatch, reason: str, by: Actor) -> Refusal | None:
    if not keeps(by, wanted.sender):
        return NotAllowed(role=by.role.value, place=wanted.sender, act="order_dispatch")
    if not one_down(wanted.sender, wanted.receiver):
        return WrongLevel(sender=wanted.sender, receiver=wanted.receiver)
    if wanted.item in PEOPLE or wanted.quantity < 1:
        return Missing(zh="可调拨的物资和至少 1 件", en="goods that can be sent, and at least one piece")
    if not reason.strip():
        return Missing(zh="调拨理由", en="the reason for the dispatch")
    return None


def send(dispatch: Dispatch, held: int | None, *, by: Actor) -> Outcome:
    """The goods leave the store."""
    if not keeps(by, dispatch.sender):
        return NotAllowed(role=by.role.value, place=dispatch.sender, act="send_dispatch")
    if dispatch.state is not DispatchState.ORDERED:
        return WrongState(subject=dispatch.number, state=dispatch.state.value, act="send_dispatch")
    if held is None or held < dispatch.quantity:
        return NotEnough(held="?" if held is None else held, asked=dispatch.quantity)
    return Decision((DispatchSent(subject=dispatch.number),))


def receive(dispatch: Dispatch, quantity: int, *, by: Actor) -> Outcome:
    """The receiver signs for what arrived; a shortfall stands in the ledger beside what was sent."""
    if not keeps(by, dispatch.receiver):
        return NotAllowed(role=by.role.value, place=dispatch.receiver, act="receive_dispatch")
    if dispatch.state is not DispatchState.SENT:
        return WrongState(subject=dispatch.number, state=dispatch.state.value, act="receive_dispatch")
    if not 0 <= quantity <= dispatch.quantity:
        return Missing(
            zh=f"0 到 {dispatch.quantity} 之间的实收数量", en=f"a quantity received between 0 and {dispatch.quantity}"
        )
    return Decision((DispatchReceived(subject=dispatch.number, quantity=quantity),))


def cancel(dispatch: Dispatch, reason: str, *, by: Actor) -> Outcome:
    """Call off what was ordered and has not left."""
    if not keeps(by, dispatch.sender):
        return NotAllowed(role=by.role.value, place=dispatch.sender, act="cancel_dispatch")
    if dispatch.state is not DispatchState.ORDERED:
        return WrongState(subject=dispatch.number, state=dispatch.state.value, act="cancel_dispatch")
    if not reason.strip():
        return Missing(zh="撤销理由", en="the reason for calling it off")
    return Decision((DispatchCancelled(subject=dispatch.number, reason=reason.strip()),))


def issue(place_code: str, item: Item, quantity: int, purpose: str, held: int | None, *, by: Actor) -> Outcome:
    """Hand goods out for use (村社领用)."""
    if not keeps(by, place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="issue_stock")
    if item in PEOPLE or quantity < 1 or not purpose.strip():
        return Missing(zh="物资、数量和用途", en="goods, a quantity and what they are for")
    if held is None or held < quantity:
        return NotEnough(held="?" if held is None else held, asked=quantity)
    return Decision((StockIssued(subject=place_code, item=item, quantity=quantity, purpose=purpose.strip()),))


def give_time(place_code: str, people: int, hours: float, work: str, *, by: Actor, at: datetime) -> Outcome:
    """Record hours volunteers gave; they are counted, never named."""
    if by.role not in (Role.COMMUNITY, Role.TOWNSHIP, *COUNTY) or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="record_time")
    if people < 1 or not 0 < hours <= 24 * people or not work.strip():
        return Missing(zh="人数、合计小时数（每人每天不超过 24）和做了什么", en="people, their hours and what was done")
    given = TimeGiven(subject=place_code, people=people, hours=hours, work=work.strip(), on=at.date())
    return Decision((given,))


def one_down(sender: str, receiver: str) -> bool:
    """Whether the receiver lies in the sender's region exactly one level below it."""
    order = list(Level)
    if "-" in receiver or not covers(sender, receiver):
        return False
    return order.index(region_level(sender)) - order.index(region_level(receiver)) == 1
