"""Base45 (RFC 9285), strictly: three characters for two bytes, two for a last one. A blank is a character."""

from __future__ import annotations

from clearway.passes.verdicts import Code, Rejected

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_BASE = 45
_SQUARE = _BASE * _BASE
#: The two low characters of every number below 45²: encoding looks them up.
_PAIRS = [_ALPHABET[number % _BASE] + _ALPHABET[number // _BASE] for number in range(_SQUARE)]


def encode(data: bytes) -> str:
    """The text of ``data``."""
    words = [data[place] << 8 | data[place + 1] for place in range(0, len(data) - 1, 2)]
    parts = [_PAIRS[word % _SQUARE] + _ALPHABET[word // _SQUARE] for word in words]
    if len(data) % 2:
        parts.append(_PAIRS[data[-1]])
    return "".join(parts)


def decode(text: str) -> bytes:
    """The bytes of ``text``.

    Raises:
        Rejected: malformed: a character, a length or a number that RFC 9285 does not know.
    """
    try:
        values = [_VALUES[character] for character in text]
    except KeyError:
        raise Rejected(Code.MALFORMED) from None
    whole = len(values) // 3 * 3
    rest = values[whole:]
    try:
        data = b"".join(
            [
                (low + middle * _BASE + high * _SQUARE).to_bytes(2, "big")
                for low, middle, high in zip(values[0:whole:3], values[1:whole:3], values[2:whole:3], strict=True)
            ]
        )
        return data + (rest[0] + rest[1] * _BASE).to_bytes(1, "big") if rest else data
    except (OverflowError, IndexError):
        raise Rejected(Code.MALFORMED) from None
