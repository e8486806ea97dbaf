"""Norms by which what nobody counted is reckoned, from the rulebook (``duty.closure_norms``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clearway.core.rules import Rulebook

RULE = "duty.closure_norms"
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """``trips`` one way a person a day by kind of facility; ``guards`` on duty at a gate; ``closed`` the share of
    schools and businesses shut, by state (``home``, ``compound``); hours local; ``ladder`` from heavier to lighter."""

    trips: Mapping[str, Triple]
    guards: Triple
    closed: Mapping[str, Mapping[str, Triple]]
    lesson_hours: tuple[int, int]
    night: tuple[int, int]
    ladder: tuple[str, ...]

    @property
    def night_share(self) -> float:
        """The share of a day that the night hours are."""
        begins, ends = self.night
        return ((ends - begins) % 24) / 24.0


def norms_on(rulebook: Rulebook, day: date) -> Norms:
    """The norms in force on a day."""
    raw = rulebook.value(RULE, day)
    return Norms(
        trips={kind: _triple(span) for kind, span in raw["trips"].items()},
        guards=_triple(raw["guards"]),
        closed={
            state: {what: _triple(span) for what, span in shares.items()} for state, shares in raw["closed"].items()
        },
        lesson_hours=(int(raw["lesson_hours"][0]), int(raw["lesson_hours"][1])),
        night=(int(raw["night"][0]), int(raw["night"][1])),
        ladder=tuple(raw["ladder"]),
    )


def _triple(span: list[float]) -> Triple:
    low, middle, high = (float(one) for one in span)
    return low, middle, high
