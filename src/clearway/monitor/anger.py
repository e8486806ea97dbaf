"""Whether a text is angry, and by which words: a list of its own, apart from what the text is about."""

from __future__ import annotations

from functools import lru_cache

from clearway.monitor.text.lexicon import Lexicon, Word, document
from clearway.monitor.text.plain import plain

#: From this sum of weights on, a text counts as angry.
ANGRY = 2.0
SHOUTED = "!!!"


def anger(text: str) -> tuple[str, ...]:
    """The words that make ``text`` (zh or en) angry, in their order; empty where it is not. Never raises."""
    folded = plain(text)
    hits = _lexicon().hits(folded) if folded else []
    weights = {hit.word.word: hit.word.weight for hit in sorted(hits, key=lambda hit: hit.start)}
    if folded.count("!") >= len(SHOUTED):
        weights[SHOUTED] = ANGRY
    return tuple(weights) if sum(weights.values()) >= ANGRY else ()


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    page = document("anger.yaml")
    return Lexicon(
        Word(page["kind"], str(word), float(weight))
        for language in ("zh", "en")
        for weight, words in page[language].items()
        for word in words
    )
