"""Resources: what is missing where, a proposal who gets what, dispatches and gifts signed for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clearway.core.measures import RiskLevel
from clearway.core.people import Role
from clearway.core.places import Level, Place, covers, region_at
from clearway.core.resources import GOODS, Allotment, Dispatch, DispatchState, Gap, Gift, GiftState, Item
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import resources as kept
from clearway.record.reading.stock_then import stock_at
from clearway.respond.resources import dispatching, gifts
from clearway.respond.resources.allocating import allocate
from clearway.respond.resources.gaps import gaps

WEIGHTS = "duty.allocation_weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An item over a region: places asked, places nobody counted, and sums over those that are known."""

    item: Item
    needed: int
    held: int
    missing: int
    uncounted: int
    places: int


def gaps_in(region: str, desk: Desk) -> tuple[Gap, ...]:
    """What the standards ask for in a region and what is missing there."""
    places = reading.places(region)
    return gaps(places, kept.stock(region), rulebook=desk.rulebook, on=desk.local.date(), region=region)


def gaps_then(region: str, desk: Desk) -> tuple[Gap, ...]:
    """The same as the ledger has it at the desk's moment, by the standards of that day."""
    then = stock_at(region, desk.at, desk.zone)
    return gaps(reading.places(region), then, rulebook=desk.rulebook, on=desk.local.date(), region=region)


def summed(found: tuple[Gap, ...]) -> tuple[Summary, ...]:
    """One line an item; what nobody counted is said, not added."""
    lines = []
    for item in Item:
        of_item = [gap for gap in found if gap.item is item]
        known = [gap for gap in of_item if gap.missing is not None]
        if of_item:
            lines.append(
                Summary(
                    item=item,
                    needed=sum(gap.needed or 0 for gap in known),
                    held=sum(gap.held or 0 for gap in known),
                    missing=sum(gap.missing or 0 for gap in known),
                    uncounted=len(of_item) - len(known),
                    places=len(of_item),
                )
            )
    return tuple(lines)


def risk_weights(desk: Desk) -> Mapping[str, float]:
    """The weight of every listed place, and of the places above it: the highest level in force counts."""
    values = desk.rulebook.value(WEIGHTS, desk.local.date())
    weights: dict[str, float] = {}
    for measure in reading.measures_in_force(desk.at):
        if measure.level is None or measure.place_code is None:
            continue
        weight = float(values[RiskLevel(measure.level).value])
        for level in (Level.COMMUNITY, Level.TOWNSHIP):
            code = region_at(measure.place_code, level)
            weights[code] = max(weights.get(code, 0.0), weight)
    return weights


def propose(
    desk: Desk, *, prices: Mapping[Item, float] | None = None, budget: float | None = None
) -> tuple[Allotment, ...]:
    """Who should get what this office's store holds, one level down; with prices and a budget also what to buy."""
    store = desk.by.region
    below = one_down(store)
    lacking = [gap for gap in gaps_in(store, desk) if gap.place_code in below]
    if Role.TOWNSHIP is not desk.by.role:
        lacking = _with_villages(lacking, gaps_in(store, desk), below)
    reserve = {
        item: held - kept.promised(store, item)
        for item in GOODS
        if (held := kept.held_at(store, item)) is not None and held > kept.promised(store, item)
    }
    weights = {code: risk_weights(desk).get(code, 1.0) for code in below}
    return allocate(lacking, reserve, weights, prices=prices, budget=budget)


def one_down(store: str) -> frozenset[str]:
    """The places one level below a store that keep one themselves."""
    return frozenset(place.code for place in reading.places(store) if dispatching.one_down(store, place.code))


def _with_villages(lacking: list[Gap], every: tuple[Gap, ...], below: frozenset[str]) -> list[Gap]:
    """Of a township: what it lacks itself and what its villages lack, since goods reach them through it."""
    sums: dict[tuple[str, Item], list[Gap]] = {}
    for gap in every:
        code = gap.place_code if gap.place_code in below else region_at(gap.place_code, Level.TOWNSHIP)
        if code in below and gap.missing is not None:
            sums.setdefault((code, gap.item), []).append(gap)
    return [
        Gap(
            place_code=code,
            item=item,
            needed=sum(gap.needed or 0 for gap in parts),
            held=sum(min(gap.held or 0, gap.needed or 0) for gap in parts),
        )
        for (code, item), parts in sums.items()
    ] or lacking


