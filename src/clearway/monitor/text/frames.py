"""Turns of phrase as features: who is kept from passing, by what, and which cue of "over" or "stands" comes last.

The phrases are data (lexicon/frames.yaml). A text is asked in its own language only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from clearway.monitor.needed import Sieve
from clearway.monitor.text.lexicon import document

_LIST = re.compile(r"<(\w+)>")
_KINDS = ("frames", "over", "stands")
LANGUAGES = ("zh", "en")


class Frames(NamedTuple):
    """Patterns of one language, frames first, then cues of "over" (from ``over``), then of "stands" (from ``stands``);
    ``start`` is the place of the first of them among all features."""

    start: int
    rules: tuple[re.Pattern[str], ...]
    over: int
    stands: int
    sieve: Sieve


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
        kinds = [[_compiled(rule, page["lists"]) for rule in page[kind].values()] for kind in _KINDS]
        rules, over = tuple(rule for kind in kinds for rule in kind), len(kinds[0])
        made[language] = Frames(start, rules, over, over + len(kinds[1]), Sieve(rules))
        start += len(rules)
    return made


def _compiled(rule: str, lists: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_LIST.sub(lambda name: lists[name[1]], rule))


def frames(text: str) -> dict[int, float]:
    """Features of a plain text that are not zero, by their place in ``names()``."""
    languages = _languages()
    spoken = languages["en" if text.isascii() else "zh"]
    seen: dict[int, float] = {}
    over = stands = -1
    for at in spoken.sieve.left(text):
        last = _last(spoken.rules[at], text, cue=at >= spoken.over)
        if last < 0:
            continue
        seen[spoken.start + at] = 1.0
        if at >= spoken.stands:
            stands = max(stands, last)
        elif at >= spoken.over:
            over = max(over, last)
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


def _last(rule: re.Pattern[str], text: str, *, cue: bool) -> int:
    """Where the last match begins (of a frame: any), -1 without one."""
    if not cue:
        found = rule.search(text)
        return -1 if found is None else found.start()
    return max((found.start() for found in rule.finditer(text)), default=-1)
