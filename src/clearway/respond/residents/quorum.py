"""Who must take part and who must agree, by the law of the day: one table from body to conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from clearway.core.refusals import NotFound
from clearway.core.residents import Body
from clearway.core.rules import Rulebook

OWNERS, VILLAGE, RESIDENTS = "residents.owners_vote", "residents.village_meeting", "residents.residents_meeting"
TWO_THIRDS, TIME_SLOTS, EFFECT = "residents.owners_two_thirds", "residents.time_slots", "residents.vote_effect"
RULE_OF = {
    Body.OWNERS: OWNERS,
    Body.VILLAGERS: VILLAGE,
    Body.VILLAGE_HOUSEHOLDS: VILLAGE,
    Body.VILLAGE_REPRESENTATIVES: VILLAGE,
    Body.RESIDENTS: RESIDENTS,
    Body.RESIDENT_HOUSEHOLDS: RESIDENTS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A share to be reached (三分之二以上: the line itself is enough) or passed (过半: it is not)."""

    share: Fraction
    passed: bool

    def met(self, low: Fraction, high: Fraction) -> bool | None:
        """Whether a share known to lie from ``low`` to ``high`` meets it; None: it may or may not."""
        if low > self.share or (low == self.share and not self.passed):
            return True
        if high < self.share or (high == self.share and self.passed):
            return False
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The conditions of one body; areas None where it has none."""

    rule: str
    part_heads: Line
    agree_heads: Line
    part_area: Line | None = None
    agree_area: Line | None = None


def lines_of(body: Body, special: bool, rulebook: Rulebook, day: date) -> Lines:
    """The conditions on ``day``; ``special``: owners' items 6 to 8 of Civil Code art. 278.

    Raises:
        NotFound: no rule is in force on that day.
    """
    rule = RULE_OF[body]
    value: Mapping[str, Any] | None = rulebook.value(rule, day)
    if value is None:
        raise NotFound(what="rule", number=f"{rule} {day.isoformat()}")
    if body is Body.OWNERS:
        return _owners(value, special)
    part, agree = _HEADS[body]
    return Lines(rule=rule, part_heads=_line(value, part), agree_heads=_line(value, agree))


_HEADS = {
    Body.VILLAGERS: ("adults_present_more_than", "agree_more_than"),
    Body.VILLAGE_HOUSEHOLDS: ("households_present", "agree_more_than"),
    Body.VILLAGE_REPRESENTATIVES: ("assembly_present", "assembly_agree_more_than"),
    Body.RESIDENTS: ("present_more_than", "agree_more_than"),
    Body.RESIDENT_HOUSEHOLDS: ("present_more_than", "agree_more_than"),
}


def _owners(value: Mapping[str, Any], special: bool) -> Lines:
    heads, area = (
        ("special_agree_heads", "special_agree_area") if special else ("agree_heads_more_than", "agree_area_more_than")
    )
    return Lines(
        rule=OWNERS,
        part_heads=_line(value, "part_heads"),
        part_area=_line(value, "part_area"),
        agree_heads=_line(value, heads),
        agree_area=_line(value, area),
    )


def _line(value: Mapping[str, Any], key: str) -> Line:
    return Line(exact(value[key]), key.endswith("more_than"))


def exact(share: float) -> Fraction:
    """A share as the fraction it stands for: 0.6666666666666666 is two thirds."""
    return Fraction(share).limit_denominator(1000)
