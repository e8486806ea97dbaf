"""CBOR as RFC 8949 §4.2.1 demands it, and nothing else: shortest heads, definite lengths, sorted unique keys.

Read are integers, byte and text strings, arrays, maps, true, false and null. No floats, no tags, no trailing bytes.
The reader is a few lines because what it must refuse is most of CBOR; it never allocates more than it was given.
"""

from __future__ import annotations

from clearway.passes.limits import MAX_DEPTH
from clearway.passes.verdicts import Code, Rejected

Value = int | bytes | str | bool | None | list["Value"] | dict["Key", "Value"]
Key = int | bytes | str

_UINT, _NINT, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _OTHER = range(8)
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
#: The smallest number each width may carry: a smaller one has a shorter form.
_SMALLEST = {24: 24, 25: 1 << 8, 26: 1 << 16, 27: 1 << 32}
_INDEFINITE = 31
_SIMPLE: dict[int, bool | None] = {20: False, 21: True, 22: None}
_FLOATS = (25, 26, 27)


def decode(data: bytes, *, ordered: bool = True) -> Value:
    """The one item in ``data``; with ``ordered`` False keys may come in any order (unique all the same).

    Raises:
        Rejected: malformed, noncanonical or duplicate_key.
    """
    value, end = _item(data, 0, 0, ordered)
    if end != len(data):
        raise Rejected(Code.MALFORMED)
    return value


def encode(value: Value) -> bytes:
    """The deterministic form of ``value``.

    Raises:
        TypeError: not one of the types above.
    """
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
    if isinstance(value, int):
        return head(_UINT, value) if value >= 0 else head(_NINT, -1 - value)
    if isinstance(value, bytes):
        return head(_BYTES, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return head(_TEXT, len(text)) + text
    if isinstance(value, list):
        return head(_ARRAY, len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        pairs = sorted((encode(key), encode(item)) for key, item in value.items())
        return head(_MAP, len(pairs)) + b"".join(key + item for key, item in pairs)
    raise TypeError(f"no CBOR for {type(value).__name__}")


def head(major: int, number: int) -> bytes:
    """The shortest head of a major type with ``number`` (below 2^64)."""
    if number < 24:
        return bytes((major << 5 | number,))
    for info, width in _WIDTHS.items():
        if number < 1 << 8 * width:
            return bytes((major << 5 | info,)) + number.to_bytes(width, "big")
    raise ValueError("CBOR numbers end at 2^64")


def byte_string(data: bytes) -> bytes:
    """``data`` as CBOR byte string."""
    return head(_BYTES, len(data)) + data


def _item(data: bytes, at: int, depth: int, ordered: bool) -> tuple[Value, int]:
    """The item that begins at ``at``, and where it ends."""
    if at >= len(data):
        raise Rejected(Code.MALFORMED)
    major, info = data[at] >> 5, data[at] & 31
    if major >= _TAG:
        return _other(major, info), at + 1
    number, at = (info, at + 1) if info < 24 else _number(data, at + 1, info)
    if major <= _NINT:
        return (number if major == _UINT else -1 - number), at
    if number > len(data) - at:
        raise Rejected(Code.MALFORMED)
    if major <= _TEXT:
        end = at + number
        return (data[at:end] if major == _BYTES else _text(data[at:end])), end
    if depth >= MAX_DEPTH:
        raise Rejected(Code.MALFORMED)
    return (_array if major == _ARRAY else _map)(data, at, number, depth + 1, ordered)


def _number(data: bytes, at: int, info: int) -> tuple[int, int]:
    width = _WIDTHS.get(info)
    if width is None:
        raise Rejected(Code.NONCANONICAL if info == _INDEFINITE else Code.MALFORMED)
    end = at + width
    if end > len(data):
        raise Rejected(Code.MALFORMED)
    number = int.from_bytes(data[at:end], "big")
    if number < _SMALLEST[info]:
        raise Rejected(Code.NONCANONICAL)
    return number, end


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Rejected(Code.MALFORMED) from None


def _array(data: bytes, at: int, count: int, depth: int, ordered: bool) -> tuple[Value, int]:
    items: list[Value] = []
    for _ in range(count):
        item, at = _item(data, at, depth, ordered)
        items.append(item)
    return items, at


def _map(data: bytes, at: int, count: int, depth: int, ordered: bool) -> tuple[Value, int]:
    items: dict[Key, Value] = {}
    before = b""
    for _ in range(count):
        key, end = _item(data, at, depth, ordered)
        if not isinstance(key, int | bytes | str) or isinstance(key, bool):
            raise Rejected(Code.MALFORMED)
        if key in items:
            raise Rejected(Code.DUPLICATE_KEY)
        if ordered and data[at:end] <= before:
            # A later key may still repeat: which of the two is said first matters to nobody.
            raise Rejected(Code.NONCANONICAL)
        before = data[at:end]
        items[key], at = _item(data, end, depth, ordered)
    return items, at


def _other(major: int, info: int) -> Value:
    if major == _OTHER and info in _SIMPLE:
        return _SIMPLE[info]
    known_kind = major == _TAG or info in _FLOATS or info == _INDEFINITE
    raise Rejected(Code.NONCANONICAL if known_kind else Code.MALFORMED)
