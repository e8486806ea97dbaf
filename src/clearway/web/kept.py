"""Heavy public pages drawn once for everybody: kept while the ledger stands still, and never redrawn without a pause.

A stranger asking for a review again and again must not burn the machine. What was drawn is given again as long as no
line was added to the ledger, at most ten minutes (days go on); where lines are added all the time, drawing rests three
times as long as it took, so that it never takes more than a quarter of one core.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

from clearway.record.ledger import head

Drawn = TypeVar("Drawn")
#: Seconds one drawing is given at most, where the ledger stands still.
LONGEST = 600.0
#: How many times as long as it took drawing rests, where the ledger moves; what took less than ``QUICK`` need not rest.
REST, QUICK = 3.0, 0.2
#: Drawings kept in one process.
MOST = 48


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was drawn, at which head of the ledger, when, and how many seconds it took."""

    drawn: Any
    head: str
    at: float
    took: float

    def holds(self, newest: str, now: float) -> bool:
        age = now - self.at
        if self.head == newest:
            return age < LONGEST
        return self.took >= QUICK and age < REST * self.took


_kept: OrderedDict[tuple[object, ...], _Kept] = OrderedDict()
_locks: dict[tuple[object, ...], Lock] = {}
_guard = Lock()


def once(key: tuple[object, ...], draw: Callable[[], Drawn]) -> Drawn:
    """``draw()``, or what it gave before under ``key``; whoever asks while it is drawn waits for it. Inside a
    transaction nothing is kept."""
    if connection.in_atomic_block:
        return draw()
    with _guard:
        lock = _locks.setdefault(key, Lock())
    with lock:
        newest, now = head().digest, time.monotonic()
        found = _kept.get(key)
        if found is not None and found.holds(newest, now):
            drawn: Drawn = found.drawn
            return drawn
        drawn = draw()
        _keep(key, _Kept(drawn, newest, now, time.monotonic() - now))
        return drawn


def forget() -> None:
    """Drop everything kept in this process."""
    with _guard:
        _kept.clear()
        _locks.clear()


def _keep(key: tuple[object, ...], one: _Kept) -> None:
    with _guard:
        _kept[key] = one
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            gone, _ = _kept.popitem(last=False)
            _locks.pop(gone, None)
