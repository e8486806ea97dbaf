"""Complaint texts read and masked, by the hundred thousand on all processors."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import NamedTuple

from clearway.core.reports import Reading
from clearway.monitor.masking import mask
from clearway.monitor.text import classify_many
from clearway.monitor.text.lexicon import Word
from clearway.monitor.text.overlay import with_words

#: Below this many texts, starting processes takes longer than it saves.
MANY = 5_000
CHUNK = 1_000


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
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    done: list[Understood] = []
    for chunk in understand_chunks(chunks, len(texts), words):
        done += chunk
        tick(len(done) / len(texts))
    return done


def understand_chunks(
    chunks: Iterable[Sequence[str]], total: int, words: tuple[Word, ...] = ()
) -> Iterator[list[Understood]]:
    """Chunks of texts read one after the other, a few ahead of whoever asks: ``total`` texts may be more than memory
    should hold at once."""
    if total < MANY or workers() == 1:
        yield from (_understand(chunk, words) for chunk in chunks)
        return
    waiting: deque[tuple[Sequence[str], Future[list[Understood]]]] = deque()
    with _Pool() as pool:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(chunk, words)))
            if len(waiting) > 2 * workers():
                yield pool.result(*waiting.popleft(), words)
        while waiting:
            yield pool.result(*waiting.popleft(), words)


class _Pool:
    """Processes that read texts; where there are none to be had, or they die, this one reads: slower, and the same."""

    def __enter__(self) -> _Pool:
        self._pool: ProcessPoolExecutor | None = None
        with suppress(OSError):
            self._pool = ProcessPoolExecutor(workers(), mp_context=get_context("spawn"))
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def submit(self, chunk: Sequence[str], words: tuple[Word, ...]) -> Future[list[Understood]]:
        if self._pool is not None:
            with suppress(OSError, BrokenProcessPool):
                return self._pool.submit(_understand, chunk, words)
        self._pool = None
        return Future()

    def result(
        self, chunk: Sequence[str], reading: Future[list[Understood]], words: tuple[Word, ...]
    ) -> list[Understood]:
        if self._pool is not None:
            with suppress(OSError, BrokenProcessPool):
                return reading.result()
        self._pool = None
        return _understand(chunk, words)


def _understand(texts: Sequence[str], words: tuple[Word, ...] = ()) -> list[Understood]:
    different = list(dict.fromkeys(texts))
    readings = classify_many(different, lexicon=with_words(words))
    read = {text: Understood(reading, mask(text)) for text, reading in zip(different, readings, strict=True)}
    return [read[text] for text in texts]
