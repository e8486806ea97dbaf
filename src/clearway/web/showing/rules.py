"""Rules as pages show them: value on a day, article, and whether it is law or the plan's policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from clearway.core.rules import Force, Rule, Rulebook
from clearway.core.words import Bilingual

_FORCE = {Force.LAW: Bilingual("法律规定", "law"), Force.POLICY: Bilingual("方案要求（非法律）", "policy, not law")}
_UNITS = {
    "hours": Bilingual("小时", "hours"),
    "days": Bilingual("天", "days"),
    "months": Bilingual("个月", "months"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """One rule on one day; ``value`` None where it is not a plain figure or not in force."""

    rule: Rule
    force: Bilingual
    value: Bilingual | None
    in_force: bool

    @property
    def is_law(self) -> bool:
        """Whether it is law (policy must never look like it)."""
        return self.rule.force is Force.LAW

    @property
    def address(self) -> str:
        """Its page."""
        return f"/law/{self.rule.id}"


def rules_shown(ids: Iterable[str], book: Rulebook, at: datetime) -> list[RuleShown]:
    """The rules with these ids, as they stand on the local day of ``at``; unknown ids are left out."""
    day = timezone.localtime(at).date()
    return [rule_shown(book.rules[rule_id], day) for rule_id in ids if rule_id in book.rules]


def rule_shown(rule: Rule, day: date) -> RuleShown:
    """One rule on a day."""
    value = rule.on(day)
    shown = plain_value(value, rule.unit)
    return RuleShown(rule=rule, force=_FORCE[rule.force], value=shown, in_force=value is not None)


def plain_value(value: Any, unit: str) -> Bilingual | None:
    """A figure or yes/no with its unit; None where the value is a table (its page shows it)."""
    if isinstance(value, bool):
        return Bilingual("是", "yes") if value else Bilingual("否", "no")
    if isinstance(value, int | float):
        figure = f"{value:g}"
        named = _UNITS.get(unit)
        return Bilingual(f"{figure} {named.zh}", f"{figure} {named.en}") if named else Bilingual(figure, figure)
    return None
