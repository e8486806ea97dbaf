"""How the reading of texts is corrected by people: words added, reports read anew, and both undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconWordAdded(Event):
    """An editor added a word; ``subject`` is the word, ``label`` a topic or a nature of barrier it speaks for."""

    kind: ClassVar[str] = "lexicon_word_added"
    label: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconWordRemoved(Event):
    """An editor took an added word back; ``subject`` is the word."""

    kind: ClassVar[str] = "lexicon_word_removed"
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCorrected(Event):
    """A person says what a report speaks of (also where the machine had it right); ``subject`` is the report."""

    kind: ClassVar[str] = "report_corrected"
    topic: Topic
    barrier: BarrierNature
    status: TextStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWithdrawn(Event):
    """A correction was taken back: the machine's own reading of the report stands again."""

    kind: ClassVar[str] = "correction_withdrawn"
