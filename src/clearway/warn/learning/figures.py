"""The live figures of the warning engine: how often it is right, how early, how late. Counted, never asserted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from clearway.warn.learning.intervals import Median, Share, median_of, share_of
from clearway.warn.learning.labels import Label

#: A check asked for within this time of the closure's begin is an early intervention.
EARLY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """``accuracy``: warnings confirmed on the spot among those checked; ``early``: closures confirmed whose check was
    asked for within ``EARLY`` of their begin; ``delay_hours``: from begin to warning, of confirmed ones."""

    accuracy: Share
    early: Share
    delay_hours: Median


def figures(labels: Iterable[Label]) -> Figures:
    """The figures of some labels; silent sensors claim no closure and are left out."""
    claims = [one for one in labels if one.claims]
    confirmed = [one for one in claims if one.confirmed]
    return Figures(
        accuracy=share_of(one.confirmed for one in claims),
        early=share_of(one.until_check <= EARLY for one in confirmed),
        delay_hours=median_of(one.delay / timedelta(hours=1) for one in confirmed),
    )


def by_trigger(labels: Sequence[Label]) -> Mapping[str, Figures]:
    """Figures by what set the warning off; a warning with two triggers counts under both."""
    return _by(labels, lambda one: one.triggers)


def by_county(labels: Sequence[Label]) -> Mapping[str, Figures]:
    """Figures by county code."""
    return _by(labels, lambda one: (one.county,))


def _by(labels: Sequence[Label], keys_of: Callable[[Label], tuple[str, ...]]) -> Mapping[str, Figures]:
    keys = sorted({key for one in labels for key in keys_of(one)})
    return {key: figures(one for one in labels if key in keys_of(one)) for key in keys}
