"""Words that editors added, laid over the shipped list."""

from __future__ import annotations

from functools import lru_cache

from clearway.monitor.text.lexicon import Lexicon, Word, lexicon_words, shipped


def with_words(added: tuple[Word, ...]) -> Lexicon:
    """The shipped list with these words; the same object as long as the words are the same."""
    return _grown(added) if added else shipped()


@lru_cache(maxsize=2)
def _grown(added: tuple[Word, ...]) -> Lexicon:
    return Lexicon((*lexicon_words(), *added))
