"""An account in yuan: each item at its unit value, no hour and no yuan twice, what has no price left without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clearway.core.costs import CostItem, CostKind, How
from clearway.core.words import Bilingual
from clearway.evaluate.costs import Interval

#: Kind of item → unit value in the rule; what is not here is told in natural units alone.
PRICED = {
    CostKind.ISOLATED: "isolated_person_hour",
    CostKind.RESTRICTED: "restricted_person_hour",
    CostKind.DETOUR: "detour_person_hour",
    CostKind.SCHOOL_DAYS: "school_day",
    CostKind.BUSINESS_DAYS: "business_day",
    CostKind.GUARD_HOURS: "guard_hour",
}
_NEVER = Bilingual("从不折价", "never priced")
_WITHIN = Bilingual("已含在受限人时中，不再折价", "within the hours held already: not priced again")
_SAME_PEOPLE = Bilingual("同一些人已按时间计，不再折价", "the same people are told in hours: not priced again")
_NO_PRICE = Bilingual("没有单价，只列自然单位", "no unit value: told in natural units alone")
_BOOKED = Bilingual("资金账上已支出的部分不重复计", "what the funds' ledger has paid is not counted again")
WHY_NOT = {
    CostKind.PAST_RELEASE: _WITHIN,
    CostKind.CROSSINGS: _SAME_PEOPLE,
    CostKind.WAIT_HOURS: _SAME_PEOPLE,
    CostKind.TURNED_AWAY: _SAME_PEOPLE,
    CostKind.DELAYED: _SAME_PEOPLE,
    CostKind.CUT_OFF: _NEVER,
    CostKind.HELP_CUT_OFF: _NEVER,
    CostKind.HELP_DELAYED: _NEVER,
    CostKind.HELP_WORST: _NEVER,
    CostKind.EMERGENCIES: _NEVER,
    CostKind.SUPPORT: _NEVER,
    CostKind.SUPPORT_UNMET: _NEVER,
    CostKind.SUPPORT_HOURS: _NEVER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """One item in yuan; ``yuan`` None for ``why``, which may also say how a price was lessened."""

    item: CostItem
    yuan: Interval | None
    why: Bilingual | None = None


def priced(items: Sequence[CostItem], prices: Mapping[str, Interval]) -> tuple[Priced, ...]:
    """Every item with its worth. Money booked for the measure is taken as it is; guarding, which such money pays for,
    is only told beyond it: of public cost the larger of what was booked and what was reckoned stands."""
    booked = sum(item.value or 0.0 for item in items if item.kind is CostKind.SPENT)
    return tuple(_priced(item, prices, booked) for item in items)


def total(rows: Sequence[Priced]) -> Interval | None:
    """The sum in yuan; None where nothing that has a price is known, or all that is known is nought and more is not."""
    known = [row.yuan for row in rows if row.yuan is not None]
    whole = Interval(
        low=sum(one.low for one in known), value=sum(one.value for one in known), high=sum(one.high for one in known)
    )
    return None if not known or (not whole.high and is_least(rows)) else whole


def is_least(rows: Sequence[Priced]) -> bool:
    """Whether the sum is a lower bound: some item that has a price nobody counted, or not all of it."""
    return any(
        row.item.at_least or row.item.how is How.UNKNOWN
        for row in rows
        if row.item.kind in PRICED or row.item.kind is CostKind.SPENT
    )


def _priced(item: CostItem, prices: Mapping[str, Interval], booked: float) -> Priced:
    if item.how is How.UNKNOWN or item.value is None or item.low is None or item.high is None:
        return Priced(item=item, yuan=None)
    if item.kind is CostKind.SPENT:
        return Priced(item=item, yuan=Interval(low=item.low, value=item.value, high=item.high))
    price = prices.get(PRICED.get(item.kind, ""))
    if price is None:
        return Priced(item=item, yuan=None, why=WHY_NOT.get(item.kind, _NO_PRICE))
    less = booked if item.kind is CostKind.GUARD_HOURS else 0.0
    worth = Interval(
        low=max(0.0, item.low * price.low - less), value=max(0.0, item.value * price.value - less),
        high=max(0.0, item.high * price.high - less),
    )  # fmt: skip
    return Priced(item=item, yuan=worth, why=_BOOKED if less else None)
