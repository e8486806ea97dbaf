"""One document as content: what it says, in one language, before any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.words import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the head: what and how it reads."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One finding: the question, its answer, why, and where that is written (law or policy, always said)."""

    check: str
    verdict: str
    why: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table with its title; ``widths``: of its columns, in parts; ``note`` stands below it, or alone.

    ``picture``: a chart of the same figures (SVG) above it; ``links``: on pages, where each row leads ("" nowhere).
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    note: str = ""
    picture: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document. ``link`` is the public page its QR code leads to; ``signed`` who signs, in office and by name."""

    kind: str
    title: str
    number: str
    organ: str
    fields: tuple[Field, ...]
    paragraphs: tuple[str, ...]
    rows: tuple[Row, ...]
    signed: str
    on: str
    link: str
    language: Language
    sections: tuple[Section, ...] = ()

    @property
    def says(self) -> dict[str, str]:
        """The fixed words of the template in the document's language."""
        own = {"scan": _SCAN[self.kind]} if self.kind in _SCAN else {}
        return {name: words.say(self.language) for name, words in (_WORDS | own).items()}


_WORDS = {
    "number": Bilingual("编号", "Number"),
    "findings": Bilingual("逐条结论", "Findings"),
    "check": Bilingual("审查事项", "Question"),
    "verdict": Bilingual("结论", "Answer"),
    "why": Bilingual("理由", "Why"),
    "basis": Bilingual("依据", "Basis"),
    "scan": Bilingual("扫码查看公示、申诉渠道和最近的开放出入口", "Scan: public page, appeal, nearest open gate"),
    "force": Bilingual(
        "注：凡标“方案政策”的，出自工作方案，不是法律要求。",
        "Note: what is marked as policy comes from the work plan and is no requirement of law.",
    ),
}


_SCAN = {"review": Bilingual("扫码查看网页版，数字随账本更新", "Scan: the page, kept up with the ledger")}


def local(moment: datetime, language: Language) -> str:
    """A moment (already in the county's zone) as documents write it."""
    if language == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M}"
    return f"{moment:%Y-%m-%d %H:%M}"
