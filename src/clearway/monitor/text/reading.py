"""One text in, one ``Reading`` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.reports import Reading
from clearway.monitor.text.confidence import confidence
from clearway.monitor.text.lexicon import TRIGGER, Hit, Lexicon, shipped
from clearway.monitor.text.plain import plain
from clearway.monitor.text.scores import SOFT_TOPICS, Scores, rank_barriers, rank_topics, score
from clearway.monitor.text.status import status

SORTED_BY_A_PERSON = 0.6  # below this confidence


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
    scores = score(hits)
    topics = rank_topics(scores)
    topic = topics[0][1]
    barriers = rank_barriers(scores, topic)
    asked = any(hit.word.label == TRIGGER for hit in hits)
    return Reading(
        topic=topic,
        barrier=barriers[0][1],
        status=status(folded) if asked else TextStatus.STANDING,
        confidence=confidence(topics, len(scores.by_label)),
        words=_deciding(scores, topic, barriers[0][1]),
    )


def _deciding(scores: Scores, topic: Topic, barrier: BarrierNature) -> tuple[str, ...]:
    labels: tuple[str, ...] = (topic, barrier)
    if barrier is BarrierNature.SOFT:
        labels += SOFT_TOPICS
    return tuple(dict.fromkeys(word for label in labels for word in scores.words.get(label, ())))
