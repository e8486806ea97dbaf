"""One text → features of the model: pieces of words, scores of the word list, turns of phrase, what the rules say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import add
from typing import NamedTuple

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.monitor.text.frames import frames, names_of_all
from clearway.monitor.text.lexicon import Hit
from clearway.monitor.text.scores import Scores, nature, rank_topics
from clearway.monitor.text.status import status

_HAN = re.compile("[\u3400-\u9fff]+")
_LETTER = re.compile(r"[a-z']")
_WORD = re.compile(r"[a-z']+")
LONGEST = 4
_STEM = 5
_MOST, _SCALE = 6.0, 3.0
TOPICS = tuple(topic.value for topic in Topic)
NATURES = tuple(one.value for one in BarrierNature)
_SCORED = (*NATURES, *TOPICS)
_PLACE = {label: at for at, label in enumerate(_SCORED)}


class Features(NamedTuple):
    """``pieces`` of words; ``known``: place → value of everything else (see ``known_names``)."""

    pieces: frozenset[str]
    known: dict[int, float]


def known_names() -> tuple[str, ...]:
    """Names of the features besides pieces of words, in order."""
    ruled = [f"rule {label}" for label in _SCORED]
    return (*(f"score {label}" for label in _SCORED), *ruled, "rule cleared", "rule standing", *names_of_all())


def features(text: str, hits: list[Hit]) -> tuple[Features, Scores]:
    """Features of a plain text with the words seen in it."""
    scores = Scores(hits)
    topic = rank_topics(scores)[0][1]
    known = {_PLACE[label]: min(value, _MOST) / _SCALE for label, value in scores.by_label.items() if label in _PLACE}
    width = len(_SCORED)
    known[width + _PLACE[topic.value]] = 1.0
    known[width + _PLACE[nature(scores, topic).value]] = 1.0
    said = status(text) if scores.asks_status else None
    if said is not None:
        known[2 * width + (said is TextStatus.STANDING)] = 1.0
    for at, value in frames(text).items():
        known[2 * width + 2 + at] = value
    return Features(frozenset(pieces(text)), known), scores


def pieces(text: str) -> Iterator[str]:
    """Runs of one to four Chinese characters; English words, pairs of them and their beginnings (marked ``_``)."""
    for run in _HAN.findall(text):
        grown: Iterable[str] = run
        yield from grown
        for length in range(1, LONGEST):
            grown = list(map(add, grown, run[length:]))
            yield from grown
    if not _LETTER.search(text):
        return
    words = _WORD.findall(text)
    yield from ("_" + word for word in words)
    yield from (f"_{first}_{second}" for first, second in pairwise(words))
    yield from (f"_{word[:_STEM]}*" for word in words if len(word) > _STEM)
