"""Too many distinct callers about one place: a likelihood ratio over every moment at which it may have begun.

Calls that speak of the same spot are watched together. Alternative to the usual: a barrier that draws a caller every
few days to several a day, for which the best rate is taken; the moment it began is the call from which the evidence is
greatest (Page, Biometrika 41, 1954, in continuous time). A call weighs the less the more usual it is at this home and
the more ordinary its words are in this county. A caller counts once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import log1p
from statistics import median

from clearway.core.places import Place, Point, distance_m
from clearway.warn.located import SAME_SPOT_M, Located, cell_of, together
from clearway.warn.signals import BURST, RUN, ComplaintSignal
from clearway.warn.usual import DAY_S, Usual, shares_of

ALARM = 6.0
#: Callers a day that a barrier may draw; words are ordinary where more of the county's usual calls use them.
RATES, ORDINARY = (0.4, 1.2, 3.6), 0.01
#: Evidence (nats, at the middle rate) from which a call is one of those that must be there, and may date the beginning.
TELLING = 1.5
#: How far back a run may begin; how long after its last call a told place stays told.
REACH, AGAIN = timedelta(days=10), timedelta(days=7)
#: Distinct callers needed; fewer do where they name a gate nearby, more where nobody gave an exact spot.
CALLERS, CALLERS_AT_A_GATE, CALLERS_SOMEWHERE = 3, 2, 5
#: A call so long before the next one does not date the beginning.
APART = timedelta(days=2)
ANONYMOUS_A_DAY = 2


@dataclass(slots=True)
class _Told:
    """A run already told, and the calls that joined it since."""

    calls: list[Located]

    def hears(self, call: Located) -> bool:
        fresh = call.report.at - self.calls[-1].report.at <= AGAIN
        return fresh and any(together(call, one) for one in self.calls[-12:])


@dataclass(frozen=True, slots=True)
class _Run:
    """Calls of distinct callers from the moment it most likely began, and the evidence."""

    calls: tuple[Located, ...]
    nats: float
    telling: tuple[Located, ...]


@dataclass(slots=True)
class _Watcher:
    """The calls of the last days with their usual rate, and what was told."""

    usual: Usual
    recent: deque[tuple[Located, float]] = field(default_factory=deque)
    told: list[_Told] = field(default_factory=list)

    def hear(self, call: Located) -> _Run | None:
        """The run that this call completes, if any."""
        self.usual.hear(call)
        while self.recent and call.report.at - self.recent[0][0].report.at > REACH:
            self.recent.popleft()
        self.recent.append((call, self.usual.rate(call) * max(1.0, self.usual.ordinary(call) / ORDINARY)))
        known = next((one for one in self.told if one.hears(call)), None)
        if known is not None:
            known.calls.append(call)
            self.usual.told.add(call.name)
            return None
        run = _best([(one, rate) for one, rate in self.recent if together(one, call)])
        if run is None or run.nats < ALARM or not _enough(run.telling):
            return None
        self.told.append(_Told(list(run.calls)))
        self.usual.told.update(one.name for one in run.calls)
        return run


def bursts(located: Iterable[Located], places: Mapping[str, Place]) -> Iterator[ComplaintSignal]:
    """Signals in time order of the reports (which must be sorted by time), one for each place that rises."""
    watcher = _Watcher(Usual(shares_of(places.values())))
    for one in located:
        if one.cell:
            run = watcher.hear(one)
            if run is not None:
                yield _signal(run)


def _best(calls: Sequence[tuple[Located, float]]) -> _Run | None:
    """The start and rate with most evidence (``calls`` in time order, each with its usual rate)."""
    end = calls[-1][0].report.at
    best: _Run | None = None
    for start in range(len(calls)):
        some = _distinct(calls[start:])
        days = (end - some[0][0].report.at).total_seconds() / DAY_S
        nats = max(sum(log1p(rate / usual) for _, usual in some) - rate * days for rate in RATES)
        if best is None or nats > best.nats:
            telling = tuple(one for one, usual in some if log1p(RATES[1] / usual) >= TELLING)
            best = _Run(tuple(one for one, _ in some), nats, telling)
    return best


def _distinct(calls: Sequence[tuple[Located, float]]) -> list[tuple[Located, float]]:
    """The first call of every caller; at most two nameless ones a day."""
    heard: set[str] = set()
    nameless: deque[Located] = deque()
    kept = []
    for one, usual in calls:
        if one.report.caller is None:
            while nameless and one.report.at - nameless[0].report.at >= timedelta(days=1):
                nameless.popleft()
            if len(nameless) >= ANONYMOUS_A_DAY:
                continue
            nameless.append(one)
        if one.caller not in heard:
            heard.add(one.caller)
            kept.append((one, usual))
    return kept


def _enough(calls: Sequence[Located]) -> bool:
    """Three callers with an exact spot among them; or two, where a gate is named and the other's spot is near it.

    Those who name a community and no more are never enough.
    """
    if all(one.wide for one in calls):
        return False
    if len(calls) >= (CALLERS if any(one.spot for one in calls) else CALLERS_SOMEWHERE):
        return True
    gate = next((one for one in calls if one.gate), None)
    return len(calls) >= CALLERS_AT_A_GATE and gate is not None and all(_at(gate, one) for one in calls)


def _at(gate: Located, call: Located) -> bool:
    near = gate.spot is not None and call.spot is not None and distance_m(gate.spot, call.spot) <= SAME_SPOT_M
    return near or call.gate == gate.gate


def place_of(calls: Sequence[Located]) -> tuple[Point | None, str | None]:
    """Where it is, and its code: the gate named most, else the middle of the exact spots, else of the home."""
    gates = [one for one in calls if one.gate]
    if gates:
        names = [one.gate for one in gates]
        most = max(gates, key=lambda one: names.count(one.gate))
        return most.spot, most.gate
    spots = [one.spot for one in calls if one.spot is not None]
    codes = [one.report.place_code or one.home or one.community for one in calls]
    code = max(codes, key=codes.count) or None
    if not spots:
        return calls[-1].point, code
    return Point(median(one.lat for one in spots), median(one.lon for one in spots)), code


def began(calls: Sequence[Located]) -> datetime:
    """When it began, on the safe side: the first of these calls that others followed before long."""
    for one, after in pairwise(calls):
        if after.report.at - one.report.at <= APART:
            return one.report.at
    return calls[-1].report.at


def _signal(run: _Run) -> ComplaintSignal:
    first, last = began(run.telling), run.calls[-1].report.at
    point, code = place_of(run.telling)
    return ComplaintSignal(
        trigger=BURST if last - first <= timedelta(days=1) else RUN,
        cell=cell_of(point),
        point=point,
        place_code=code,
        since=first,
        raised_at=last,
        last_at=last,
        nats=run.nats,
        callers=len({one.caller for one in run.calls}),
        reports=tuple(one.name for one in run.calls),
    )
