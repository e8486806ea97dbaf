"""What the legality reading is asked, and how a finding is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from clearway.core.epidemic import DiseaseClass
from clearway.core.findings import Finding, Verdict
from clearway.core.measures import Measure
from clearway.core.rules import Force, Rulebook
from clearway.core.words import Bilingual

__all__ = ["Asked", "Finding", "Verdict", "answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The measure, what else was said of it, and the rules of the day."""

    measure: Measure
    rulebook: Rulebook
    at: datetime
    day: date
    protected_hit: Sequence[str] | None
    disease: DiseaseClass | None
    notice_at: datetime | None
    alternative: str | None

    def value(self, rule: str) -> Any:
        """The value of a rule on the day asked about."""
        return self.rulebook.value(rule, self.day)


def answer(
    asked: Asked, check: str, verdict: Verdict, text: Bilingual, rule: str,
    article: Bilingual | None = None, force: Force | None = None,
) -> Finding:  # fmt: skip
    """A finding; article and force are the rule's own unless a part of it says otherwise."""
    known = asked.rulebook.rule(rule)
    return Finding(
        check=check,
        verdict=verdict,
        text=text,
        rule=rule,
        force=force or known.force,
        article=article or known.cited(),
    )
