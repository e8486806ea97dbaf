"""Warnings as a list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clearway.core.warnings import WarningFacts
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningCard:
    """One warning; ``dismissed`` while a person's override holds."""

    facts: WarningFacts
    place: Bilingual
    sentence: Bilingual
    dismissed: bool

    @property
    def address(self) -> str:
        """Its page."""
        return f"/warnings/{self.facts.number}"

    @property
    def cut_off(self) -> float:
        """The most people any one kind of facility loses."""
        return max((loss.people_cut_off for loss in self.facts.raised.access), default=0.0)


def warning_card(facts: WarningFacts, at: datetime) -> WarningCard:
    """One warning as it stands at ``at``."""
    sentences = facts.raised.sentences
    return WarningCard(
        facts=facts,
        place=facts.raised.place_name,
        sentence=sentences[0] if sentences else Bilingual("（无说明）", "(no explanation)"),
        dismissed=facts.dismissed(at),
    )


def waiting(facts: Iterable[WarningFacts], at: datetime) -> list[WarningCard]:
    """Open warnings no case was opened for and nobody set aside, the most pressing first."""
    return [warning_card(one, at) for one in facts if one.case is None and not one.dismissed(at)]
