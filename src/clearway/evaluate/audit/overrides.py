"""How people overrule the grades: up, down, by reason, and by how often they were right afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clearway.core.grade_events import OverrideReason
from clearway.core.grades import Grade
from clearway.evaluate.audit.groups import Rate, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """One override and what came of it: ``right`` None while nothing was found out."""

    month: str
    was: Grade
    to: Grade
    reason: OverrideReason
    right: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfOverrides:
    """A county's month: grades made, raises and lowerings, the share raised with its interval, whether that is an
    alarm, reasons by number, and of those found out the share that was right."""

    month: str
    county: str
    grades: int
    raised: int
    lowered: int
    raised_share: Rate
    alarm: bool
    reasons: tuple[tuple[OverrideReason, int], ...]
    right: Rate


def by_month(
    overrides: Sequence[Overruled], grades: Mapping[str, int], alarm_share: float, county: str = ""
) -> list[MonthOfOverrides]:
    """Every month of a county that has grades or overrides, oldest first; ``alarm_share`` by the rule in force."""
    months = sorted({*grades, *(one.month for one in overrides)})
    return [
        _month(month, [one for one in overrides if one.month == month], grades.get(month, 0), alarm_share, county)
        for month in months
    ]


def _month(
    month: str, overrides: Sequence[Overruled], grades: int, alarm_share: float, county: str
) -> MonthOfOverrides:
    made = max(grades, len(overrides))
    raised = sum(one.to.rank > one.was.rank for one in overrides)
    told = [one.right for one in overrides if one.right is not None]
    return MonthOfOverrides(
        month=month, county=county, grades=made, raised=raised, lowered=len(overrides) - raised,
        raised_share=rate(raised, made),
        alarm=made > 0 and raised / made > alarm_share,
        reasons=tuple(Counter(one.reason for one in overrides).most_common()), right=rate(sum(told), len(told)),
    )  # fmt: skip
