"""The change of a status list since an older one: entries as they are now, signed; applying it twice is safe.

A CWT (``application/clearway-statuslist-delta+cwt``) with the list's sub, exp and iat, and private claims: since when
(the iat of the older list), entries now set, entries now clear (both ascending).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.passes import cbor
from clearway.passes.cose import sign1
from clearway.passes.keys import SigningKey
from clearway.passes.status_list import entries_of
from clearway.passes.wire import EXP, IAT, SUB

DELTA_TYPE = "application/clearway-statuslist-delta+cwt"
SINCE, SET, CLEARED = -65539, -65540, -65541


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """``since``: iat of the older list, seconds; entries ascending."""

    since: int
    now_set: tuple[int, ...]
    cleared: tuple[int, ...]


def delta_between(before: bytes, after: bytes, since: int) -> Delta:
    """What changed between two bitmaps of one length.

    Raises:
        ValueError: lists of different length.
    """
    changed = bytes(a ^ b for a, b in zip(before, after, strict=True))
    entries: dict[bool, list[int]] = {True: [], False: []}
    for index in entries_of(changed):
        entries[bool(after[index >> 3] >> (index & 7) & 1)].append(index)
    return Delta(since=since, now_set=tuple(entries[True]), cleared=tuple(entries[False]))


def applied(before: bytes, delta: Delta) -> bytes:
    """The list after ``delta``.

    Raises:
        IndexError: an entry beyond the list.
    """
    bits = bytearray(before)
    for index in delta.now_set:
        bits[index >> 3] |= 1 << (index & 7)
    for index in delta.cleared:
        bits[index >> 3] &= ~(1 << (index & 7)) & 0xFF
    return bytes(bits)


def sign_delta(delta: Delta, *, uri: str, iat: int, exp: int, key: SigningKey) -> bytes:
    """The signed delta of the list at ``uri`` stamped ``iat`` (seconds)."""
    claims: dict[cbor.Key, cbor.Value] = {
        SUB: uri,
        EXP: exp,
        IAT: iat,
        SINCE: delta.since,
        SET: [*_ascending(delta.now_set)],
        CLEARED: [*_ascending(delta.cleared)],
    }
    return sign1(cbor.encode(claims), key, typ=DELTA_TYPE)


def _ascending(entries: Iterable[int]) -> list[cbor.Value]:
    return [*sorted(entries)]
