"""Checks a rulebook: the strict loader, then every example beside the rules, each a sentence that must hold.

An example asks one of four things: the value of a ``rule`` on a ``day``; what comes of a ``listing``; what the
legality reading finds of a ``measure``; what comes of a ``vote``. Its ``expect`` names only what the sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clearway.core.barriers import ImposedBy
from clearway.core.epidemic import DiseaseClass
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.refusals import NotFound, Refusal
from clearway.core.rules import BadRule, Rulebook
from clearway.core.words import Bilingual
from clearway.law.load import EXAMPLES, HERE, overlay_of, parse, read_rulebook, read_rules
from clearway.loop.check_votes import what_comes_of
from clearway.respond.legality import findings
from clearway.warn.listings import Listing, ceiling_of, judge, packs_of

_ZONE = ZoneInfo("Asia/Shanghai")


class ExampleFails(Refusal):
    """A sentence beside the rules does not hold."""

    code = "example_fails"
    template = Bilingual(
        "规则示例 {file} 第 {number} 条（{key}）不成立：“{zh}”应为 {expected}，实为 {found}",
        "example {number} of {file} ({key}) does not hold: {en!r} expects {expected}, found {found}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChecked:
    """What a check found: rules and examples read, and every problem."""

    folder: Path
    rules: int
    examples: int
    problems: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence: ``asks`` is what it asks (see the module), ``expect`` what must come out."""

    file: Path
    number: int
    sentence: Bilingual
    asks: Mapping[str, Any]
    expect: Any


def check_law(folder: Path | None = None) -> LawChecked:
    """Check a rulebook folder (default: the one shipped), a folder of several, or a local overlay.

    Raises:
        NotFound: no such folder, or no rule files in it.
    """
    folder = folder or HERE / "cn"
    if not folder.is_dir():
        raise NotFound(what="rulebook", number=str(folder))
    several = [below for below in sorted(folder.iterdir()) if (below / "documents.yaml").is_file()]
    if several:
        parts = [check_law(below) for below in several]
        problems = tuple(problem for part in parts for problem in part.problems)
        rules, examples = sum(part.rules for part in parts), sum(part.examples for part in parts)
        return LawChecked(folder=folder, rules=rules, examples=examples, problems=problems)
    return _check_one(folder)


def _check_one(folder: Path) -> LawChecked:
    rules, problems = read_rules(folder)
    examples: list[Example] = []
    if not problems:
        try:
            base = overlay_of(folder)
            rulebook = read_rulebook(HERE / base, [folder]) if base else Rulebook(rules)
            examples = list(read_examples(folder / EXAMPLES))
            problems = [problem for example in examples for problem in failures(example, rulebook)]
        except Refusal as problem:
            problems = [problem]
    return LawChecked(folder=folder, rules=len(rules), examples=len(examples), problems=tuple(problems))


def read_examples(folder: Path) -> Iterator[Example]:
    """Every example under ``folder``, in order.

    Raises:
        BadRule: one without its sentence in both languages, its question or what it expects.
    """
    for file in sorted(folder.glob("*.yaml")):
        for number, raw in enumerate(parse(file) or [], start=1):
            if not isinstance(raw, dict) or not {"zh", "en", "expect"} <= set(raw) or not _ASKS & set(raw):
                raise BadRule(
                    file=str(file), key=f"[{number}]", found=str(raw)[:60],
                    expected="zh, en, expect, and rule, listing, measure or vote",
                    expected_zh="zh、en、expect，以及 rule、listing、measure 或 vote",
                )  # fmt: skip
            sentence = Bilingual(raw["zh"], raw["en"])
            yield Example(file=file, number=number, sentence=sentence, asks=raw, expect=raw["expect"])


_ASKS = frozenset({"rule", "listing", "measure", "vote"})


def failures(example: Example, rulebook: Rulebook) -> Iterator[Refusal]:
    """One refusal for every expectation of ``example`` that does not hold."""
    try:
        found = _answer(example.asks, rulebook)
    except Refusal as refusal:
        yield refusal
        return
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        yield _fails(example, "(question)", "an answer", f"{type(fault).__name__}: {fault}")
        return
    for key, expected in example.expect.items() if isinstance(example.expect, dict) else [("value", example.expect)]:
        value = found.get(key) if isinstance(example.expect, dict) and isinstance(found, Mapping) else found
        if key == "includes":
            value = found
        if not (_includes(found, expected) if key == "includes" else value == expected):
            yield _fails(example, key, expected, value)


_NAMES = ("way", "step", "id")


def _includes(found: Any, expected: list[Any]) -> bool:
    """Whether every item is in the list found: as itself, or as the ``way``, ``step`` or ``id`` of an entry."""
    names = {
        str(next((entry[name] for name in _NAMES if name in entry), None)) if isinstance(entry, dict) else str(entry)
        for entry in found or ()
    }
    return {str(item) for item in expected} <= names


def _fails(example: Example, key: str, expected: Any, found: Any) -> ExampleFails:
    return ExampleFails(
        file=str(example.file), number=example.number, key=key, zh=example.sentence.zh, en=example.sentence.en,
        expected=expected, found=found,
    )  # fmt: skip


def _answer(asks: Mapping[str, Any], rulebook: Rulebook) -> Any:
    if "rule" in asks:
        rule = rulebook.rule(asks["rule"])
        value = rule.on(asks["day"])
        return {**value, "force": rule.force.value} if isinstance(value, dict) else value
    if "vote" in asks:
        return what_comes_of(asks["vote"], rulebook)
    return _listing(asks["listing"], rulebook) if "listing" in asks else _measure(asks["measure"], rulebook)


def _listing(asked: Mapping[str, Any], rulebook: Rulebook) -> dict[str, Any]:
    listing = Listing(
        id="example", level=RiskLevel(asked["level"]), first=asked["from"], last=asked["to"],
        high_days=asked.get("high_days", 0),
    )  # fmt: skip
    judged = judge(listing, packs_of(rulebook), ceiling_of(rulebook, listing.last))
    names = ("pack", "release_due", "days", "past_release", "past_ceiling")
    return {name: getattr(judged, name) for name in names}


def _measure(asked: Mapping[str, Any], rulebook: Rulebook) -> dict[str, str]:
    """Verdicts by check. ``from`` is the day it starts (08:00), ``days`` its term, ``notice_hours`` how long ahead."""
    starts_at = _morning(asked["from"])
    disease, hours = asked.get("disease"), asked.get("notice_hours")
    measure = Measure(
        number="example",
        kind=MeasureKind(asked["kind"]),
        place_code=asked.get("place_code", "410102001001-A3"),
        place_text="",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=asked["days"]) if "days" in asked else None,
        registered=asked.get("registered", True),
        imposed_by=ImposedBy(asked.get("imposed_by", "government")),
        **{name: asked.get(name, "") for name in _WORDS},
    )
    found = findings(
        measure, rulebook, starts_at, asked.get("protected"), disease=DiseaseClass(disease) if disease else None,
        notice_at=None if hours is None else starts_at - timedelta(hours=hours), alternative=asked.get("alternative"),
    )  # fmt: skip
    return {finding.check: finding.verdict.value for finding in found}


_WORDS = ("deciding_organ", "legal_basis", "scope", "reason", "public_notice_id", "filed_with")


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), _ZONE)
