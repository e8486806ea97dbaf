"""How far a count fell between two windows, with its interval; nothing where nothing was counted before."""

from __future__ import annotations

from clearway.evaluate.audit.groups import Rate, rate


def fall(before: int, after: int, *, times: float = 1.0) -> Rate:
    """1 − rate after / rate before of two Poisson counts, with the exact conditional interval of 95%.

    ``times``: how many times as long as the second window the first was. Given their sum, ``after`` is binomial; its
    Clopper–Pearson ends become those of the ratio (Przyborowski and Wilenski 1940). ``value`` None: nothing was counted
    before.
    """
    if before == 0:
        return Rate(value=None, low=0.0, high=1.0, n=0)
    share = rate(after, before + after)
    return Rate(
        value=1 - times * after / before, low=1 - times * _odds(share.high), high=1 - times * _odds(share.low),
        n=before + after,
    )  # fmt: skip


def _odds(share: float) -> float:
    return float("inf") if share >= 1 else share / (1 - share)
