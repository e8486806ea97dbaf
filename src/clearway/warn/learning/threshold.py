"""From which probability on warnings are right as often as somebody asks: a threshold that labels must earn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.warn.learning.intervals import Share, lower_bound, share_of
from clearway.warn.learning.labels import Label, modelled

#: Candidates, surest first; and how many labels a candidate must stand on.
GRID = tuple(step / 100 for step in range(99, 9, -1))
LEAST_LABELS = 20
ERROR = 0.05


class TooFewLabels(Refusal):
    """Not enough checks to promise that precision."""

    code = "too_few_labels"
    template = Bilingual(
        "已核查的预警只有 {labels} 条，至少需要 {least} 条，才能给出准确率不低于 {asked} 的界限",
        "only {labels} warnings were checked; a threshold for a precision of {asked} needs at least {least}",
    )


class NotReached(Refusal):
    """Enough checks, but the precision asked for is not shown at any threshold."""

    code = "precision_not_reached"
    template = Bilingual(
        "{labels} 条已核查预警还不能证明任何界限上的准确率不低于 {asked}",
        "{labels} checked warnings do not yet show a precision of {asked} at any threshold",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Warnings from ``probability`` on: ``right`` of them were confirmed, at least ``asked`` with 95% confidence."""

    probability: float
    asked: float
    right: Share


def choose(labels: Iterable[Label], asked: float) -> Threshold:
    """The lowest probability from which on the precision is shown to be at least ``asked``.

    Candidates are tried from the surest down, and the first that fails ends the search: such a fixed order needs no
    correction for having looked often (Angelopoulos et al. 2021, "Learn then test").

    Raises:
        TooFewLabels, NotReached: it cannot be promised.
        ValueError: ``asked`` is no share.
    """
    if not 0 < asked < 1:
        raise ValueError(f"precision must lie between 0 and 1, got {asked}")
    known = modelled(labels)
    if len(known) < LEAST_LABELS:
        raise TooFewLabels(labels=len(known), least=LEAST_LABELS, asked=f"{asked:.0%}")
    best: Threshold | None = None
    for candidate in GRID:
        right = share_of(one.confirmed for one in known if one.probability >= candidate)
        if right.whole < LEAST_LABELS:
            continue
        if lower_bound(right.part, right.whole, ERROR) < asked:
            break
        best = Threshold(probability=candidate, asked=asked, right=right)
    if best is None:
        raise NotReached(labels=len(known), asked=f"{asked:.0%}")
    return best
