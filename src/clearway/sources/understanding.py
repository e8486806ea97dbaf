"""Complaint texts read and masked, by the hundred thousand on all processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from clearway.core.reports import Reading
from clearway.monitor.masking import mask
from clearway.monitor.text import classify_many
from clearway.monitor.text.lexicon import Word
from clearway.monitor.text.overlay import with_words

#: Below this many texts, starting processes takes longer than it saves.
MANY = 5_000
_CHUNK = 1_000


class Understood(NamedTuple):
    """What a text says, and the text without personal data."""

    reading: Reading
    masked: str


def workers() -> int:
    """Processes to start: the processors this one may use, at most eight."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)


def understand(
    texts: Sequence[str], tick: Callable[[float], None] = lambda share: None, words: tuple[Word, ...] = ()
) -> list[Understood]:
    """Each text read and masked, in their order; the same on one processor or many.

    ``words`` are laid over the shipped list; ``tick`` is called now and then with the share done so far (0 to 1).
    """
    if len(texts) < MANY or workers() == 1:
        return _understand(texts, words)
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    try:
        with ProcessPoolExecutor(workers(), mp_context=get_context("spawn")) as pool:
            return _gather(pool.map(partial(_understand, words=words), chunks), len(texts), tick)
    except (OSError, BrokenProcessPool):
        return _understand(texts, words)  # no processes to be had here: slower, and the same


def _gather(chunks: Iterable[list[Understood]], total: int, tick: Callable[[float], None]) -> list[Understood]:
    done: list[Understood] = []
    for chunk in chunks:
        done += chunk
        tick(len(done) / total)
    return done


def _understand(texts: Sequence[str], words: tuple[Word, ...] = ()) -> list[Understood]:
    readings = classify_many(texts, lexicon=with_words(words))
    return [Understood(reading, mask(text)) for reading, text in zip(readings, texts, strict=True)]
