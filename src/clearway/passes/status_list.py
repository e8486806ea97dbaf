"""Status lists: one bit a pass, as IETF Token Status List (CWT and JWT), whole or as the change since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.passes.keys import SigningKey
from clearway.passes.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A list as a gate holds it: ``bitmap`` raw, least significant bit first; times in seconds."""

    bitmap: bytes
    iat: int
    exp: int

    def revoked(self, index: int) -> bool | None:
        """Whether the entry is set; None where the list has no such entry."""
        byte = index >> 3
        return bool(self.bitmap[byte] >> (index & 7) & 1) if byte < len(self.bitmap) else None


def bitmap_of(revoked: Iterable[int]) -> bytes:
    """The 131,072 bytes of a list with these entries set."""
    raise NotImplementedError


def sign_cwt(bitmap: bytes, *, uri: str, iat: int, exp: int, ttl: int, key: SigningKey) -> bytes:
    """``application/statuslist+cwt``."""
    raise NotImplementedError


def sign_jwt(bitmap: bytes, *, uri: str, iat: int, exp: int, ttl: int, key: SigningKey) -> str:
    """``application/statuslist+jwt``."""
    raise NotImplementedError


def read_status(token: bytes, trust: Trust, *, uri: str, now: int, min_iat: int | None = None) -> StatusList:
    """A signed list (CWT, or a JWT as ASCII) under our profile.

    Raises:
        Rejected: with the code of what does not hold.
    """
    raise NotImplementedError


def delta(before: bytes, after: bytes) -> bytes:
    """The change between two bitmaps: zlib of the entries that changed, as ascending differences in LEB128."""
    raise NotImplementedError


def apply_delta(before: bytes, change: bytes) -> bytes:
    """``after`` of ``delta``.

    Raises:
        ValueError: not a change of this list.
    """
    raise NotImplementedError
