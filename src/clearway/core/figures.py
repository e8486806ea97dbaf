"""A measured figure, as ``clearway bench`` prints it: with its unit, its target and the peer beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``value`` in ``unit``; ``target`` in words, ``met`` None where there is none; ``equal`` whether the results
    of the engine and its peer were checked equal first (None: nothing to compare)."""

    name: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    peer: str = ""
    peer_value: float | None = None
    equal: bool | None = None
    note: str = ""
