"""What the reader does not know yet: pieces of words that stand in texts it was unsure of, and hardly in others."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.barriers import Topic
from clearway.monitor.text.growing import Candidate, candidates
from clearway.monitor.text.lexicon import Lexicon

#: Any topic does: only "unsure" against "sure" is asked.
_UNSURE = Topic.MEDICAL


def unmatched(
    unsure: Iterable[str], sure: Iterable[str], *, lexicon: Lexicon | None = None, most: int = 30
) -> list[Candidate]:
    """Unknown words that mark unsure texts, best first; their ``topic`` means nothing: an editor has to say it."""
    told = [*((text, _UNSURE) for text in unsure), *((text, Topic.OTHER) for text in sure)]
    return candidates(told, lexicon=lexicon, most=most)
