"""The reckoned part of an account: people's hours, ways lost, lessons, business and guarding, from a measure's terms.

Each figure is linear in time, people and hours, so an account cut in two adds up. An hour of one person is reckoned
once: of whoever lives inside as held, of whoever lives outside as detour (decision 90).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from clearway.core.costs import CostItem, CostKind, modelled, unknown
from clearway.core.words import Bilingual
from clearway.evaluate.account.norms import Norms, Triple
from clearway.evaluate.account.terms import HELP, Fact, RoadLoss, Terms

_UPPER = Bilingual("按登记人口计，是上限", "residents on the register: an upper bound")
_OUTSIDE = Bilingual(
    "只计住在外面的人；里面的人已按受限时间计", "those who live outside alone; those inside are told as hours held"
)
_NO_NORM = Bilingual("没有出行次数的系数", "no norm says how often people go")
_NO_GATE = Bilingual("没有管控的出入口", "no gate is kept")
_BY_STATE = {
    "home": Bilingual("足不出户", "people held at home"),
    "compound": Bilingual("不出小区", "people held within the compound"),
    "open": Bilingual("不限制里面的人", "nobody inside is held"),
}


def reckoned(terms: Terms, norms: Norms, as_of: datetime) -> tuple[CostItem, ...]:
    """Every item that follows from ``terms``; those that cannot be told are there as unknown."""
    return (
        *_held(terms, as_of),
        *_ways(terms, norms, as_of),
        _lessons(terms, norms, as_of),
        _business(terms, norms, as_of),
        _guarding(terms, norms, as_of),
    )


def _held(terms: Terms, as_of: datetime) -> Iterator[CostItem]:
    people, hours = terms.people, terms.span.hours * terms.share
    lengths = {
        CostKind.ISOLATED: hours if terms.state == "home" else 0.0,
        CostKind.RESTRICTED: hours if terms.state == "compound" else 0.0,
        CostKind.PAST_RELEASE: 0.0 if terms.state == "open" else min(terms.past_hours * terms.share, hours),
    }
    for kind, length in lengths.items():
        if people.value is None and length:
            yield unknown(kind, people.source)
        else:
            amount = (people.value or 0.0) * length
            source = people.source if length else _BY_STATE[terms.state]
            yield modelled(
                kind, (amount, amount, amount), source, as_of, at_least=people.at_least and bool(length),
                note=_UPPER if length else None,
            )  # fmt: skip


def _ways(terms: Terms, norms: Norms, as_of: datetime) -> Iterator[CostItem]:
    ways = terms.ways
    if ways.losses is None:
        yield from (unknown(kind, ways.source) for kind in (CostKind.CUT_OFF, CostKind.DETOUR, CostKind.HELP_CUT_OFF))
        return
    if not ways.losses:
        yield from (
            modelled(kind, (0.0, 0.0, 0.0), ways.source, as_of)
            for kind in (CostKind.CUT_OFF, CostKind.DETOUR, CostKind.HELP_CUT_OFF)
        )
    for loss in ways.losses:
        yield from _help(loss, ways.source, as_of) if loss.kind in HELP else _trips(loss, terms, norms, as_of)


def _help(loss: RoadLoss, source: Bilingual, as_of: datetime) -> Iterator[CostItem]:
    for kind, value in (
        (CostKind.HELP_CUT_OFF, loss.cut_off),
        (CostKind.HELP_DELAYED, loss.delayed),
        (CostKind.HELP_WORST, loss.worst_minutes),
    ):
        yield modelled(kind, (value, value, value), source, as_of, of=loss.kind)


def _trips(loss: RoadLoss, terms: Terms, norms: Norms, as_of: datetime) -> Iterator[CostItem]:
    source = terms.ways.source
    for kind, value in ((CostKind.CUT_OFF, loss.cut_off), (CostKind.DELAYED, loss.delayed)):
        yield modelled(kind, (value, value, value), source, as_of, of=loss.kind)
    each = loss.outside_minutes / 60.0 * terms.span.days * terms.share
    trips = norms.trips.get(loss.kind)
    if trips is None:
        yield unknown(CostKind.DETOUR, _NO_NORM, of=loss.kind)
    else:
        yield modelled(CostKind.DETOUR, _times(trips, each), source, as_of, of=loss.kind, note=_OUTSIDE)


def _lessons(terms: Terms, norms: Norms, as_of: datetime) -> CostItem:
    if terms.state == "open":
        return modelled(CostKind.SCHOOL_DAYS, (0.0, 0.0, 0.0), _BY_STATE["open"], as_of)
    for fact in (terms.pupils, terms.lessons):
        if fact.value is None:
            return unknown(CostKind.SCHOOL_DAYS, fact.source)
    amount = (terms.pupils.value or 0.0) * (terms.lessons.value or 0.0)
    share = norms.closed[terms.state]["school"]
    return _of_facts(CostKind.SCHOOL_DAYS, _times(share, amount), (terms.pupils, terms.lessons), as_of)


def _business(terms: Terms, norms: Norms, as_of: datetime) -> CostItem:
    if terms.state == "open":
        return modelled(CostKind.BUSINESS_DAYS, (0.0, 0.0, 0.0), _BY_STATE["open"], as_of)
    if terms.businesses.value is None:
        return unknown(CostKind.BUSINESS_DAYS, terms.businesses.source)
    amount = terms.businesses.value * terms.span.days * terms.share
    share = norms.closed[terms.state]["business"]
    return _of_facts(CostKind.BUSINESS_DAYS, _times(share, amount), (terms.businesses,), as_of)


def _guarding(terms: Terms, norms: Norms, as_of: datetime) -> CostItem:
    if not terms.barrier:
        return modelled(CostKind.GUARD_HOURS, (0.0, 0.0, 0.0), _NO_GATE, as_of)
    if terms.gates.value is None:
        return unknown(CostKind.GUARD_HOURS, terms.gates.source)
    amount = terms.gates.value * terms.span.hours * terms.share
    return _of_facts(CostKind.GUARD_HOURS, _times(norms.guards, amount), (terms.gates,), as_of)


def _of_facts(kind: CostKind, span: Triple, facts: tuple[Fact, ...], as_of: datetime) -> CostItem:
    source = Bilingual("；".join(one.source.zh for one in facts), "; ".join(one.source.en for one in facts))
    return modelled(kind, span, source, as_of, at_least=any(one.at_least for one in facts))


def _times(span: Triple, amount: float) -> Triple:
    low, middle, high = (one * amount for one in span)
    return low, middle, high
