"""The acts by which people teach the reader: read what stands, let ``respond`` decide, write through the door."""

from __future__ import annotations

from functools import lru_cache

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.decisions import Decision
from clearway.core.refusals import NotFound
from clearway.core.reports import Reading, Report
from clearway.loop.desk import Desk, write
from clearway.monitor.text import classify
from clearway.monitor.text.lexicon import Word, lexicon_words
from clearway.monitor.text.overlay import with_words
from clearway.monitor.text.plain import plain
from clearway.record import reading
from clearway.record.door import session
from clearway.record.reading.wording import is_corrected, words_counting
from clearway.respond.wording import NewWord, add_word, correct_report, remove_word, withdraw_correction


def added_words() -> tuple[Word, ...]:
    """Words that editors added and nobody took back, in a fixed order."""
    return _in_order(words_counting())


@lru_cache(maxsize=2)
def _in_order(words: tuple[tuple[str, str, float], ...]) -> tuple[Word, ...]:
    return tuple(sorted(Word(*word) for word in words))


def read(text: str) -> Reading:
    """What a text speaks of, read with the words editors added."""
    return classify(text, lexicon=with_words(added_words()))


def teach(word: str, label: str, weight: float, desk: Desk) -> Decision:
    """Add a word (in plain form: width, script and case folded).

    Raises:
        Refusal: not this person, no word, known already.
    """
    new = NewWord(word=plain(word), label=label, weight=weight)
    with session():
        known = frozenset((one.word, one.label) for one in (*lexicon_words(), *added_words()))
        return write(add_word(new, known, by=desk.by), desk)


def unteach(word: str, label: str, desk: Desk) -> Decision:
    """Take an added word back.

    Raises:
        Refusal: not this person, nobody added it.
    """
    with session():
        added = frozenset((one.word, one.label) for one in added_words())
        return write(remove_word(word, label, added, by=desk.by), desk)


def correct(number: str, topic: Topic, barrier: BarrierNature, status: TextStatus, desk: Desk) -> Decision:
    """Say what a report speaks of.

    Raises:
        Refusal: no such report, not this person, its text was forgotten.
    """
    with session():
        return write(correct_report(_report(number), topic, barrier, status, by=desk.by), desk)


def withdraw(number: str, desk: Desk) -> Decision:
    """Let the machine's own reading of a report stand again.

    Raises:
        Refusal: no such report, not this person, nobody corrected it.
    """
    with session():
        return write(withdraw_correction(_report(number), is_corrected(number), by=desk.by), desk)


def _report(number: str) -> Report:
    report = reading.report(number)
    if report is None:
        raise NotFound(what="report", number=number)
    return report
