"""One text in, one ``Reading`` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.reports import Reading
from clearway.monitor.text.confidence import confidence
from clearway.monitor.text.lexicon import Hit, Lexicon, shipped
from clearway.monitor.text.plain import plain
from clearway.monitor.text.scores import SOFT_TOPICS, Scores, nature, rank_topics
from clearway.monitor.text.status import status

SORTED_BY_A_PERSON = 0.6  # below this confidence
_SOFT_LABELS = ("soft", *(topic.value for topic in SOFT_TOPICS))


def classify(text: str, *, lexicon: Lexicon | None = None) -> Reading:
    """What ``text`` (zh or en, any register) speaks of. Never raises; an empty text is OTHER with confidence 0."""
    folded = plain(text)
    if not folded:
        return Reading(topic=Topic.OTHER, barrier=BarrierNature.NONE, status=TextStatus.STANDING, confidence=0.0)
    return _read(folded, (lexicon or shipped()).hits(folded))


def classify_many(texts: Iterable[str], *, lexicon: Lexicon | None = None) -> Iterator[Reading]:
    """The same for many texts, in order."""
    words = lexicon or shipped()
    return (classify(text, lexicon=words) for text in texts)


def _read(folded: str, hits: list[Hit]) -> Reading:
    scores = Scores(hits)
    best, second = rank_topics(scores)
    barrier = nature(scores, best[1])
    return Reading(
        topic=best[1],
        barrier=barrier,
        status=status(folded) if scores.asks_status else TextStatus.STANDING,
        confidence=confidence(best, second, bool(scores.by_label)),
        words=_deciding(scores, best[1], barrier),
    )


def _deciding(scores: Scores, topic: Topic, barrier: BarrierNature) -> tuple[str, ...]:
    words = dict(scores.words.get(topic.value, {}))
    for label in _SOFT_LABELS if barrier is BarrierNature.SOFT else (barrier.value,):
        words.update(scores.words.get(label, {}))
    return tuple(word.rstrip("*") for word in words)
