"""Words and small formats the review, the goals and the claims share."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import Rate
from clearway.evaluate.verdict import Verdict
from clearway.warn.learning.intervals import Share

NONE = Bilingual("没有。", "None.")
UNKNOWN = Bilingual("未知", "unknown")
VERDICTS = {
    Verdict.KEEP: Bilingual("维持", "keep"),
    Verdict.ADJUST: Bilingual("调整", "adjust"),
    Verdict.EXIT: Bilingual("退出", "exit"),
}


def as_rate(share: Share) -> Rate:
    """A share of the warning engine with its own interval (Jeffreys), as the other figures are kept."""
    if share.whole == 0:
        return Rate(value=None, low=0.0, high=1.0, n=0)
    return Rate(value=share.part / share.whole, low=share.low, high=share.high, n=share.whole)


def told(found: Rate | None) -> Bilingual:
    """A share with its interval and n; unknown stays unknown and is never nought."""
    if found is None or found.value is None:
        return UNKNOWN
    words = f"{found.value:.0%} [{_percent(found.low)}, {_percent(found.high)}] n={found.n:,}"
    return Bilingual(words, words)


def _percent(share: float) -> str:
    return "−∞" if share == float("-inf") else f"{share:.0%}"
