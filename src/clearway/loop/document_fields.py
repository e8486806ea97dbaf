"""The lines of a document: what a measure or draft states, and findings as rows, in the document's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from clearway.core.findings import Finding
from clearway.core.measures import Measure
from clearway.core.proposals import Draft
from clearway.core.rules import Force
from clearway.core.words import Bilingual, Language
from clearway.publish.documents.names import CHECKS, KINDS, VERDICTS
from clearway.publish.documents.paper import Field, Row, local


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How to make documents: the site's address (no final slash), the language, the county's zone."""

    site: str
    language: Language
    zone: tzinfo

    def say(self, words: Bilingual) -> str:
        """The words in the document's language."""
        return words.say(self.language)

    def when(self, moment: datetime) -> str:
        """The moment as documents write it."""
        return local(moment.astimezone(self.zone), self.language)


def measure_fields(measure: Measure, making: Making) -> tuple[Field, ...]:
    """What art. 67 asks a notice to state: content, scope, term, reasons; and who decided on what basis."""
    end = making.when(measure.ends_at) if measure.ends_at else "—"
    kind = making.say(KINDS.get(measure.kind.value, Bilingual(measure.kind.value, measure.kind.value)))
    fields = (
        (Bilingual("措施内容", "Content"), kind),
        (Bilingual("地点", "Place"), measure.place_text),
        (Bilingual("范围", "Scope"), measure.scope),
        (Bilingual("期限", "Term"), f"{making.when(measure.starts_at)} – {end}"),
        (Bilingual("理由", "Reasons"), measure.reason),
        (Bilingual("法律依据", "Legal basis"), measure.legal_basis),
        (Bilingual("决定机关", "Decided by"), measure.deciding_organ),
        (Bilingual("登记编号", "Register number"), measure.number),
    )
    return tuple(Field(making.say(name), value or "—") for name, value in fields)


def draft_fields(draft: Draft, making: Making) -> tuple[Field, ...]:
    kind = making.say(KINDS.get(draft.kind.value, Bilingual(draft.kind.value, draft.kind.value)))
    fields = (
        (Bilingual("拟采取措施", "Measure proposed"), kind),
        (Bilingual("地点", "Place"), draft.place_text),
        (Bilingual("范围", "Scope"), draft.scope),
        (Bilingual("期限", "Term"), f"{making.when(draft.starts_at)} – {making.when(draft.ends_at)}"),
        (Bilingual("理由", "Reasons"), draft.reason),
        (Bilingual("考虑过的较轻措施", "Lighter measure considered"), draft.alternative),
        (Bilingual("法律依据", "Legal basis"), draft.legal_basis),
    )
    return tuple(Field(making.say(name), value or "—") for name, value in fields)


def needs(draft: Draft, making: Making) -> list[str]:
    text = Bilingual(
        f"封闭期间保障生活物资、就医、重点人群照护和无障碍信息。值班电话：{draft.help_phone or '—'}",
        "While it lasts supplies, access to care, care for vulnerable groups and accessible information are assured. "
        f"Duty phone: {draft.help_phone or '—'}",
    )
    return [making.say(text)]


def row(finding: Finding, making: Making) -> Row:
    """A finding as a row; what is policy is marked as such and never as law."""
    force = Bilingual("法律", "law") if finding.force is Force.LAW else Bilingual("方案政策", "policy")
    return Row(
        check=making.say(CHECKS.get(finding.check, Bilingual(finding.check, finding.check))),
        verdict=making.say(VERDICTS[finding.verdict.value]),
        why=making.say(finding.text),
        basis=f"{making.say(finding.article)}（{making.say(force)}）",
    )
