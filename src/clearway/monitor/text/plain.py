"""One plain form for every way of writing the same words: width, script, case, spacing and dialect folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_HAN = "\u3400-\u9fff"
_SPACED_HAN = re.compile(f"(?<=[{_HAN}])[\\s·._*-]+(?=[{_HAN}])")
_MARK = re.compile(r"〔\w{2}〕")
_BLANK = re.compile(r"\s+")
_PUNCTUATION = str.maketrans({"、": ",", "。": ".", "「": '"', "」": '"', "“": '"', "”": '"', "’": "'", "‘": "'"})


@lru_cache(maxsize=1)
def _to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s").convert


@lru_cache(maxsize=1)
def _dialect() -> tuple[Any, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    from clearway.monitor.text.lexicon import dialect_words

    words = dialect_words()
    return AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), tuple(words.values())


def fold(text: str) -> str:
    """``text`` with width, script, case, quotes and blanks folded, dialect left as it is (for names of places)."""
    folded = _HIDDEN.sub("", unicodedata.normalize("NFKC", text)).lower().translate(_PUNCTUATION)
    if not folded.isascii():
        folded = _SPACED_HAN.sub("", folded)
        folded = str(_to_simplified()(folded.encode("utf-8", "ignore").decode("utf-8")))
    return _BLANK.sub(" ", folded).strip()


def plain(text: str) -> str:
    """``text`` in plain form: folded, marks of masking taken out, dialect replaced by written words."""
    folded = fold(text)
    if "〔" in folded:
        folded = _MARK.sub("", folded)
    return folded if folded.isascii() else _replace_dialect(folded)


def _replace_dialect(text: str) -> str:
    finder, written = _dialect()
    matches = finder.find_matches_as_indexes(text)
    if not matches:
        return text
    parts: list[str] = []
    at = 0
    for index, start, end in matches:
        parts += (text[at:start], written[index])
        at = end
    parts.append(text[at:])
    return "".join(parts)
