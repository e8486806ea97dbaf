"""The editable word list: YAML files of weighted words, found all at once by one Aho–Corasick automaton.

A word may have a gap: ``不让…车`` is 不让, then 车 at most six characters later in the same sentence.
An English word ending in ``*`` stands for all words beginning so. See lexicon/*.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

GAP = 6
NEUTRAL = "neutral"
TRIGGER = "trigger"
_FOLDER = files("clearway.monitor") / "lexicon"
_STOPS = frozenset(".;!?\n")


class Word(NamedTuple):
    """``word`` speaks for ``label`` (a topic, a barrier nature, trigger, or neutral: says nothing, shields its
    characters) with ``weight`` > 0."""

    label: str
    word: str
    weight: float


class Hit(NamedTuple):
    """A word seen at ``start``…``end`` of the plain text."""

    word: Word
    start: int
    end: int


def document(name: str) -> dict[str, Any]:
    """One file of the lexicon folder."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=loader))  # noqa: S506 (both loaders are safe ones)


def dialect_words() -> dict[str, str]:
    """Dialect word → written word, all regions together."""
    regions = document("dialect.yaml")
    return {word: written for region in regions.values() for word, written in region.items()}


def lexicon_words() -> Iterator[Word]:
    """Every word of the shipped lexicon."""
    names = sorted(entry.name for entry in _FOLDER.iterdir())
    for name in names:
        if name.startswith(("topic_", "barrier_", "cleared")):
            yield from _words(document(name))


def _words(page: dict[str, Any]) -> Iterator[Word]:
    label = page.get("topic") or page.get("barrier") or page["kind"]
    for language in ("zh", "en"):
        for weight, words in page.get(language, {}).items():
            yield from (Word(label, str(word), float(weight)) for word in words)
    shield = f"{NEUTRAL} {'topic' if 'topic' in page else 'barrier'}"
    yield from (Word(shield, str(word), 1.0) for word in page.get(NEUTRAL, ()))


class Lexicon:
    """Words ready to be found in plain text."""

    def __init__(self, words: Iterable[Word]) -> None:
        from ahocorasick_rs import AhoCorasick

        self.words = tuple(dict.fromkeys(words))
        self._whole: dict[str, list[Word]] = {}
        self._closing: dict[str, list[tuple[str, Word]]] = {}
        self._opening: set[str] = set()
        for word in self.words:
            self._add(word)
        self._pieces = sorted({*self._whole, *self._closing, *self._opening})
        self._edges = tuple(_edges(piece, self._whole.get(piece, ())) for piece in self._pieces)
        self._speaks = tuple(tuple((family(w.label), w) for w in self._whole.get(p, ())) for p in self._pieces)
        self._in_gaps = tuple(p in self._closing or p in self._opening for p in self._pieces)
        self._finder = AhoCorasick(self._pieces)

    def _add(self, word: Word) -> None:
        first, gap, second = word.word.lower().partition("…")
        if gap:
            self._opening.add(first)
            self._closing.setdefault(second, []).append((first, word))
        else:
            self._whole.setdefault(first.rstrip("*"), []).append(word)

    def hits(self, text: str) -> list[Hit]:
        """Words in plain ``text`` by place; of words inside one another the longest, for topics and barriers apart."""
        edges, speaks, in_gaps = self._edges, self._speaks, self._in_gaps
        found: list[tuple[int, int, str, Word]] = []
        ends: list[tuple[int, int, int]] = []
        for index, start, end in self._finder.find_matches_as_indexes(text, overlapping=True):
            edge = edges[index]
            if edge is not None and not _stands_alone(text, start, end, edge):
                continue
            for kin, word in speaks[index]:
                found.append((start, -end, kin, word))
            if in_gaps[index]:
                ends.append((index, start, end))
        found.sort()
        hits = _longest(found)
        if len(ends) > 1:
            hits.extend(self._gaps(text, ends))
        return hits

    def _gaps(self, text: str, ends: list[tuple[int, int, int]]) -> Iterator[Hit]:
        opened: dict[str, tuple[int, int]] = {}
        for index, start, end in ends:
            piece = self._pieces[index]
            for first, word in self._closing.get(piece, ()):
                begin, stop = opened.get(first, (0, -GAP - 1))
                if 0 < start - stop <= GAP and not _STOPS.intersection(text[stop:start]):
                    yield Hit(word, begin, end)
            if piece in self._opening:
                opened[piece] = (start, end)


def _edges(piece: str, words: Iterable[Word]) -> str | None:
    if not piece.isascii():
        return None
    return "open" if any(word.word.endswith("*") for word in words) else "closed"


def _stands_alone(text: str, start: int, end: int, edge: str) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and before.isalnum():
        return False
    return edge == "open" or not (after.isascii() and after.isalnum())


def _longest(found: list[tuple[int, int, str, Word]]) -> list[Hit]:
    """Of each family the hits that lie in no longer one, from left to right."""
    reach = {"topic": (-1, -1), "barrier": (-1, -1), TRIGGER: (-1, -1)}
    kept = []
    for start, minus_end, kin, word in found:
        span = (start, -minus_end)
        last = reach[kin]
        if span[1] > last[1] or span == last:
            reach[kin] = span
            kept.append(Hit(word, *span))
    return kept


def family(label: str) -> str:
    """Which words compete for the same characters: topics with topics, barriers with barriers."""
    if label == TRIGGER:
        return TRIGGER
    return "barrier" if label.removeprefix(NEUTRAL).strip() in ("physical", "soft", "none", "barrier") else "topic"


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The shipped lexicon, built once."""
    return Lexicon(lexicon_words())
