"""Turns of phrase as features: who is kept from passing, by what, and which cue of "over" or "stands" comes last.

The phrases are data (lexicon/frames.yaml). A text is asked in its own language only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from clearway.monitor.text.lexicon import document

_LIST = re.compile(r"<(\w+)>")
_KINDS = ("frames", "over", "stands")
LANGUAGES = ("zh", "en")


class Frames(NamedTuple):
    """Patterns of one language; ``start`` is the place of the first of them among all features."""

    start: int
    frames: tuple[re.Pattern[str], ...]
    over: tuple[re.Pattern[str], ...]
    stands: tuple[re.Pattern[str], ...]


def names() -> tuple[str, ...]:
    """Names of all features, in order: those of each language, then what is told of the whole text."""
    pages = document("frames.yaml")
    own = [f"{language} {kind} {name}" for language in LANGUAGES for kind in _KINDS for name in pages[language][kind]]
    return (*own, "over comes last", "stands comes last", "over alone", "asks", "english", "length")


@lru_cache(maxsize=1)
def _languages() -> dict[str, Frames]:
    pages, start, made = document("frames.yaml"), 0, {}
    for language in LANGUAGES:
        page = pages[language]
        kinds = [tuple(_compiled(rule, page["lists"]) for rule in page[kind].values()) for kind in _KINDS]
        made[language] = Frames(start, *kinds)
        start += sum(map(len, kinds))
    return made


def _compiled(rule: str, lists: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_LIST.sub(lambda name: lists[name[1]], rule))


def frames(text: str) -> dict[int, float]:
    """Features of a plain text that are not zero, by their place in ``names()``."""
    languages = _languages()
    spoken = languages["en" if text.isascii() else "zh"]
    seen = {spoken.start + at: 1.0 for at, rule in enumerate(spoken.frames) if rule.search(text)}
    start = spoken.start + len(spoken.frames)
    over = _cues(spoken.over, text, start, seen)
    stands = _cues(spoken.stands, text, start + len(spoken.over), seen)
    whole = len(names_of_all()) - 6
    if over >= 0 or stands >= 0:
        seen[whole + (over < stands)] = 1.0
    if over >= 0 > stands:
        seen[whole + 2] = 1.0
    if "?" in text:
        seen[whole + 3] = 1.0
    if spoken is languages["en"]:
        seen[whole + 4] = 1.0
    seen[whole + 5] = min(len(text), 120) / 60
    return seen


@lru_cache(maxsize=1)
def names_of_all() -> tuple[str, ...]:
    """``names()``, read once."""
    return names()


def _cues(rules: tuple[re.Pattern[str], ...], text: str, start: int, seen: dict[int, float]) -> int:
    """Marks the cues found; where the last of them begins, -1 without any."""
    last = -1
    for at, rule in enumerate(rules):
        for found in rule.finditer(text):
            seen[start + at] = 1.0
            last = max(last, found.start())
    return last
