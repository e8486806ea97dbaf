"""``clearway bench warn``: speed, and what is found, missed and wrongly said in simulated towns nobody tuned on.

Seeds from ``FIRST_SEED`` on were never used to choose a number of the engine.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from clearway.core.evidence import FlowState
from clearway.core.figures import Figure
from clearway.warn.equal_to_r import equality
from clearway.warn.flow import scan
from clearway.warn.flow.fast import score_day
from clearway.warn.flow.plain import PlainScorer
from clearway.warn.flow.settings import DEFAULT
from clearway.warn.flow.state import fresh, scoring_for
from clearway.warn.fusion import fuse
from clearway.warn.incidents import Incident
from clearway.warn.peers import peers
from clearway.warn.simulated_town import SLOTS, Closure, Town, build_town

FIRST_SEED = 90_001
QUIET_SEED = 95_001
LATER = datetime(2100, 1, 1, tzinfo=UTC)
GRACE = timedelta(minutes=30)
LINK_YEAR_SLOTS = 365.25 * SLOTS
#: One false alarm in ten link-years, in steps of five minutes.
LOG_ARL = float(np.log(10 * LINK_YEAR_SLOTS))


@dataclass(slots=True)
class Tally:
    """Pooled over towns: closures by band of expected passages and how many were found; incidents; links."""

    counts: Counter[str] = field(default_factory=Counter)
    delays: list[float] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        """``part`` of ``whole``; 1 where there was nothing."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0


def bench(quick: bool = False, shared: Path | None = None) -> list[Figure]:
    """All figures; ``quick`` takes fewer towns; ``shared``: the folder of shared data. Equality of plain and fast
    scorer is checked first."""
    equal = _equal()
    speed, per_second = _speed(equal)
    return [
        speed,
        *peers(build_town(FIRST_SEED, days=9, closures=8), per_second),
        *_found(quick),
        *_quiet(quick),
        *_sumo(shared),
        *equality(shared),
    ]


