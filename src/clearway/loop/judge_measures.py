"""Each closure judged after the fact: what it cost, what it bought, whether that can be known, and what follows.

Here the release clock (warn), the estimate (evaluate) and the feeds meet; nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

import numpy as np
import numpy.typing as npt

from clearway.core.costs import CostItem
from clearway.core.measures import Measure, RiskLevel
from clearway.core.places import covers, is_place_code
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.evaluate.account.lighter import Lighter
from clearway.evaluate.costs import Extra, Interval
from clearway.evaluate.effect.identifying import Effect, effect_of
from clearway.evaluate.effect.panel import panel_of
from clearway.evaluate.renewal.paired import Averted, averted
from clearway.evaluate.renewal.reproduction import estimate as estimate_r
from clearway.evaluate.renewal.serial_interval import SerialInterval
from clearway.evaluate.verdict import Record, Verdict, judge, net_benefit
from clearway.loop.measure_clocks import Clocks, clocks_of, place_of, watched
from clearway.loop.measure_costs import Costed, Gathered, Rules, costed, gathered_of, rules_on, state_of
from clearway.sources.epidemics import Epidemic
from clearway.warn.listing_arrays import NEVER, day_number, day_of

Flags = npt.NDArray[np.bool_]
_OUTLOOK = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One measure judged. ``effect``: change of log R of measures of its level, identified or not (None: no estimate).

    ``gain``: infections averted against the lighter level (against no measure, where that level's effect is not
    known); ``net``: probability that they outweigh what the measure costs more than that.
    """

    measure: Measure
    days: int
    days_past: int
    release_due: date | None
    past_release: bool
    past_ceiling: bool
    costs: Costed
    effect: Effect | None
    identified: bool
    gain: Averted | None
    against_lighter: bool
    net: float | None
    verdict: Verdict
    reasons: tuple[Bilingual, ...]

    @property
    def items(self) -> tuple[CostItem, ...]:
        """The account."""
        return self.costs.items

    @property
    def yuan(self) -> Interval | None:
        """What of it has a price."""
        return self.costs.yuan


def judge_measures(
    measures: Sequence[Measure],
    epidemic: Epidemic,
    rulebook: Rulebook,
    *,
    zone: tzinfo,
    on: date,
    interval: SerialInterval,
    extras: Mapping[str, Extra] | None = None,
    gathered: Mapping[str, Gathered] | None = None,
) -> tuple[list[Judged], dict[str, Effect]]:
    """Every measure judged on day ``on``, and the effect of each level of measure.

    ``interval`` is the serial interval the effect is reckoned with; by measure number ``gathered`` is what the
    county's own records tell, ``extras`` what a file does.
    """
    clocks = clocks_of(measures, rulebook, zone, on)
    inside = _inside(measures, epidemic)
    clocks = watched(clocks, measures, inside, epidemic)
    effects = _effects(measures, epidemic, clocks, inside, interval)
    rules, known, files = rules_on(rulebook, on), gathered or {}, extras or {}
    judged = []
    for at, one in enumerate(measures):
        found = known.get(one.number) or _from_file(one, at, clocks, inside[at], epidemic, files.get(one.number), zone)
        judged.append(_judge(one, at, clocks, inside[at], epidemic, effects, rules, interval, found))
    return judged, effects


def _inside(measures: Sequence[Measure], epidemic: Epidemic) -> list[list[int]]:
    """For each measure the places of the panel it closes whole."""
    coded = [(at, name) for at, name in enumerate(epidemic.places) if is_place_code(name)]
    named = {name: at for at, name in enumerate(epidemic.places) if not is_place_code(name)}
    known: dict[str, list[int]] = {}
    found = []
    for one in measures:
        place = place_of(one)
        if place not in known:
            by_name = [named[place]] if place in named else []
            by_code = [at for at, name in coded if one.place_code and covers(one.place_code, name)]
            known[place] = by_name + by_code
        found.append(known[place])
    return found


def _group(one: Measure) -> str:
    return one.level.value if one.level is not None else one.kind.value


def _effects(
    measures: Sequence[Measure], epidemic: Epidemic, clocks: Clocks, inside: list[list[int]], interval: SerialInterval
) -> dict[str, Effect]:
    """The effect of each level; places under another level on a day belong to neither side."""
    start, days = day_number(epidemic.first), epidemic.infections.shape[1]
    closed: dict[str, Flags] = {}
    for at, one in enumerate(measures):
        if inside[at]:
            table = closed.setdefault(_group(one), np.zeros(epidemic.infections.shape, dtype=bool))
            first, last = max(0, int(clocks.first[at]) - start), min(days, int(clocks.last[at]) - start + 1)
            table[np.ix_(inside[at], range(first, max(first, last)))] = True
    effects = {}
    for group, table in closed.items():
        others = np.any([other for name, other in closed.items() if name != group] or [np.zeros_like(table)], axis=0)
        infections = np.where(others & ~table, np.nan, epidemic.infections)
        effects[group] = effect_of(panel_of(infections, table, interval))
    return effects


