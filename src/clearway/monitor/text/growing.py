"""The lexicon grows from corrected reports: words that speak for a topic and are not known yet, offered to an editor.

Nothing is added by itself. An editor's choice goes into ``Lexicon((*lexicon_words(), Word(topic, word, weight)))``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log
from typing import NamedTuple

from clearway.core.barriers import Topic
from clearway.monitor.text.lexicon import Lexicon, shipped
from clearway.monitor.text.plain import plain

LENGTHS = (2, 3, 4)
SEEN_IN = 3  # distinct reports, at least: one caller's turn of phrase, or a name, is no word
CLEAR = 1.0  # log-odds for the topic
_RUNS = re.compile(r"[\u3400-\u9fff]{2,}|[a-z]{4,}")
_NO_WORD = re.compile(r"[的了是在我你他她们这那不没就都也和有吗呢吧个]")


class Candidate(NamedTuple):
    """``word`` stood in ``reports`` corrected reports; ``odds`` is its log-odds for ``topic`` against the others."""

    word: str
    topic: Topic
    odds: float
    reports: int


def candidates(
    corrected: Iterable[tuple[str, Topic]], *, lexicon: Lexicon | None = None, most: int = 50
) -> list[Candidate]:
    """New words from (masked text, topic a person set), best first. Log-odds with half a count added to each side."""
    known = {word.word for word in (lexicon or shipped()).words}
    by_topic: dict[Topic, Counter[str]] = {}
    totals: Counter[str] = Counter()
    sizes: Counter[Topic] = Counter()
    for text, topic in corrected:
        grams = _grams(plain(text)) - known
        by_topic.setdefault(topic, Counter()).update(grams)
        totals.update(grams)
        sizes[topic] += 1
    found = [
        Candidate(word, topic, _odds(seen, sizes[topic], totals[word] - seen, sizes.total() - sizes[topic]), seen)
        for topic, counts in by_topic.items()
        if topic is not Topic.OTHER
        for word, seen in counts.items()
        if seen >= SEEN_IN
    ]
    clear = sorted((one for one in found if one.odds >= CLEAR), key=lambda one: (-one.odds * one.reports, one.word))
    return _longest(clear)[:most]


def _odds(seen: int, size: int, elsewhere: int, others: int) -> float:
    return log((seen + 0.5) / (size - seen + 0.5)) - log((elsewhere + 0.5) / (others - elsewhere + 0.5))


def _grams(text: str) -> set[str]:
    grams: set[str] = set()
    for run in _RUNS.findall(text):
        if run.isascii():
            grams.add(run)
        else:
            grams |= {run[at : at + n] for n in LENGTHS for at in range(len(run) - n + 1)}
    return {gram for gram in grams if not _NO_WORD.search(gram)}


def _longest(ranked: list[Candidate]) -> list[Candidate]:
    """Without pieces of a word that is itself offered from as many reports."""
    return [
        one
        for one in ranked
        if not any(
            one.word != other.word and one.word in other.word and one.reports <= other.reports for other in ranked
        )
    ]