def _invented(days: int, links: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    usual = rng.lognormal(0, 1, (SLOTS * days, links))
    counts = rng.poisson(usual).astype(np.int32)
    counts[rng.random(counts.shape) < 0.01] = -1
    return counts, usual, rng.uniform(0.02, 0.5, links), np.arange(links) ^ 1


def _equal() -> bool:
    """Whether both scorers say the same of an invented day of twenty links."""
    counts, usual, dispersion, partner = _invented(1, 20)
    scoring = scoring_for(5, DEFAULT)
    fast = score_day(counts, usual, usual, dispersion, partner, scoring.numbers(), fresh(20))
    plain = PlainScorer(scoring, dispersion.tolist(), partner.tolist())
    for slot in range(SLOTS):
        row = [None if count < 0 else int(count) for count in counts[slot]]
        own, pair, _ = plain.step(row, usual[slot].tolist(), usual[slot].tolist())
        if not (np.allclose(own, fast[0][slot], atol=1e-4) and np.allclose(pair, fast[1][slot], atol=1e-4)):
            return False
    return True


def _speed(equal: bool) -> tuple[Figure, float]:
    """Points a second of the kernel alone, one core, best of five days of 4,000 links."""
    counts, usual, dispersion, partner = _invented(1, 4000)
    numbers, state = scoring_for(5, DEFAULT).numbers(), fresh(4000)
    best = 1e9
    for _ in range(6):
        began = time.perf_counter()
        score_day(counts, usual, usual, dispersion, partner, numbers, state)
        best = min(best, time.perf_counter() - began)
    rate = counts.size / best
    figure = Figure(
        name="scoring, one core",
        value=rate / 1e6,
        unit="M points/s",
        target=">= 10",
        met=rate >= 10e6,
        peer="plain lists",
        equal=equal,
        note="city factor, local factor, evidence of link and pair",
    )
    return figure, rate


def _found(quick: bool) -> list[Figure]:
    """Recall, precision and delay on unseen towns with dead and silent sensors, rain, road works, a holiday."""
    tally = Tally()
    towns = range(FIRST_SEED + 1, FIRST_SEED + (4 if quick else 13))
    for seed in towns:
        _score_town(build_town(seed), tally)
    note = f"{len(towns)} unseen towns with faults; both directions one closure"
    return [
        _share("recall, >= 60 passages", tally, "found60", "closed60", 0.95, note),
        _share("recall, 25-60 passages", tally, "found25", "closed25", 0.85, note),
        _share("incident precision", tally, "right", "incidents", 0.95, note),
        _share("link precision", tally, "right_links", "links", 0.85, note),
        _delay(tally, note),
    ]


def _share(name: str, tally: Tally, part: str, whole: str, least: float, note: str) -> Figure:
    value = tally.share(part, whole)
    told = f"{tally.counts[part]} of {tally.counts[whole]}; {note}"
    return Figure(name=name, value=value, unit="", target=f">= {least}", met=value >= least, note=told)


def _delay(tally: Tally, note: str) -> Figure:
    median = float(np.median(tally.delays)) if tally.delays else float("nan")
    return Figure(
        name="delay over Lorden's bound, median",
        value=median,
        unit="times",
        target="<= 1.5",
        met=median <= 1.5,
        note=f"{len(tally.delays)} closures whose bound fell within them; {note}",
    )


def confirmed_incidents(town: Town) -> list[Incident]:
    """What the engine is sure of in a town."""
    incidents = fuse(scan(town.table(), town.sensors, (), LATER), (), LATER)
    return [one for one in incidents if one.state is FlowState.CONFIRMED]


def _score_town(town: Town, tally: Tally) -> None:
    incidents = confirmed_incidents(town)
    hits = {id(closure): _first_hit(closure, incidents, town) for closure in town.closures}
    for closure in town.closures:
        band = "60" if closure.expected >= 60 else "25" if closure.expected >= 25 else "few"
        raised = hits[id(closure)]
        tally.counts[f"closed{band}"] += 1
        tally.counts[f"found{band}"] += raised is not None
        bound = _bound(closure, town)
        if raised is not None and bound is not None:
            waited = (raised - town.moment(closure.first)).total_seconds() / 300
            tally.delays.append(waited / bound)
    for one in incidents:
        right = [link.link for link in one.episodes if _covered(link.link, link.raised_at, town)]
        tally.counts.update(incidents=1, right=int(bool(right)), links=len(one.episodes), right_links=len(right))


def _first_hit(closure: Closure, incidents: Iterable[Incident], town: Town) -> datetime | None:
    begin, end = town.moment(closure.first), town.moment(closure.last) + GRACE
    found = [e.raised_at for one in incidents for e in one.episodes if e.link in closure.links]
    return min((moment for moment in found if begin <= moment <= end), default=None)


def _covered(link: str, moment: datetime, town: Town) -> bool:
    return any(
        link in one.links and town.moment(one.first) <= moment <= town.moment(one.last) + GRACE for one in town.closures
    )


def _bound(closure: Closure, town: Town) -> int | None:
    """Steps until the divergence of closed from open, both known, reaches log ARL (Lorden 1971), both directions."""
    names = [sensor.link for sensor in town.sensors]
    columns = [names.index(link) for link in closure.links]
    open_rate = town.usual[closure.first : closure.last, columns].sum(axis=1)
    share = closure.share
    per_passage = 1 - share + (share * np.log(share) if share > 0 else 0.0)
    reached = np.flatnonzero(np.cumsum(open_rate) * per_passage >= LOG_ARL)
    return int(reached[0]) + 1 if len(reached) else None


def _quiet(quick: bool) -> list[Figure]:
    """False alarms where nothing is closed, with every fault the towns know; scored from the second week on."""
    days, wrong, years = 35, 0, 0.0
    for seed in range(QUIET_SEED, QUIET_SEED + (1 if quick else 5)):
        town = build_town(seed, days=days, closures=0)
        wrong += sum(len(one.episodes) for one in confirmed_incidents(town))
        years += len(town.sensors) * (days - 7) / 365.25
    rate = wrong / years
    return [
        Figure(
            name="false alarms",
            value=rate,
            unit="a link-year",
            target="<= 0.1",
            met=rate <= 0.1,
            note=f"{wrong} links in {years:.0f} link-years without closures, with faults",
        )
    ]


def _sumo(shared: Path | None) -> list[Figure]:
    """The shared SUMO town, where it is at hand."""
    from clearway.warn.sumo_town import read_sumo_town

    if shared is None or not (shared / "flow" / "sumo_town_counts.parquet").is_file():
        return []
    folder = shared / "flow"
    table, sensors, closures = read_sumo_town(folder)
    began = time.perf_counter()
    found = fuse(scan(table, sensors, (), LATER), (), LATER)
    seconds = time.perf_counter() - began
    tally = Tally()
    for one in (one for one in found if one.state is FlowState.CONFIRMED):
        right = [e.link for e in one.episodes if any(c.covers(e.link, e.raised_at, GRACE) for c in closures)]
        tally.counts.update(incidents=1, right=int(bool(right)), links=len(one.episodes), right_links=len(right))
    clear = [closure for closure in closures if closure.expected >= 25]
    named = [(e.link, e.raised_at) for one in found if one.state is FlowState.CONFIRMED for e in one.episodes]
    hit = [closure for closure in clear if any(closure.covers(link, at, GRACE) for link, at in named)]
    tally.counts.update(closed=len(clear), found=len(hit))
    note = "the shared SUMO town"
    return [
        _share("SUMO recall, >= 25 passages", tally, "found", "closed", 0.9, note),
        _share("SUMO incident precision", tally, "right", "incidents", 0.9, note),
        _share("SUMO link precision", tally, "right_links", "links", 0.85, note),
        Figure(name="SUMO town, 1.4 M readings, table to incidents", value=seconds, unit="s"),
    ]
