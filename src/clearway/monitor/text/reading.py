"""One text in, one ``Reading`` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.reports import Reading
from clearway.monitor.text.features import NATURES, TOPICS, features
from clearway.monitor.text.lexicon import Hit, Lexicon, shipped
from clearway.monitor.text.model import shipped_model
from clearway.monitor.text.plain import plain
from clearway.monitor.text.scores import SOFT_TOPICS, Scores

SORTED_BY_A_PERSON = 0.6  # below this confidence
SUREST = 0.99  # no reading claims more
UNKNOWN = 0.5  # of the confidence, where nothing of a text was ever seen: a person sorts
DIGITS = 4  # of a confidence: one processor adds otherwise than another in the seventh
CLEARED_FROM = 0.5  # probability: a barrier wrongly called gone costs more than one looked at in vain
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
    found, scores = features(folded, hits)
    model = shipped_model()
    judged = model.judge(found)
    at, kind = int(judged.topics.argmax()), int(judged.natures.argmax())
    topic, barrier = Topic(TOPICS[at]), BarrierNature(NATURES[kind])
    sure = min(SUREST, float(judged.topics[at])) * (1.0 if scores.by_label or model.knows(found) else UNKNOWN)
    return Reading(
        topic=topic,
        barrier=barrier,
        status=TextStatus.CLEARED if judged.cleared >= CLEARED_FROM else TextStatus.STANDING,
        confidence=round(sure, DIGITS),
        words=_deciding(scores, topic, barrier) or model.deciding(found, at, kind),
    )


def _deciding(scores: Scores, topic: Topic, barrier: BarrierNature) -> tuple[str, ...]:
    words = dict(scores.words.get(topic.value, {}))
    for label in _SOFT_LABELS if barrier is BarrierNature.SOFT else (barrier.value,):
        words.update(scores.words.get(label, {}))
    return tuple(word.rstrip("*") for word in words)
