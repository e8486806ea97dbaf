"""Samples anybody can draw again: a frame, a published seed, and SHA-256 in place of a generator.

Weighted sampling without replacement after Efraimidis and Spirakis (Weighted random sampling with a reservoir,
Information Processing Letters 97, 2006): each entry gets u^(1/w), the largest are taken. ``u`` comes from the seed and
the entry's own key, so that neither the order of the frame nor the version of a library changes the sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from math import log

from clearway.core.inspections import Draw, Entry

_BITS = 53


def frame_digest(entries: Iterable[Entry]) -> str:
    """SHA-256 (hex) of the frame: a line an entry (key, tab, weight to six places), sorted by key, UTF-8."""
    lines = sorted(f"{entry.key}\t{entry.weight:.6f}" for entry in entries)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def sample(entries: Sequence[Entry], seed: str, size: int, draw: Draw) -> tuple[str, ...]:
    """The keys of ``size`` entries (all, where there are fewer), the first drawn first.

    Raises:
        ValueError: ``size`` is negative, a weight is not above 0, or a key comes twice.
    """
    if size < 0 or any(entry.weight <= 0 for entry in entries):
        raise ValueError("a sample needs a size and weights above 0")
    if len({entry.key for entry in entries}) != len(entries):
        raise ValueError("a key stands twice in the frame")
    rank = {
        entry.key: log(_uniform(seed, entry.key)) / (entry.weight if draw is Draw.RISK else 1.0) for entry in entries
    }
    return tuple(sorted(rank, key=lambda key: (-rank[key], key))[:size])


def _uniform(seed: str, key: str) -> float:
    """A number above 0 and below 1, from the first 53 bits of SHA-256 of seed, newline, key."""
    digest = hashlib.sha256(f"{seed}\n{key}".encode()).digest()
    return ((int.from_bytes(digest[:8], "big") >> (64 - _BITS)) + 0.5) / (1 << _BITS)
