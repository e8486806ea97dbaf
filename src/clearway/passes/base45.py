"""Base45 (RFC 9285), strictly: three characters for two bytes, two for a last one. A blank is a character."""

from __future__ import annotations

import struct

from clearway.passes.verdicts import Code, Rejected

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_NONE = 255
#: By ASCII code: the value of a character of the alphabet, else ``_NONE``.
_VALUES = bytes(_ALPHABET.find(chr(code)) if chr(code) in _ALPHABET else _NONE for code in range(256))
_BASE = 45
_SQUARE = _BASE * _BASE
#: The two low characters of every number below 45²: encoding looks them up.
_PAIRS = [_ALPHABET[number % _BASE] + _ALPHABET[number // _BASE] for number in range(_SQUARE)]


def encode(data: bytes) -> str:
    """The text of ``data``."""
    words = struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2])
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
        values = text.encode("ascii").translate(_VALUES)
    except UnicodeEncodeError:
        raise Rejected(Code.MALFORMED) from None
    if _NONE in values:
        raise Rejected(Code.MALFORMED)
    whole = len(values) // 3 * 3
    words = [
        low + middle * _BASE + high * _SQUARE
        for low, middle, high in zip(values[0:whole:3], values[1:whole:3], values[2:whole:3], strict=True)
    ]
    try:
        return struct.pack(f">{len(words)}H", *words) + _last(values[whole:])
    except (struct.error, OverflowError):
        raise Rejected(Code.MALFORMED) from None


def _last(rest: bytes) -> bytes:
    """The byte of two last characters."""
    if len(rest) == 1:
        raise Rejected(Code.MALFORMED)
    return (rest[0] + rest[1] * _BASE).to_bytes(1, "big") if rest else b""
