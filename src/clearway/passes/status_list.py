"""A status list as a gate holds it: one bit a pass, least significant first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clearway.passes.limits import LIST_BYTES, LIST_ENTRIES, LIST_STALE


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
