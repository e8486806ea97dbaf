"""What a text must hold for a pattern to be found in it at all: asked first, most patterns need not be tried.

Read from the pattern itself (the parser of ``re``), so it cannot drift from it; a pattern that cannot be read so is
always tried. A test checks that nothing is ever missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

DIGITS = frozenset("0123456789零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖OoＯｏ")
#: What ``[a-z]`` takes besides when case is ignored (documentation of ``re.IGNORECASE``).
_ALSO = {"i": "İı", "s": "ſ", "k": "\u212a"}
_WIDEST = 400


class Needed(NamedTuple):
    """Every match holds a character of each of ``sets``, and at least ``digits`` characters of ``DIGITS``."""

    sets: tuple[frozenset[str], ...] = ()
    digits: int = 0


class Sieve:
    """Which of many patterns a text may hold at all: one look at its characters for all of them."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        wanted = [needed(pattern) for pattern in patterns]
        bits = {one: 1 << at for at, one in enumerate(dict.fromkeys(one for need in wanted for one in need.sets))}
        self._of: dict[str, int] = {}
        for one, bit in bits.items():
            for character in one:
                self._of[character] = self._of.get(character, 0) | bit
        self._wanted = [(at, sum(bits[one] for one in need.sets), need.digits) for at, need in enumerate(wanted)]

    def left(self, text: str) -> list[int]:
        """Places of the patterns that ``text`` may hold, in order."""
        characters, of, held = set(text), self._of, 0
        for character in characters:
            held |= of.get(character, 0)
        digits = sum(map(text.count, characters & DIGITS))
        return [at for at, mask, least in self._wanted if held & mask == mask and least <= digits]


def needed(pattern: re.Pattern[str]) -> Needed:
    """What every match of ``pattern`` holds; nothing where that cannot be told."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    sets, digits = _of_sequence(parsed, bool(pattern.flags & re.IGNORECASE))
    return Needed(tuple(dict.fromkeys(sets)), digits)


def _of_sequence(parsed: Any, folding: bool) -> tuple[list[frozenset[str]], int]:
    sets: list[frozenset[str]] = []
    digits = 0
    for kind, value in parsed:
        inner, count = _of_one(kind, value, folding)
        sets += inner
        digits += count
    return sets, digits


def _of_one(kind: Any, value: Any, folding: bool) -> tuple[list[frozenset[str]], int]:
    """Sets one element needs, and how many digits it takes at least."""
    if kind is _constants.LITERAL or kind is _constants.IN:
        characters = _characters([(kind, value)] if kind is _constants.LITERAL else value, folding)
        return ([characters], int(characters <= DIGITS)) if characters else ([], 0)
    if kind is _constants.SUBPATTERN:
        return _of_sequence(value[3], folding or bool(value[1] & re.IGNORECASE))
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0] > 0:
        sets, digits = _of_sequence(value[2], folding)
        return sets, digits * value[0]
    if kind is _constants.BRANCH:
        return _of_branches([_of_sequence(one, folding) for one in value[1]])
    if kind is _constants.ASSERT:  # what must stand before or behind is in the text too, but may be told twice
        return _of_sequence(value[1], folding)[0], 0
    return [], 0


def _of_branches(branches: list[tuple[list[frozenset[str]], int]]) -> tuple[list[frozenset[str]], int]:
    """One of several: a character of the narrowest set of any."""
    digits = min(count for _, count in branches)
    if not all(sets for sets, _ in branches):
        return [], digits
    return [frozenset().union(*(min(sets, key=len) for sets, _ in branches))], digits


def _characters(members: Any, folding: bool) -> frozenset[str] | None:
    """The characters of a class; None for one told by what it leaves out, by a category, or too wide to list."""
    found: set[str] = set()
    for kind, value in members:
        if kind is _constants.LITERAL:
            found.add(chr(value))
        elif kind is _constants.RANGE and value[1] - value[0] < _WIDEST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset().union(*map(_cases, found)) if folding else frozenset(found)


def _cases(character: str) -> frozenset[str]:
    return frozenset({character, character.lower(), character.upper(), *_ALSO.get(character.lower(), "")})
