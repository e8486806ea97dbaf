"""A finding of the legality reading: one question, its answer, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clearway.core.rules import Force
from clearway.core.words import Bilingual


class Verdict(StrEnum):
    """What a finding comes to; what is not known is never taken for a pass."""

    PASS = "pass"  # noqa: S105 (a verdict, not a secret)
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One question and its answer. ``article`` is where ``rule`` is written; ``force``: law or policy."""

    check: str
    verdict: Verdict
    text: Bilingual
    rule: str
    force: Force
    article: Bilingual
