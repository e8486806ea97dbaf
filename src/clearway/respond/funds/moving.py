"""Who may open a fund, and which lines its balance allows."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.decisions import Decision, Outcome
from clearway.core.fund_events import FundMoved, FundOpened
from clearway.core.funds import Balance, Entry, Fund, FundLine
from clearway.core.people import Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.core.words import Bilingual

KEEPERS = (Role.PROVINCE, Role.CITY, Role.COUNTY_GOVERNMENT)


class NotCovered(Refusal):
    """A fund would promise or spend what it does not hold."""

    code = "not_covered"
    template = Bilingual(
        "资金不足：可用 {free} 元，需要 {asked} 元",
        "the fund does not cover it: {free} yuan free, {asked} yuan asked for",
    )


def balance_of(lines: Iterable[FundLine]) -> Balance:
    """Sums of a fund's lines."""
    sums = dict.fromkeys(Entry, 0)
    for line in lines:
        sums[line.entry] += line.fen
    return Balance(
        paid_in=sums[Entry.PAID_IN],
        allotted=sums[Entry.ALLOTTED],
        spent=sums[Entry.SPENT],
        returned=sums[Entry.RETURNED],
    )


def open_fund(fund: Fund, *, by: Actor) -> Outcome:
    """A government opens a fund for its region."""
    if by.role not in KEEPERS or not covers(by.region, fund.region):
        return NotAllowed(role=by.role.value, place=fund.region, act="open_fund")
    if not fund.title.strip():
        return Missing(zh="资金名称", en="the fund's title")
    opened = FundOpened(
        subject=fund.number,
        title=fund.title.strip(),
        form=fund.form,
        region=fund.region,
        year=fund.year,
        planned=fund.planned,
        revenue=fund.revenue,
    )
    return Decision((opened,))


def move(fund: Fund, line: FundLine, balance: Balance, *, by: Actor) -> Outcome:
    """Write a line, if the fund covers it."""
    if by.role not in KEEPERS or not covers(by.region, fund.region):
        return NotAllowed(role=by.role.value, place=fund.region, act="move_fund")
    if not line.purpose.strip():
        return Missing(zh="用途", en="what the money is for")
    if line.place_code and not covers(fund.region, line.place_code):
        return NotAllowed(role=by.role.value, place=line.place_code, act="move_fund")
    free = _room(line, balance)
    if free is not None and line.fen > free:
        return NotCovered(free=f"{free / 100:.2f}", asked=f"{line.fen / 100:.2f}")
    moved = FundMoved(
        subject=fund.number, entry=line.entry, fen=line.fen, purpose=line.purpose.strip(), payer=line.payer,
        on=line.on, place_code=line.place_code,
    )  # fmt: skip
    return Decision((moved,))


def _room(line: FundLine, balance: Balance) -> int | None:
    """The most that this entry may be; None: no limit."""
    if line.entry is Entry.PAID_IN:
        return None
    if line.entry is Entry.RETURNED:
        return balance.spent - balance.returned
    return balance.free if line.entry is Entry.ALLOTTED else balance.left
