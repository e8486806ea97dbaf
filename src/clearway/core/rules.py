"""The rulebook as words: rules with values by date, cited. Files are read by ``clearway.law.load`` only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from clearway.core.refusals import NotFound, Refusal
from clearway.core.words import Bilingual


class Force(StrEnum):
    """Whether a rule is law, or the work plan's policy (never to be printed as required by law)."""

    LAW = "law"
    POLICY = "policy"


class Verified(StrEnum):
    """Against what a citation was last read. Only ``gazette`` is the text as promulgated."""

    GAZETTE = "gazette"
    SECONDARY = "secondary"
    PLAN = "plan"
    UNVERIFIED = "unverified"


class Tighten(StrEnum):
    """How a local overlay may differ from a rule: lower or higher numbers, a longer list, or not at all."""

    LOWER = "lower"
    HIGHER = "higher"
    ADD = "add"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a rule is written: document, article, link, and the day somebody last checked it.

    ``verified`` says against what it was checked; ``note`` what the reader must know about that. A page that
    prints a citation prints both.
    """

    document: Bilingual
    article: str
    link: str
    checked: date
    verified: Verified = Verified.UNVERIFIED
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value from a day on; ``value`` None means repealed from that day."""

    since: date
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``id`` is its path in the rulebook, as ``closing.notice_hours``; ``unit`` e.g. hours, days.

    ``tighten`` says in which direction a local overlay may move its numbers (see ``clearway.core.overlays``).
    """

    id: str
    title: Bilingual
    force: Force
    unit: str
    citations: tuple[Citation, ...]
    values: tuple[DatedValue, ...]
    explanation: Bilingual | None = None
    tighten: Tighten = Tighten.NONE

    def on(self, day: date) -> Any:
        """The value in force on ``day``; None before the first date and after repeal."""
        current = None
        for dated in self.values:
            if dated.since <= day:
                current = dated.value
        return current

    def cited(self) -> Bilingual:
        """Where the rule is written, in one line: documents and articles (``-``: no article is known)."""
        known = [(c.document, "" if c.article == "-" else f" {c.article}") for c in self.citations]
        return Bilingual(
            "；".join(document.zh + article for document, article in known),
            "; ".join(document.en + article for document, article in known),
        )


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


class BadRule(Refusal):
    """A file of the rulebook lacks something, or holds something it should not."""

    code = "bad_rule"
    template = Bilingual(
        "规则文件 {file}，键“{key}”：现为 {found}，应为{expected_zh}",
        "rule file {file}, key {key!r}: found {found}, expected {expected}",
    )


class LoosensRule(Refusal):
    """A local overlay would loosen a limit on authority: overlays may only tighten."""

    code = "loosens_rule"
    template = Bilingual(
        "规则文件 {file} 从 {since} 起放宽了 {rule_id}（{key}：原为 {base}，改为 {found}）；"
        "地方规则只能收紧（{direction}）",
        "rule file {file} loosens {rule_id} from {since} ({key}: {base} becomes {found}); "
        "a local overlay may only tighten ({direction})",
    )
