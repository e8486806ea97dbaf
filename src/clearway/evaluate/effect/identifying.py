"""May the effect be told at all? Who was closed must not have been chosen by what had just been happening there.

Three questions, each with its answer in words: is there enough that stayed open, did closed places run the same before
(pre-trend), and did closures strike places that had just been rising. One bad answer, and the effect is not identified;
the burden of proof then lies with the closure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from scipy.stats import t as student

from clearway.core.words import Bilingual
from clearway.evaluate.effect.panel import Panel
from clearway.evaluate.effect.two_stage import Estimate, estimate

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEAST_PLACES = 5
LEAST_USABLE = 0.8
LEVEL = 0.05
_WEEK = 7
_NEEDED_OPEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """``estimate`` is told whether or not it is ``identified``; only an identified one may be used.

    ``pre_trend`` and ``rising``: probabilities of what was seen if places had been closed by chance (None: cannot be
    asked).
    """

    estimate: Estimate | None
    identified: bool
    pre_trend: float | None
    rising: float | None
    reasons: tuple[Bilingual, ...]


def effect_of(panel: Panel) -> Effect:
    """The effect of the measures in a panel, with the answer whether it is identified."""
    found = estimate(panel)
    if found is None:
        return Effect(estimate=None, identified=False, pre_trend=None, rising=None, reasons=(_NOTHING,))
    faults = list(_too_little(found))
    trend, rising = pre_trend(panel), rising_before(panel)
    if trend is not None and trend < LEVEL:
        faults.append(_PRE_TREND.fill(p=_p(trend)))
    if rising is not None and rising < LEVEL:
        faults.append(_RISING.fill(p=_p(rising)))
    if trend is None and rising is None:
        faults.append(_NO_BEFORE)
    size = _SIZE.fill(places=found.places, days=found.days, others=found.open_places)
    return Effect(estimate=found, identified=not faults, pre_trend=trend, rising=rising, reasons=(*faults, size))


def _p(value: float) -> str:
    return f"{value:.3f}" if value >= 0.001 else "<0.001"


def _too_little(found: Estimate) -> list[Bilingual]:
    faults = []
    if found.places < LEAST_PLACES:
        faults.append(_FEW_CLOSED.fill(n=found.places, least=LEAST_PLACES))
    if found.open_places < LEAST_PLACES:
        faults.append(_FEW_OPEN.fill(n=found.open_places, least=LEAST_PLACES))
    if found.usable < LEAST_USABLE:
        faults.append(_UNUSABLE.fill(share=f"{found.usable:.0%}"))
    return faults


def pre_trend(panel: Panel) -> float | None:
    """Probability of so large a gap in the week before closing, had nothing been the matter.

    The week before each place's first closed day is taken out of the open days and looked at as if it were closed.
    """
    lead = _week_before(panel)
    if lead.sum() == 0:
        return None
    found = estimate(Panel(log_r=panel.log_r, closed=lead, settling=panel.closed | panel.settling))
    if found is None or found.places < LEAST_PLACES or found.error == 0:
        return None
    return float(2 * student.sf(abs(found.value) / found.error, found.places - 1))


def _week_before(panel: Panel) -> Flags:
    days = np.arange(panel.closed.shape[1])
    starts = panel.starts[:, None]
    lead: Flags = (days < starts) & (days >= starts - _WEEK) & (starts < panel.closed.shape[1])
    return lead


def rising_before(panel: Panel) -> float | None:
    """Probability that places rising so much above those still open on the same day were closed by chance.

    For each first closure: the place's rank, by mean log R of the week before, among all places open until then.
    """
    scores = []
    for place, start in enumerate(panel.starts.tolist()):
        if start >= panel.closed.shape[1] or start < _NEEDED_OPEN:
            continue
        score = _rank(panel, place, start)
        if score is not None:
            scores.append(score)
    if len(scores) < LEAST_PLACES:
        return None
    total = float(np.sum([value for value, _ in scores]))
    spread = float(np.sqrt(np.sum([variance for _, variance in scores])))
    return float(2 * norm.sf(abs(total) / spread)) if spread > 0 else None


def _rank(panel: Panel, place: int, start: int) -> tuple[float, float] | None:
    """Where a place stood among those open before ``start``: −½ lowest … ½ highest, and the variance by chance."""
    before = panel.log_r[:, max(0, start - _WEEK) : start]
    enough = (~np.isnan(before)).sum(axis=1) >= _NEEDED_OPEN
    risk = enough & (panel.starts >= start)
    if not risk[place] or risk.sum() < LEAST_PLACES:
        return None
    rates = np.nanmean(before[risk], axis=1)
    own = float(np.nanmean(before[place]))
    count = len(rates)
    rank = (rates < own).sum() + ((rates == own).sum() - 1) / 2
    return float(rank / (count - 1) - 0.5), (count + 1) / (12 * (count - 1))


_NOTHING = Bilingual("没有可以比较的封闭日：效果无法识别", "no closed day can be compared: effect not identified")
_FEW_CLOSED = Bilingual("只有 {n} 个封闭地点（至少 {least} 个）", "only {n} closed places ({least} are needed)")
_FEW_OPEN = Bilingual(
    "只有 {n} 个可比地点保持开放（至少 {least} 个）", "only {n} comparable places stayed open ({least} needed)"
)
_UNUSABLE = Bilingual(
    "只有 {share} 的封闭日有可比的开放地点", "only {share} of closed days have anything open to compare with"
)
_PRE_TREND = Bilingual("封闭之前走势已不同（p={p}）", "closed places ran differently before (p={p})")
_RISING = Bilingual(
    "被封闭的正是此前上升（或下降）的地点（p={p}）",
    "places were closed because of how they had been rising or falling (p={p})",
)
_NO_BEFORE = Bilingual("封闭之前的数据不足，无法检验走势", "too little before the closures to test the trend")
_SIZE = Bilingual(
    "{places} 个封闭地点、{days} 个地点日，与 {others} 个开放地点相比",
    "{places} closed places over {days} place-days, compared with {others} open ones",
)
