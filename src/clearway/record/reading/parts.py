"""Long lists of keys in parts that every database takes in one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_MOST = 5_000


def in_parts(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys, five thousand at a time."""
    kept = sorted(set(keys))
    for start in range(0, len(kept), _MOST):
        yield kept[start : start + _MOST]
