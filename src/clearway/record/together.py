"""Many small acts in one transaction: whoever comes while another writes waits a moment and is written with the rest.

A disk flush costs as much for one report as for fifty. Nobody is told "done" before the flush that covers them.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
#: Acts in one transaction at most: nobody waits longer than these take.
MOST = 64


class _Waiting(Generic[Item, Result]):
    __slots__ = ("done", "fault", "item", "result")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.done = False
        self.result: Result | None = None
        self.fault: BaseException | None = None


class Together(Generic[Item, Result]):
    """``handle`` takes a list of items and returns their results in order, all in one transaction.

    Where it raises for several, each is tried alone, so that one act that cannot be done spoils no other.
    """

    def __init__(self, handle: Callable[[list[Item]], Sequence[Result]]) -> None:
        self._handle = handle
        self._queue: deque[_Waiting[Item, Result]] = deque()
        self._turn = threading.Lock()

    def do(self, item: Item) -> Result:
        """The result of ``item``, once its transaction is on the disk.

        Raises:
            Whatever ``handle`` raises for this item alone.
        """
        mine = _Waiting[Item, Result](item)
        self._queue.append(mine)
        with self._turn:
            while not mine.done:
                self._next_batch()
        if mine.fault is not None:
            raise mine.fault
        return mine.result  # type: ignore[return-value]

    def _next_batch(self) -> None:
        batch = [self._queue.popleft() for _ in range(min(MOST, len(self._queue)))]
        try:
            results = self._handle([one.item for one in batch])
        except BaseException as fault:
            if len(batch) == 1:
                batch[0].fault, batch[0].done = fault, True
                return
            for one in batch:
                self._alone(one)
            return
        for one, result in zip(batch, results, strict=True):
            one.result, one.done = result, True

    def _alone(self, one: _Waiting[Item, Result]) -> None:
        try:
            (one.result,) = self._handle([one.item])
        except BaseException as fault:
            one.fault = fault
        one.done = True
