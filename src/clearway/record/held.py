"""Answers of the record held for a moment: what every report asks for and what changes a few times a day.

A key, a place, the words editors added: asked of the database for each of three hundred reports a second they cost more
than the writing. An answer is held for a quarter of a second, and dropped at once where this process writes anything
but reports; so a key revoked by another process opens nothing a quarter of a second later.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from django.db import connection

Key = TypeVar("Key")
Value = TypeVar("Value")
#: How long an answer counts.
SECONDS = 0.25
#: Answers held at most; more are not worth a thought: all are asked anew.
MOST = 4_096


class Held(Generic[Key, Value]):
    """``ask(key)``, asked anew after ``SECONDS``. Inside a transaction nothing is held: it sees what it wrote."""

    _age: ClassVar[int] = 0

    def __init__(self, ask: Callable[[Key], Value]) -> None:
        self._ask = ask
        self._answers: dict[Key, tuple[float, int, Value]] = {}

    def __call__(self, key: Key) -> Value:
        """The answer for ``key``, at most ``SECONDS`` old."""
        if connection.in_atomic_block:
            return self._ask(key)
        now, age = time.monotonic(), Held._age
        found = self._answers.get(key)
        if found is not None and found[0] > now and found[1] == age:
            return found[2]
        answer = self._ask(key)
        if len(self._answers) >= MOST:
            self._answers.clear()
        self._answers[key] = (now + SECONDS, age, answer)
        return answer

    @staticmethod
    def forget() -> None:
        """Drop all that is held, everywhere in this process: the record changed."""
        Held._age += 1
