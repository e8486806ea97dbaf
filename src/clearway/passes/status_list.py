"""A status list as a gate holds it: one bit a pass, least significant first; whole, or as the change since."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clearway.passes.limits import LIST_BYTES, LIST_ENTRIES, LIST_STALE

_BEST = 9
_MORE = 0x80


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A list whose signature was checked: ``bitmap`` raw; ``iat`` and ``exp`` in seconds."""

    bitmap: bytes
    iat: int
    exp: int

    def revoked(self, index: int) -> bool | None:
        """Whether the entry is set; None where the list has no such entry."""
        byte = index >> 3
        return bool(self.bitmap[byte] >> (index & 7) & 1) if byte < len(self.bitmap) else None

    def fresh(self, now: int) -> bool:
        """Neither expired nor older than 24 hours at ``now`` (seconds)."""
        return now < self.exp and now - self.iat <= LIST_STALE


def bitmap_of(revoked: Iterable[int]) -> bytes:
    """The 131,072 bytes of a list with these entries set.

    Raises:
        ValueError: an entry outside the list.
    """
    bits = bytearray(LIST_BYTES)
    for index in revoked:
        if not 0 <= index < LIST_ENTRIES:
            raise ValueError(f"no entry {index} in a list of {LIST_ENTRIES}")
        bits[index >> 3] |= 1 << (index & 7)
    return bytes(bits)


def entries_of(bitmap: bytes) -> Iterator[int]:
    """The entries that are set, ascending."""
    for place, byte in enumerate(bitmap):
        if byte:
            yield from (place << 3 | bit for bit in range(8) if byte >> bit & 1)


def delta(before: bytes, after: bytes) -> bytes:
    """The change between two bitmaps of one length: zlib of the steps from one changed entry to the next, as LEB128.

    The first step counts from −1, so that every step is at least 1. Nothing changed: zlib of nothing.
    """
    if len(before) != len(after):
        raise ValueError("two lists of different length")
    changed = entries_of(bytes(a ^ b for a, b in zip(before, after, strict=True)))
    steps = bytearray()
    last = -1
    for index in changed:
        steps += _leb128(index - last)
        last = index
    return zlib.compress(bytes(steps), _BEST)


def apply_delta(before: bytes, change: bytes) -> bytes:
    """``after`` of ``delta``.

    Raises:
        ValueError: not a change of this list.
    """
    inflater = zlib.decompressobj()
    try:
        steps = inflater.decompress(change, 4 * len(before))
    except zlib.error:
        raise ValueError("a change that is not zlib") from None
    if not inflater.eof or inflater.unused_data:
        raise ValueError("a change that is not whole")
    bits = bytearray(before)
    last = -1
    for step in _steps(steps):
        last += step
        if step < 1 or last >= len(bits) * 8:
            raise ValueError("a change beyond the list")
        bits[last >> 3] ^= 1 << (last & 7)
    return bytes(bits)


def _leb128(number: int) -> bytes:
    out = bytearray()
    while number >= _MORE:
        out.append(number & (_MORE - 1) | _MORE)
        number >>= 7
    out.append(number)
    return bytes(out)


def _steps(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & (_MORE - 1)) << shift
        shift += 7
        if not byte & _MORE:
            yield number
            number = shift = 0
    if shift:
        raise ValueError("a change that breaks off")
