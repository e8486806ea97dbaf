"""Keep, adjust or exit: what follows from a closure's record, with its reasons.

The burden of proof lies with the closure: an effect nobody can identify is no ground to keep it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from clearway.core.words import Bilingual
from clearway.evaluate.costs import Interval
from clearway.evaluate.renewal.paired import Averted

EXIT_BELOW, KEEP_FROM = 0.3, 0.8
#: A lighter measure is taken where it keeps so much of the benefit at so little of the cost.
KEPT_BENEFIT, COST_SHARE = 0.8, 0.5


class Verdict(StrEnum):
    """What is to become of a closure."""

    KEEP = "keep"
    ADJUST = "adjust"
    EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a verdict rests on. ``violations``: hard breaches of the rules. ``release_met``: the legal clock has run.

    ``net``: probability that the benefit exceeds the cost (None: cannot be told). ``lighter``: shares of benefit and
    cost that the next lighter measure keeps (None: not known).
    """

    violations: Sequence[Bilingual] = ()
    release_met: bool = False
    identified: bool = False
    net: float | None = None
    lighter: tuple[float, float] | None = None


def judge(record: Record) -> tuple[Verdict, tuple[Bilingual, ...]]:
    """The verdict and why."""
    if record.violations:
        return Verdict.EXIT, tuple(record.violations)
    if record.release_met:
        return Verdict.EXIT, (_RELEASE,)
    if record.net is not None and record.identified and record.net < EXIT_BELOW:
        return Verdict.EXIT, (_NOT_WORTH.fill(p=f"{record.net:.2f}"), *_as_good(record))
    if not record.identified:
        return Verdict.ADJUST, (_NOT_IDENTIFIED,)
    if told := _as_good(record):
        return Verdict.ADJUST, told
    if record.net is None:
        return Verdict.ADJUST, (_UNCOUNTED,)
    if record.net >= KEEP_FROM:
        return Verdict.KEEP, (_WORTH.fill(p=f"{record.net:.2f}"),)
    return Verdict.ADJUST, (_UNSURE.fill(p=f"{record.net:.2f}"),)


def _as_good(record: Record) -> tuple[Bilingual, ...]:
    """What is said of a lighter measure that keeps so much of the benefit at so little of the cost."""
    if record.lighter is None or record.lighter[0] < KEPT_BENEFIT or record.lighter[1] > COST_SHARE:
        return ()
    kept, cost = record.lighter
    return (_LIGHTER.fill(kept=f"{kept:.0%}", cost=f"{cost:.0%}"),)


def net_benefit(gain: Averted, costs: Interval, prices: Mapping[str, Interval], *, seed: int) -> float | None:
    """Probability that the infections averted are worth more than the closure cost; None without a price."""
    price = prices.get("infection")
    if price is None:
        return None
    rng = np.random.default_rng(seed)
    worth = gain.draws * _drawn(price, rng, len(gain.draws))
    return float((worth > _drawn(costs, rng, len(gain.draws))).mean())


def _drawn(interval: Interval, rng: np.random.Generator, count: int) -> np.typing.NDArray[np.float64]:
    """Draws of a figure: triangular between its ends, as often below as its middle says."""
    if interval.low >= interval.high:
        return np.full(count, interval.value)
    return rng.triangular(interval.low, min(max(interval.value, interval.low), interval.high), interval.high, count)


_RELEASE = Bilingual("已到解除时限：应解除", "the release clock has run: to be lifted")
_NOT_WORTH = Bilingual("收益大于成本的概率只有 {p}", "the benefit exceeds the cost with probability {p} only")
_NOT_IDENTIFIED = Bilingual(
    "效果无法识别，举证责任在封闭一方：改为更轻的措施",
    "effect not identified; the burden of proof lies with the closure: go over to the lighter measure",
)
_LIGHTER = Bilingual(
    "更轻的措施保留 {kept} 的收益，只需 {cost} 的成本",
    "the lighter measure keeps {kept} of the benefit at {cost} of the cost",
)
_UNCOUNTED = Bilingual(
    "成本未计，不能证明值得：改为更轻的措施", "its cost was not counted, so nothing shows it is worth it: go lighter"
)
_WORTH = Bilingual("收益大于成本的概率为 {p}", "the benefit exceeds the cost with probability {p}")
_UNSURE = Bilingual(
    "收益大于成本的概率为 {p}，不足以维持",
    "the benefit exceeds the cost with probability {p}: not enough to keep it as it is",
)
