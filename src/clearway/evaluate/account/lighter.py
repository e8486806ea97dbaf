"""The next lighter measure on the ladder, and what it would cost by the very functions that reckon the measure's own.

Where the two cannot be set beside each other, that is said, and no share is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from clearway.core.costs import CostItem, CostKind, How, modelled
from clearway.core.words import Bilingual
from clearway.evaluate.account.norms import Norms
from clearway.evaluate.account.pricing import PRICED
from clearway.evaluate.account.reckoning import reckoned
from clearway.evaluate.account.terms import Terms, Ways
from clearway.evaluate.costs import Interval


class Step(StrEnum):
    """Steps from heavier to lighter: fewer people, out of the home, by the hour, gates open, nothing but watching."""

    SMALLER = "smaller"
    COMPOUND = "compound"
    BY_HOURS = "by_hours"
    GATES_OPEN = "gates_open"
    MONITORING = "monitoring"


STEPS = {
    Step.SMALLER: Bilingual("只限报告感染的较小单元", "only the smaller units that reported infections"),
    Step.COMPOUND: Bilingual("不出小区，不再足不出户", "within the compound, no longer held at home"),
    Step.BY_HOURS: Bilingual("分时段管控，白天开放", "controlled by the hour, open by day"),
    Step.GATES_OPEN: Bilingual("出入口全部开放，只作部分管控", "every gate open, partial control"),
    Step.MONITORING: Bilingual("只作常规监测，不设障", "routine monitoring, no barrier"),
}
_OPEN = Bilingual("出入口开放，不关闭道路", "gates open, no way closed")
_NOT_KNOWN = Bilingual(
    "无法推算更轻措施的成本：住户、学校、商铺等都没有可比的数据",
    "what a lighter measure would cost cannot be said: no residents, schools or businesses are known to compare",
)
_LIGHTEST = Bilingual("已没有更轻的一级", "there is no lighter step")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighter:
    """``step`` None: there is none. ``share``: its cost over the measure's own, of the same items; ``beyond``: what
    the measure costs more, in yuan. Both None where they cannot be said, for ``why``."""

    step: Step | None
    items: tuple[CostItem, ...] = ()
    share: float | None = None
    beyond: Interval | None = None
    why: Bilingual | None = None


def next_lighter(terms: Terms, norms: Norms, smaller: Terms | None = None) -> tuple[Step, Terms] | None:
    """The first step of the ladder that lightens ``terms``; ``smaller``: the same measure over fewer places, if it is
    known where the infections were. None: nothing is lighter."""
    for name in norms.ladder:
        found = _stepped(Step(name), terms, norms, smaller)
        if found is not None:
            return Step(name), found
    return None


def _stepped(step: Step, terms: Terms, norms: Norms, smaller: Terms | None) -> Terms | None:
    match step:
        case Step.SMALLER:
            return smaller
        case Step.COMPOUND:
            return replace(terms, state="compound") if terms.state == "home" else None
        case Step.BY_HOURS:
            fits = terms.state == "compound" and terms.barrier and terms.share > norms.night_share
            return replace(terms, share=norms.night_share) if fits else None
        case Step.GATES_OPEN:
            return gates_open(terms) if terms.barrier else None
        case Step.MONITORING:
            return replace(gates_open(terms), state="open") if terms.state != "open" else None


def gates_open(terms: Terms) -> Terms:
    """The same with every gate and way open."""
    return replace(terms, barrier=False, ways=Ways(losses=(), source=_OPEN), share=1.0)


def medium_of(terms: Terms) -> Terms:
    """The same place at medium level: people within the compound, every gate open (rule ``risk.measures_by_level``)."""
    return replace(gates_open(terms), state="compound")


def compared(
    own: Sequence[CostItem], terms: Terms, step: Step, light: Terms, norms: Norms, prices: Mapping[str, Interval],
    as_of: datetime,
) -> Lighter:  # fmt: skip
    """The lighter measure's account, and how it stands beside the measure's own (``own``)."""
    items = _light_items(own, terms, light, norms, as_of)
    pairs = _both_known(own, items, prices)
    if not pairs:
        return Lighter(step=step, items=items, why=_NOT_KNOWN)
    mine = sum(amount * price.value for amount, _, price in pairs)
    theirs = sum(amount * price.value for _, amount, price in pairs)
    if mine <= 0:
        return Lighter(step=step, items=items, why=_NOT_KNOWN)
    more = [(max(0.0, one - other), price) for one, other, price in pairs]
    return Lighter(
        step=step,
        items=items,
        share=theirs / mine,
        beyond=Interval(
            low=sum(amount * price.low for amount, price in more),
            value=sum(amount * price.value for amount, price in more),
            high=sum(amount * price.high for amount, price in more),
        ),
    )


def lightest() -> Lighter:
    """Said of a measure that nothing is lighter than."""
    return Lighter(step=None, why=_LIGHTEST)


def _light_items(
    own: Sequence[CostItem], terms: Terms, light: Terms, norms: Norms, as_of: datetime
) -> tuple[CostItem, ...]:
    """Reckoned by the same functions; what only a count of the measure itself tells is scaled by the same norms."""
    found = {(one.kind, one.of): one for one in reckoned(light, norms, as_of)}
    for item in own:
        scale = _scale(item.kind, terms, light, norms)
        if item.how is How.COUNTED and item.value is not None and scale is not None:
            each = item.value * scale
            found[(item.kind, item.of)] = modelled(
                item.kind, (each, each, each), item.source, as_of, of=item.of, at_least=item.at_least
            )
    return tuple(found.values())


def _scale(kind: CostKind, terms: Terms, light: Terms, norms: Norms) -> float | None:
    """How much of a counted item the lighter measure would leave; None: it is reckoned from people, or has no price."""
    if kind in (CostKind.SCHOOL_DAYS, CostKind.BUSINESS_DAYS):
        what = "school" if kind is CostKind.SCHOOL_DAYS else "business"
        before = _closed(terms, norms, what) * terms.share
        return min(1.0, _closed(light, norms, what) * light.share / before) if before else None
    if kind in (CostKind.GUARD_HOURS, CostKind.DETOUR):
        return min(1.0, light.share / terms.share) if light.barrier else 0.0
    return None


def _closed(terms: Terms, norms: Norms, what: str) -> float:
    return norms.closed[terms.state][what][1] if terms.state != "open" else 0.0


def _both_known(
    own: Sequence[CostItem], light: Sequence[CostItem], prices: Mapping[str, Interval]
) -> list[tuple[float, float, Interval]]:
    """Amounts of the kinds that have a price and are known of both, each with its price."""
    mine, theirs = _by_kind(own), _by_kind(light)
    return [
        (mine[kind], theirs[kind], prices[unit])
        for kind, unit in PRICED.items()
        if kind in mine and kind in theirs and unit in prices
    ]


def _by_kind(items: Sequence[CostItem]) -> dict[CostKind, float]:
    sums: dict[CostKind, float] = {}
    for item in items:
        if item.value is not None:
            sums[item.kind] = sums.get(item.kind, 0.0) + item.value
    return sums
