"""Good passes with a few characters, bytes or bits changed at random: none may be let through."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from clearway.passes import base45, limits
from clearway.passes.hostile.making import GATE, County, HostileCase, rejected, text, usual

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_ORIGINALS = 50


def mutations(county: County, count: int) -> Iterator[HostileCase]:
    """``count`` changed passes. A change that gives back an original text is drawn again."""
    random = county.random
    keys = (county.es, county.ed)
    originals = [
        usual(county, keys[turn % 2], gates=(GATE,), uses=1 if turn % 5 == 0 else None) for turn in range(_ORIGINALS)
    ]
    tokens = [base45.decode(line.removeprefix(limits.PREFIX)) for line in originals]
    made = 0
    while made < count:
        turn = made % _ORIGINALS
        changed = _of_text(random, originals[turn]) if random.random() < 0.5 else text(_of_bytes(random, tokens))
        if changed.strip("\r\n") not in originals:
            made += 1
            yield rejected("mutation", changed, "")


def _of_text(random: Random, line: str) -> str:
    place = random.randrange(len(line))
    other = random.choice(_ALPHABET)
    match random.randrange(5):
        case 0:
            return line[:place] + line[place + 1 :]
        case 1:
            return line[:place] + other + line[place:]
        case 2:
            return line[:place] + line[place + 1 : place + 2] + line[place] + line[place + 2 :]
        case 3:
            return line[:place]
        case _:
            return line[:place] + other + line[place + 1 :]


def _of_bytes(random: Random, tokens: list[bytes]) -> bytes:
    token = bytearray(random.choice(tokens))
    place = random.randrange(len(token))
    match random.randrange(6):
        case 0:
            token[place] ^= 1 << random.randrange(8)
        case 1:
            token[place] = random.randrange(256)
        case 2:
            del token[place]
        case 3:
            token.insert(place, random.randrange(256))
        case 4:
            other = random.choice(tokens)
            token[place:] = other[place:]
        case _:
            length = random.randrange(1, 9)
            token[place : place + length] = random.randbytes(length)
    return bytes(token)
