"""Who may teach the reader words, and correct what it read: with a name, and never with a name inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.decisions import Decision, Outcome
from clearway.core.people import Actor, Role
from clearway.core.reading_events import CorrectionWithdrawn, LexiconWordAdded, LexiconWordRemoved, ReportCorrected
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.reports import Report
from clearway.core.words import Bilingual

EDITORS = frozenset({Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT, Role.HOTLINE})
#: What a word may speak for.
LABELS = tuple(topic.value for topic in Topic) + tuple(nature.value for nature in BarrierNature)
SHORTEST, LONGEST = 2, 24
LIGHTEST, HEAVIEST = 0.5, 4.0
_WORD = re.compile(r"[\u3400-\u9fffa-z][\u3400-\u9fffa-z'’ …-]*\*?")


class NoWord(Refusal):
    """It is not a word that could be looked for."""

    code = "no_word"
    template = Bilingual(
        "“{word}”不能作为词条：须为 {shortest}–{longest} 个汉字或小写字母，不含数字",
        "{word!r} cannot be a word of the list: {shortest} to {longest} Chinese characters or letters, no digits",
    )
    try_again = True


class KnownWord(Refusal):
    """The list has it already."""

    code = "known_word"
    template = Bilingual("词表中已有“{word}”", "the list has {word!r} already")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWord:
    """What an editor wrote, in plain form."""

    word: str
    label: str
    weight: float


def add_word(new: NewWord, known: frozenset[tuple[str, str]], *, by: Actor) -> Outcome:
    """Add a word; ``known`` are the (word, label) pairs of the list as it stands.

    Returns:
        The decision; or ``NotAllowed``, ``NoWord``, ``KnownWord``, ``Missing`` (a label; a weight in bounds).
    """
    if by.role not in EDITORS:
        return NotAllowed(role=by.role.value, place=by.region, act="edit_words")
    if not SHORTEST <= len(new.word) <= LONGEST or _WORD.fullmatch(new.word) is None:
        return NoWord(word=new.word[:LONGEST], shortest=SHORTEST, longest=LONGEST)
    if new.label not in LABELS:
        return Missing(zh="词条所指的主题或障碍", en="what the word speaks for")
    if not LIGHTEST <= new.weight <= HEAVIEST:
        return Missing(zh=f"{LIGHTEST}–{HEAVIEST} 之间的分量", en=f"a weight from {LIGHTEST} to {HEAVIEST}")
    if (new.word, new.label) in known:
        return KnownWord(word=new.word)
    return Decision((LexiconWordAdded(subject=new.word, label=new.label, weight=new.weight),))


def remove_word(word: str, label: str, added: frozenset[tuple[str, str]], *, by: Actor) -> Outcome:
    """Take back a word that was added; the shipped list is not changed here.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (nobody added it).
    """
    if by.role not in EDITORS:
        return NotAllowed(role=by.role.value, place=by.region, act="edit_words")
    if (word, label) not in added:
        return WrongState(subject=word, state="not_added", act="edit_words")
    return Decision((LexiconWordRemoved(subject=word, label=label),))


def correct_report(report: Report, topic: Topic, barrier: BarrierNature, status: TextStatus, *, by: Actor) -> Outcome:
    """Say what a report speaks of.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (its text was forgotten: there is nothing to read).
    """
    refused = _not_theirs(report, by)
    if refused is not None:
        return refused
    if not report.text:
        return WrongState(subject=report.number, state="forgotten", act="correct_report")
    return Decision((ReportCorrected(subject=report.number, topic=topic, barrier=barrier, status=status),))


def withdraw_correction(report: Report, corrected: bool, *, by: Actor) -> Outcome:
    """Let the machine's own reading stand again.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (nobody corrected it).
    """
    refused = _not_theirs(report, by)
    if refused is not None:
        return refused
    if not corrected:
        return WrongState(subject=report.number, state="not_corrected", act="correct_report")
    return Decision((CorrectionWithdrawn(subject=report.number),))


def _not_theirs(report: Report, by: Actor) -> Refusal | None:
    """A report without a place belongs to whoever edits; one with a place to those whose region holds it."""
    inside = report.place_code is None or by.reaches(report.place_code)
    if by.role in EDITORS and inside:
        return None
    return NotAllowed(role=by.role.value, place=report.place_code or by.region, act="correct_report")
