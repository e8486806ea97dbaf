"""How long a report can wait, and how angry it is: words only, for the order of work and for W6 (public anger).

It never lowers anything: a report without such words is handled in its turn, not later.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from clearway.monitor.text.lexicon import Lexicon, Word, document
from clearway.monitor.text.plain import plain


class Wait(StrEnum):
    """``life``: now; ``hours``: a treatment, an examination, a harvest passes; ``turn``: in its turn."""

    LIFE = "life"
    HOURS = "hours"
    TURN = "turn"


class Urgency(NamedTuple):
    """``words`` say why it cannot wait; ``anger`` counts the distinct words of anger, which are ``angry``."""

    wait: Wait
    words: tuple[str, ...]
    anger: int
    angry: tuple[str, ...]


def urgency(text: str) -> Urgency:
    """How long ``text`` can wait. Never raises."""
    seen: dict[str, dict[str, None]] = {}
    for hit in _words().hits(plain(text)):
        seen.setdefault(hit.word.label, {})[hit.word.word.rstrip("*")] = None
    angry = tuple(seen.get("anger", ()))
    wait = next((wait for wait in (Wait.LIFE, Wait.HOURS) if wait in seen), Wait.TURN)
    return Urgency(wait, tuple(seen.get(wait, ())), len(angry), angry)


@lru_cache(maxsize=1)
def _words() -> Lexicon:
    pages = document("urgency.yaml")
    return Lexicon(
        Word(label, str(word), 1.0) for label, page in pages.items() for words in page.values() for word in words
    )
