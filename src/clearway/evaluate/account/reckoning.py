"""The reckoned part of an account: people's hours, ways lost, lessons, business and guarding, from a measure's terms.

Each figure is linear in time, people and hours, so an account cut in two adds up. An hour of one person is reckoned
once: of whoever lives inside as held, of whoever lives outside as detour (decision 99).
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
_SHUT_IN = Bilingual("封住了唯一出路的人，按不出小区计", "people left no way out, told as held within the compound")
_BY_WAY = (
    CostKind.CUT_OFF, CostKind.DELAYED, CostKind.DETOUR, CostKind.HELP_CUT_OFF, CostKind.HELP_DELAYED,
    CostKind.HELP_WORST,
)  # fmt: skip
_NO_NORM = Bilingual("没有出行次数的系数", "no norm says how often people go")
_NOBODY_COUNTED = Bilingual("被挡在里面的有谁，没有人计数", "nobody counted who is shut in behind it")
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
    hours = terms.span.hours * terms.share
    yield _hours_of(CostKind.ISOLATED, terms, hours if terms.state == "home" else 0.0, as_of)
    shut_in = terms.ways.shut_in * hours
    if _untold(terms):
        yield unknown(CostKind.RESTRICTED, terms.ways.source)
    elif terms.state == "open" and shut_in:
        yield modelled(CostKind.RESTRICTED, (shut_in,) * 3, terms.ways.source, as_of, note=_SHUT_IN)
    else:
        yield _hours_of(CostKind.RESTRICTED, terms, hours if terms.state == "compound" else 0.0, as_of)
    past = min(terms.past_hours * terms.share, hours)
    yield _hours_of(CostKind.PAST_RELEASE, terms, 0.0 if terms.state == "open" else past, as_of)


def _untold(terms: Terms) -> bool:
    """Whether ways are closed and nobody can say whom that shuts in."""
    return terms.state == "open" and terms.barrier and terms.ways.losses is None


def _nobody_held(terms: Terms) -> bool:
    """Whether everybody comes and goes."""
    return terms.state == "open" and not _untold(terms) and not terms.ways.shut_in


def _hours_of(kind: CostKind, terms: Terms, length: float, as_of: datetime) -> CostItem:
    """People inside times ``length`` hours."""
    people = terms.people
    if not length:
        return modelled(kind, (0.0, 0.0, 0.0), _BY_STATE[terms.state], as_of)
    if people.value is None:
        return unknown(kind, people.source)
    return modelled(kind, (people.value * length,) * 3, people.source, as_of, at_least=people.at_least, note=_UPPER)


def _ways(terms: Terms, norms: Norms, as_of: datetime) -> Iterator[CostItem]:
    """Whom the ways take what from: the kinds that lose something, or one nought for all of them together."""
    ways = terms.ways
    if ways.losses is None:
        yield from (unknown(kind, ways.source) for kind in _BY_WAY)
        return
    found = [
        item
        for loss in ways.losses
        for item in (_help(loss, ways.source, as_of) if loss.kind in HELP else _trips(loss, terms, norms, as_of))
        if item.value != 0.0
    ]
    yield from found
    told = {item.kind for item in found}
    yield from (modelled(kind, (0.0, 0.0, 0.0), ways.source, as_of) for kind in _BY_WAY if kind not in told)


def _help(loss: RoadLoss, source: Bilingual, as_of: datetime) -> Iterator[CostItem]:
    figures = {
        CostKind.HELP_CUT_OFF: loss.cut_off,
        CostKind.HELP_DELAYED: loss.delayed,
        CostKind.HELP_WORST: loss.worst_minutes,
    }
    for kind, value in figures.items():
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
        note = None if terms.state == "open" else _OUTSIDE
        yield modelled(CostKind.DETOUR, _times(trips, each), source, as_of, of=loss.kind, note=note)


def _lessons(terms: Terms, norms: Norms, as_of: datetime) -> CostItem:
    if _nobody_held(terms):
        return modelled(CostKind.SCHOOL_DAYS, (0.0, 0.0, 0.0), _BY_STATE["open"], as_of)
    if terms.state == "open":
        return unknown(CostKind.SCHOOL_DAYS, _NOBODY_COUNTED)
    for fact in (terms.pupils, terms.lessons):
        if fact.value is None:
            return unknown(CostKind.SCHOOL_DAYS, fact.source)
    amount = (terms.pupils.value or 0.0) * (terms.lessons.value or 0.0)
    share = norms.closed[terms.state]["school"]
    return _of_facts(CostKind.SCHOOL_DAYS, _times(share, amount), (terms.pupils, terms.lessons), as_of)


def _business(terms: Terms, norms: Norms, as_of: datetime) -> CostItem:
    if _nobody_held(terms):
        return modelled(CostKind.BUSINESS_DAYS, (0.0, 0.0, 0.0), _BY_STATE["open"], as_of)
    if terms.state == "open":
        return unknown(CostKind.BUSINESS_DAYS, _NOBODY_COUNTED)
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
