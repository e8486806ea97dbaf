"""The account of one measure put together: what is reckoned from its terms and what records or files counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from clearway.core.costs import CostItem, CostKind, counted
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.evaluate.account.lighter import Lighter, Step, compared, lightest, medium_of, next_lighter
from clearway.evaluate.account.norms import Norms, norms_on
from clearway.evaluate.account.pricing import Priced, priced, total
from clearway.evaluate.account.reckoning import reckoned
from clearway.evaluate.account.span import Span
from clearway.evaluate.account.terms import Fact, State, Terms, Ways
from clearway.evaluate.account.whole import whole
from clearway.evaluate.costs import Extra, Interval, prices_on

_CLOSING = (MeasureKind.CLOSE_PLACE, MeasureKind.QUARANTINE_AREA, MeasureKind.SEAL_AREA, MeasureKind.BARRIER)
_WAYS = (MeasureKind.CLOSE_PLACE, MeasureKind.BARRIER, MeasureKind.QUARANTINE_TRAFFIC)
FILE = Bilingual("成本文件", "the file of costs")
_PANEL = Bilingual("病例数据中的人口", "people as the file of cases has them")
_NO_PEOPLE = Bilingual("不知道里面住着多少人", "nobody says how many live inside")
_NO_FILE = Bilingual("没有数据", "no data of it here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Unit values and norms of a day."""

    prices: Mapping[str, Interval]
    norms: Norms


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the county's own records tell of a measure: its terms, items counted, and the same over the smaller places
    that reported infections (None: not known, or not smaller)."""

    terms: Terms
    items: tuple[CostItem, ...] = ()
    smaller: Terms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Costed:
    """The account up to ``until``, each item with its worth at ``prices``; ``lighter``: the next step down the ladder;
    ``medium``: the same place at medium level (for those at high level)."""

    items: tuple[CostItem, ...]
    rows: tuple[Priced, ...]
    yuan: Interval | None
    days: float
    until: datetime
    prices: Mapping[str, Interval]
    lighter: Lighter
    medium: Lighter


def rules_on(rulebook: Rulebook, day: date) -> Rules:
    """The rules of a day."""
    return Rules(prices=prices_on(rulebook, day), norms=norms_on(rulebook, day))


def state_of(one: Measure, *, ways: bool = False) -> State:
    """What a measure does to those inside: held at home at high level or behind a closure, else in the compound; a
    low level, or a way or gate closed (``ways``), holds nobody: the roads tell what that takes."""
    if ways and one.kind in _WAYS:
        return "open"
    if one.level is RiskLevel.HIGH or one.kind in _CLOSING:
        return "home"
    return "open" if one.level is RiskLevel.LOW else "compound"


def gathered_of(
    extra: Extra | None, people: float | None, days: tuple[date, int], state: State, zone: tzinfo
) -> Gathered:
    """What a file tells; ``people`` by the panel of cases where it says nothing; ``days``: the first, and how many."""
    told = extra.people if extra is not None else None
    first = datetime.combine(days[0], time(), tzinfo=zone)
    nothing = Fact(value=None, source=_NO_FILE)
    terms = Terms(
        span=Span(first, first + timedelta(days=days[1])), state=state, barrier=True,
        people=Fact(
            value=told if told is not None else people,
            source=FILE if told is not None else _PANEL if people is not None else _NO_PEOPLE,
        ),
        pupils=nothing, lessons=nothing, businesses=nothing, gates=nothing, ways=Ways(losses=None, source=_NO_FILE),
    )  # fmt: skip
    items = (extra.counted if extra is not None else {}).items()
    told_items = (counted(CostKind(name), value, FILE, terms.span.last) for name, value in items)
    return Gathered(terms=terms, items=tuple(told_items))


def costed(found: Gathered, past_hours: float, rules: Rules) -> Costed:
    """The whole account, priced, beside the next lighter measure."""
    terms, as_of = replace(found.terms, past_hours=past_hours), found.terms.span.last
    items = whole((*reckoned(terms, rules.norms, as_of), *found.items))
    rows = priced(items, rules.prices)
    return Costed(
        items=items,
        rows=rows,
        yuan=total(rows),
        days=terms.span.days,
        until=terms.span.last,
        prices=rules.prices,
        lighter=_lighter(items, terms, found.smaller, rules, as_of),
        medium=compared(items, terms, Step.COMPOUND, medium_of(terms), rules.norms, rules.prices, as_of),
    )


def _lighter(
    items: tuple[CostItem, ...], terms: Terms, smaller: Terms | None, rules: Rules, as_of: datetime
) -> Lighter:
    step = next_lighter(terms, rules.norms, smaller)
    if step is None:
        return lightest()
    return compared(items, terms, step[0], step[1], rules.norms, rules.prices, as_of)
