"""One text in, one ``Reading`` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.reports import Reading


def classify(text: str) -> Reading:
    """What ``text`` (zh or en, any register) speaks of. Never raises; an empty text is OTHER with confidence 0."""
    return Reading(topic=Topic.OTHER, barrier=BarrierNature.NONE, status=TextStatus.STANDING, confidence=0.0)


def classify_many(texts: Iterable[str]) -> Iterator[Reading]:
    """The same for many texts, in order."""
    return map(classify, texts)
