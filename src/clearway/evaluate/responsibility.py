"""Who answers for a measure, and safe harbour (容错纠错), from the ledger alone (work plan 4.2, 5.1).

Pure over ledger lines. One test for too much control and for too little: it asks whether due procedure and diligence
were kept by what was known then, never whether the outcome pleased anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.evaluate.conduct import Condition, Line, Test, diligence, procedure, unregistered, untold

__all__ = ["Condition", "Exempt", "Line", "Part", "Responsibility", "Test", "responsibility"]

HARBOUR, LIABILITY = "duty.safe_harbour", "duty.liability"


class Exempt(StrEnum):
    """What the finding comes to: a disciplinary body decides, this is its reasoned basis."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who did what, when, on what basis (rules signed for), how long after the act before."""

    at: datetime
    by_name: str
    by_role: str
    act: str
    outcome: str
    basis: tuple[str, ...]
    waited: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """The parts people played, the tests, the finding in words, and who answers by kind of actor."""

    parts: tuple[Part, ...]
    tests: tuple[Test, ...]
    exempt: Exempt
    text: Bilingual
    liability: tuple[Bilingual, ...]


def responsibility(lines: Iterable[Line], rulebook: Rulebook, at: datetime) -> Responsibility:
    """The finding on one measure (or closure nobody registered) from its lines up to ``at``, in their order."""
    told = sorted((line for line in lines if line.at <= at), key=lambda line: line.at)
    tests = unregistered(told) or untold(told) or (*procedure(told), *diligence(told, rulebook, at))
    exempt = _exempt(tests)
    return Responsibility(
        parts=_parts(told),
        tests=tests,
        exempt=exempt,
        text=_in_words(exempt, tests),
        liability=_liability(told, rulebook, at),
    )


def _parts(told: Sequence[Line]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for line in told:
        if line.kind not in _ACTS:
            continue
        waited = line.at - parts[-1].at if parts else None
        act = str(line.facts.get("step") or line.kind)
        outcome = str(line.facts.get("outcome") or line.facts.get("advice") or "")
        basis = tuple(dict.fromkeys(str(one["rule"]) for one in line.facts.get("findings") or ()))
        parts.append(
            Part(
                at=line.at, by_name=line.by_name, by_role=line.by_role, act=act, outcome=outcome, basis=basis,
                waited=waited,
            )
        )  # fmt: skip
    return tuple(parts)


_ACTS = frozenset(
    {
        "measure_proposed", "proposal_revised", "step_taken", "measure_reviewed", "measure_adjusted",
        "extension_decided", "extension_filed", "appeal_decided", "measure_lifted", "closure_found",
    }
)  # fmt: skip


def _exempt(tests: Sequence[Test]) -> Exempt:
    if any(test.kept is False for test in tests):
        return Exempt.NO
    return Exempt.NOT_YET if any(test.kept is None for test in tests) else Exempt.YES


def _in_words(exempt: Exempt, tests: Sequence[Test]) -> Bilingual:
    missed = [test for test in tests if test.kept is False]
    if exempt is Exempt.NO:
        zh, en = "；".join(test.text.zh for test in missed), "; ".join(test.text.en for test in missed)
        return Bilingual(
            f"不符合容错条件：{zh}。管控过度与管控不足用同一标准；是否追责由有权机关决定。",
            f"The safe harbour is not met: {en}. The same test serves for too much control and for too little; whether "
            "anybody is disciplined is for the body that has the power.",
        )
    if exempt is Exempt.NOT_YET:
        open_ones = [test for test in tests if test.kept is None]
        zh, en = "；".join(test.text.zh for test in open_ones), "; ".join(test.text.en for test in open_ones)
        return Bilingual(f"尚不能认定：{zh}。", f"It cannot be told yet: {en}.")
    return Bilingual(
        "程序齐备、尽到职责，符合容错条件（方案政策，非法律）；结果如何不影响这一认定。",
        "Due procedure and diligence were kept: the safe harbour is met (policy, not law), whatever came of it.",
    )


def _liability(told: Sequence[Line], rulebook: Rulebook, at: datetime) -> tuple[Bilingual, ...]:
    """The standing list for who put it up; a registered measure is its government's."""
    listed: Mapping[str, Any] = rulebook.value(LIABILITY, at.date()) or {}
    found = next((line for line in told if line.kind == "closure_found"), None)
    who = str(found.facts["imposed_by"]) if found else "government"
    return tuple(Bilingual(row["zh"], row["en"]) for row in listed.get(who, ()))