def _judge(
    one: Measure,
    at: int,
    clocks: Clocks,
    inside: list[int],
    epidemic: Epidemic,
    effects: Mapping[str, Effect],
    rules: Rules,
    interval: SerialInterval,
    found: Gathered,
) -> Judged:
    days = int(clocks.last[at] - clocks.first[at]) + 1
    due = None if clocks.release_due[at] == NEVER else day_of(int(clocks.release_due[at]))
    past = min(days, max(0, int(clocks.last[at]) - int(clocks.release_due[at]) + 1)) if due else 0
    costs = costed(found, past * 24.0, rules)
    effect = effects.get(_group(one)) if inside else None
    identified = effect is not None and effect.identified
    gain = _gain(one, at, clocks, inside, epidemic, effects, interval) if identified else None
    against = costs.medium if _next_lighter(one, effects) is not None else None
    net = _net(gain, costs, against, rules, at)
    verdict, why = judge(
        Record(
            violations=_violations(one, clocks, at), release_met=bool(clocks.past_release[at]),
            identified=identified, net=net, lighter=_lighter(one, effects, costs.medium.share),
        )
    )  # fmt: skip
    return Judged(
        measure=one, days=days, days_past=past, release_due=due, past_release=bool(clocks.past_release[at]),
        past_ceiling=bool(clocks.past_ceiling[at]), costs=costs, effect=effect, identified=identified, gain=gain,
        against_lighter=against is not None, net=net, verdict=verdict,
        reasons=(*why, *_about_effect(effect, bool(inside)), *_about_lighter(against)),
    )  # fmt: skip


def _net(gain: Averted | None, costs: Costed, against: Lighter | None, rules: Rules, seed: int) -> float | None:
    """Whether what was averted outweighs the cost: against the lighter level, what the measure costs more than that."""
    cost = costs.yuan if against is None else against.beyond
    return net_benefit(gain, cost, rules.prices, seed=seed) if gain is not None and cost is not None else None


def _from_file(
    one: Measure, at: int, clocks: Clocks, inside: list[int], epidemic: Epidemic, extra: Extra | None, zone: tzinfo
) -> Gathered:
    people = None
    if inside and not np.isnan(epidemic.people[inside]).any():
        people = float(epidemic.people[inside].sum())
    days = int(clocks.last[at] - clocks.first[at]) + 1
    return gathered_of(extra, people, (day_of(int(clocks.first[at])), days), state_of(one), zone)


def _violations(one: Measure, clocks: Clocks, at: int) -> tuple[Bilingual, ...]:
    found = []
    if not one.registered:
        found.append(_UNREGISTERED)
    if clocks.past_ceiling[at]:
        found.append(_CEILING)
    return tuple(found)


def _gain(
    one: Measure, at: int, clocks: Clocks, inside: list[int], epidemic: Epidemic, effects: Mapping[str, Effect],
    interval: SerialInterval,
) -> Averted | None:  # fmt: skip
    """Infections averted while the measure stood and a fortnight on, against the next lighter measure."""
    effect, lighter = effects[_group(one)].estimate, _next_lighter(one, effects)
    if effect is None:
        return None
    shift = (effect.value, effect.error)
    if lighter is not None:
        shift = (effect.value - lighter[0], float(np.hypot(effect.error, lighter[1])))
    counts = np.nan_to_num(epidemic.infections[inside]).sum(axis=0)
    start = int(clocks.first[at]) - day_number(epidemic.first)
    if start < 8 or start > len(counts) or counts[:start].sum() < 1:
        return None
    length = int(clocks.last[at] - clocks.first[at]) + 1 + _OUTLOOK
    before = estimate_r(counts[None, :start], interval).mean[0]
    known = before[~np.isnan(before)]
    if not len(known):
        return None
    return averted(counts[:start], np.full(length, float(known[-1])), shift, interval, seed=at)


def _next_lighter(one: Measure, effects: Mapping[str, Effect]) -> tuple[float, float] | None:
    """Effect and error of the next lighter level, where it is identified; None: compared with no measure at all."""
    if one.level is not RiskLevel.HIGH:
        return None
    medium = effects.get(RiskLevel.MEDIUM.value)
    if medium is None or not medium.identified or medium.estimate is None:
        return None
    return medium.estimate.value, medium.estimate.error


def _lighter(one: Measure, effects: Mapping[str, Effect], cost: float | None) -> tuple[float, float] | None:
    """Shares of benefit and cost the next lighter level keeps; None: one of them cannot be said."""
    light, own = _next_lighter(one, effects), effects.get(_group(one))
    if cost is None or light is None or own is None or own.estimate is None or own.estimate.value >= 0:
        return None
    return max(0.0, light[0] / own.estimate.value), cost


def _about_lighter(against: Lighter | None) -> tuple[Bilingual, ...]:
    """Why the lighter level's cost cannot be said, where its effect can."""
    return (against.why,) if against is not None and against.why is not None else ()


def _about_effect(effect: Effect | None, inside: bool) -> tuple[Bilingual, ...]:
    if not inside:
        return (_NO_CASES,)
    return effect.reasons if effect is not None else ()


_UNREGISTERED = Bilingual("没有登记的封闭：应解除", "a closure nobody registered: to be lifted")
_CEILING = Bilingual(
    "超过工作方案上限（政策，非法律）：应解除", "longer than the plan's ceiling (policy, not law): to be lifted"
)
_NO_CASES = Bilingual("没有该处自己的感染数据：效果无法识别", "no infections of this very place: effect not identified")
