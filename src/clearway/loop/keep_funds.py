"""Funds: opened, moved, and what they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clearway.core.funds import Balance, Entry, Fund, FundForm, FundLine, Payer
from clearway.core.places import Level, PlaceKind, region_at
from clearway.evaluate.funds import AgainstStandard, Effectiveness, against_a_head, effectiveness, shares
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import resources as kept
from clearway.respond.funds.moving import balance_of, move, open_fund

STANDARD = "duty.funds"
WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundNow:
    """A fund with its balance, who bore it and how it stands beside the plan's standard."""

    fund: Fund
    balance: Balance
    shares: Mapping[Payer, float]
    standard: AgainstStandard | None


def funds_now(desk: Desk) -> tuple[FundNow, ...]:
    """Funds of this office's region with what was written of them up to the desk's day; those of later years are not
    there yet."""
    today = desk.local.date()
    found = [fund for fund in kept.funds(desk.by.region) if fund.year <= today.year]
    lines = [line for line in kept.fund_lines(*(fund.number for fund in found)) if line.on <= today]
    return tuple(_now(fund, tuple(one for one in lines if one.fund == fund.number), desk) for fund in found)


def fund_now(number: str, desk: Desk) -> FundNow:
    """One fund.

    Raises:
        NotFound: no such fund.
    """
    return _now(kept.fund(number), kept.fund_lines(number), desk)


def _now(fund: Fund, lines: tuple[FundLine, ...], desk: Desk) -> FundNow:
    return FundNow(fund=fund, balance=balance_of(lines), shares=shares(lines), standard=_standard(fund, desk))


def _standard(fund: Fund, desk: Desk) -> AgainstStandard | None:
    """A risk fund against so many yuan a head, a budget line against its share of the revenue (work plan 7.3)."""
    rule = desk.rulebook.value(STANDARD, desk.local.date())
    if fund.form is FundForm.RISK:
        place = reading.place(fund.region)
        return against_a_head(fund.planned, place.population if place else None, rule["province_yuan_a_head_a_year"])
    if fund.form is FundForm.BUDGET:
        wanted = None if fund.revenue is None else fund.revenue / 100 * rule["county_budget_share"]
        return AgainstStandard(planned=fund.planned / 100, wanted=wanted)
    return None


def open_one(fund: Fund, desk: Desk) -> str:
    """Open a fund; returns its number.

    Raises:
        Refusal: not this person, no title.
    """
    with session():
        numbered = replace(fund, number=next_number("F", desk.at, desk.zone))
        write(open_fund(numbered, by=desk.by), desk)
    return numbered.number


def write_line(line: FundLine, desk: Desk) -> None:
    """Write a line of a fund's ledger.

    Raises:
        Refusal: not this person, no purpose, or the fund does not cover it.
    """
    with session():
        fund = kept.fund(line.fund)
        write(move(fund, line, balance_of(kept.fund_lines(fund.number)), by=desk.by), desk)


def what_it_did(desk: Desk) -> Effectiveness:
    """Spending a head against closures prevented, by township: unlawful closures found in the 90 days before each
    township's first spending less those in the 90 days after; a township whose 90 days are not over is left out."""
    region, today = desk.by.region, desk.local.date()
    people = {p.code: p.population for p in reading.places(region) if p.kind is PlaceKind.TOWNSHIP and p.population}
    spent = [line for line in _spending(region) if line.place_code in people and line.on <= today]
    fen, first = Counter[str](), dict[str, date]()
    for line in spent:
        fen[line.place_code] += line.fen
        first[line.place_code] = min(first.get(line.place_code, line.on), line.on)
    first = {code: day for code, day in first.items() if day + WINDOW <= today}
    prevented = _prevented(first, _closures(region, desk))
    return effectiveness({code: fen[code] / 100 / people[code] for code in prevented}, prevented)


def _spending(region: str) -> list[FundLine]:
    """Lines spent somewhere, each at its township."""
    lines = kept.fund_lines(*(fund.number for fund in kept.funds(region)))
    return [
        replace(line, place_code=region_at(line.place_code, Level.TOWNSHIP))
        for line in lines
        if line.entry is Entry.SPENT and line.place_code
    ]


def _closures(region: str, desk: Desk) -> list[tuple[str, date]]:
    """Township and first day of every closure that was found and never registered."""
    return [
        (region_at(one.place_code, Level.TOWNSHIP), one.starts_at.astimezone(desk.zone).date())
        for one in reading.closures_ever_found(region)
        if one.place_code
    ]


def _prevented(first: Mapping[str, date], closures: Sequence[tuple[str, date]]) -> dict[str, float]:
    before = {
        code: sum(place == code and day - WINDOW <= on < day for place, on in closures) for code, day in first.items()
    }
    after = {
        code: sum(place == code and day <= on < day + WINDOW for place, on in closures) for code, day in first.items()
    }
    return {code: float(before[code] - after[code]) for code in first}