def count(place_code: str, item: Item, quantity: int, desk: Desk) -> None:
    """State what a place holds.

    Raises:
        Refusal: not this person, or no quantity.
    """
    with session():
        write(dispatching.count_stock(place_code, item, quantity, by=desk.by, on=desk.local.date()), desk)


def order(receiver: str, item: Item, quantity: int, reason: str, desk: Desk) -> str:
    """Order goods from this office's store to one below; returns the number.

    Raises:
        Refusal: not this person, not one level down, not enough in store.
    """
    with session():
        sender = desk.by.region
        wanted = Dispatch(
            number=next_number("U", desk.at, desk.zone), sender=sender, receiver=receiver, item=item,
            quantity=quantity, state=DispatchState.ORDERED,
        )  # fmt: skip
        held, already = kept.held_at(sender, item), kept.promised(sender, item)
        write(dispatching.order_dispatch(wanted, held, reason, by=desk.by, already=already), desk)
    return wanted.number


def order_many(lines: Sequence[tuple[str, Item, int]], reason: str, desk: Desk) -> None:
    """Order several lines (receiver, item, pieces) at once: all of them or none.

    Raises:
        Refusal: of the first line that cannot be ordered.
    """
    with session():
        for receiver, item, quantity in lines:
            order(receiver, item, quantity, reason, desk)


def send(number: str, desk: Desk) -> None:
    """The goods leave.

    Raises:
        Refusal: not this person, not ordered, not enough in store.
    """
    with session():
        found = kept.dispatch(number)
        write(dispatching.send(found, kept.held_at(found.sender, found.item), by=desk.by), desk)


def receive(number: str, quantity: int, desk: Desk) -> None:
    """The receiver signs for what arrived, of a dispatch or a gift.

    Raises:
        Refusal: not this person, not on its way, a quantity that cannot be.
    """
    with session():
        if number.startswith("J"):
            write(gifts.receive(kept.gift(number), quantity, by=desk.by), desk)
        else:
            write(dispatching.receive(kept.dispatch(number), quantity, by=desk.by), desk)


def cancel(number: str, reason: str, desk: Desk) -> None:
    """Call off a dispatch that has not left, or decline a gift.

    Raises:
        Refusal: not this person, too late, no reason.
    """
    with session():
        if number.startswith("J"):
            write(gifts.decline(kept.gift(number), reason, by=desk.by), desk)
        else:
            write(dispatching.cancel(kept.dispatch(number), reason, by=desk.by), desk)


def issue(item: Item, quantity: int, purpose: str, desk: Desk) -> None:
    """Hand goods of this office's store out for use.

    Raises:
        Refusal: not this person, not enough in store.
    """
    with session():
        held = kept.held_at(desk.by.region, item)
        write(dispatching.issue(desk.by.region, item, quantity, purpose, held, by=desk.by), desk)


def offer(gift: Gift, desk: Desk) -> str:
    """Enter a gift; returns its number.

    Raises:
        Refusal: not this person, nothing named.
    """
    with session():
        numbered = replace(gift, number=next_number("J", desk.at, desk.zone), state=GiftState.OFFERED)
        write(gifts.offer(numbered, by=desk.by), desk)
    return numbered.number


def matches(gift: Gift, desk: Desk) -> tuple[Gap, ...]:
    """Places that lack what is given, the most urgent first."""
    return gifts.matches(gift, gaps_in(gift.region, desk), risk_weights(desk))


def allot(number: str, place_code: str, desk: Desk) -> None:
    """A named person decides where a gift goes.

    Raises:
        Refusal: not this person, not offered.
    """
    with session():
        write(gifts.allot(kept.gift(number), place_code, by=desk.by), desk)


def give_time(place_code: str, people: int, hours: float, work: str, desk: Desk) -> None:
    """Record volunteers' hours.

    Raises:
        Refusal: not this person, or hours that cannot be.
    """
    with session():
        write(dispatching.give_time(place_code, people, hours, work, by=desk.by, at=desk.local), desk)


def stores_of(desk: Desk) -> tuple[Place, ...]:
    """Places this person may count: its own store and, for offices above, those below."""
    return tuple(
        place
        for place in reading.places(desk.by.region)
        if "-" not in place.code and covers(desk.by.region, place.code)
    )
