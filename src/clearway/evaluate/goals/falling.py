"""How far a count fell between two equal windows, with its interval; nothing where either window is not whole."""

from __future__ import annotations

from clearway.evaluate.audit.groups import Rate, rate


def fall(before: int, after: int) -> Rate:
    """1 − after/before of two Poisson counts over equal times, with the exact conditional interval of 95%.

    Given their sum, ``after`` is binomial; its Clopper–Pearson ends become those of the ratio (Przyborowski and
    Wilenski 1940). ``value`` None: nothing was counted before.
    """
    if before == 0:
        return Rate(value=None, low=0.0, high=1.0, n=0)
    share = rate(after, before + after)
    return Rate(value=1 - after / before, low=1 - _odds(share.high), high=1 - _odds(share.low), n=before + after)


def _odds(share: float) -> float:
    return float("inf") if share >= 1 else share / (1 - share)
