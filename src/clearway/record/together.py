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
    __slots__ = ("called", "done", "fault", "item", "result")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.done = False
        self.result: Result | None = None
        self.fault: BaseException | None = None
        self.called = threading.Lock()
        self.called.acquire()


class Together(Generic[Item, Result]):
    """``handle`` takes a list of items and returns their results in order, all in one transaction.

    Where it raises for several, each is tried alone, so that one act that cannot be done spoils no other. One thread
    writes at a time; each of the others sleeps at a lock of its own until its item is done or its turn has come, so
    that no crowd is woken for one.
    """

    def __init__(self, handle: Callable[[list[Item]], Sequence[Result]]) -> None:
        self._handle = handle
        self._queue: deque[_Waiting[Item, Result]] = deque()
        self._guard = threading.Lock()
        self._writing = False

    def do(self, item: Item) -> Result:
        """The result of ``item``, once its transaction is on the disk.

        Raises:
            Whatever ``handle`` raises for this item alone.
        """
        mine = _Waiting[Item, Result](item)
        with self._guard:
            self._queue.append(mine)
            others_write, self._writing = self._writing, True
        if others_write:
            mine.called.acquire()
        if not mine.done:
            self._write_until(mine)
        if mine.fault is not None:
            raise mine.fault
        return mine.result  # type: ignore[return-value]

    def _write_until(self, mine: _Waiting[Item, Result]) -> None:
        while not mine.done:
            self._next_batch(mine)
        with self._guard:
            following = self._queue[0] if self._queue else None
            self._writing = following is not None
        if following is not None:
            following.called.release()

    def _next_batch(self, mine: _Waiting[Item, Result]) -> None:
        batch = [self._queue.popleft() for _ in range(min(MOST, len(self._queue)))]
        try:
            results = self._handle([one.item for one in batch])
            for one, result in zip(batch, results, strict=True):
                one.result, one.done = result, True
        except BaseException as fault:
            self._one_by_one(batch, fault)
        for one in batch:
            if one is not mine:
                one.called.release()

    def _one_by_one(self, batch: list[_Waiting[Item, Result]], fault: BaseException) -> None:
        for one in batch:
            try:
                if len(batch) == 1:
                    raise fault
                (one.result,) = self._handle([one.item])
            except BaseException as own:
                one.fault = own
            one.done = True
