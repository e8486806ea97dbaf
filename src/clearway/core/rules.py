"""The rulebook as words: rules with values by date, cited. Files are read by ``clearway.law.load`` only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual


class Force(StrEnum):
    """Whether a rule is law, or the work plan's policy (never to be printed as required by law)."""

    LAW = "law"
    POLICY = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a rule is written: document, article, link, and the day somebody last checked it."""

    document: Bilingual
    article: str
    link: str
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value from a day on; ``value`` None means repealed from that day."""

    since: date
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``id`` is its path in the rulebook, as ``closing.notice_hours``; ``unit`` e.g. hours, days."""

    id: str
    title: Bilingual
    force: Force
    unit: str
    citations: tuple[Citation, ...]
    values: tuple[DatedValue, ...]
    explanation: Bilingual | None = None

    def on(self, day: date) -> Any:
        """The value in force on ``day``; None before the first date and after repeal."""
        current = None
        for dated in self.values:
            if dated.since <= day:
                current = dated.value
        return current


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a jurisdiction, overlays applied."""

    rules: Mapping[str, Rule]

    def rule(self, rule_id: str) -> Rule:
        """The rule with that id.

        Raises:
            NotFound: no such rule.
        """
        try:
            return self.rules[rule_id]
        except KeyError:
            raise NotFound(what="rule", number=rule_id) from None

    def value(self, rule_id: str, on: date) -> Any:
        """The value of a rule on a day (None: not in force)."""
        return self.rule(rule_id).on(on)
