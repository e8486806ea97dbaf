"""The course of an item of public opinion, as everybody may read it: offices, never accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.words import Bilingual
from clearway.record.models import LedgerLine
from clearway.record.reading.work import line_of

_KINDS = ("opinion_rose", "opinion_passed_on", "opinion_answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionStep:
    """One line of its course: ``office`` who answers from then on, ``text`` an answer as it stood then."""

    kind: str
    at: datetime
    role: str
    office: str
    text: Bilingual | None


def opinion_course(number: str) -> tuple[OpinionStep, ...]:
    """Everything that happened to the item, oldest first."""
    lines = (line_of(row) for row in LedgerLine.objects.filter(subject=number, kind__in=_KINDS).order_by("seq"))
    return tuple(
        OpinionStep(
            kind=line.kind,
            at=line.at,
            role=line.by_role,
            office=str(line.facts.get("owner", "")),
            text=_text(line.facts.get("text")),
        )
        for line in lines
    )


def _text(said: object) -> Bilingual | None:
    return Bilingual(str(said["zh"]), str(said["en"])) if isinstance(said, dict) else None
