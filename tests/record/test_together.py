"""Acts that come at once: each is done once, gets its own answer, and one that cannot be done spoils no other."""

from __future__ import annotations

import threading
from collections.abc import Callable

from clearway.record.together import MOST, Together

_SECONDS = 20


def _at_once(count: int, act: Callable[[int], object]) -> dict[int, object]:
    answers: dict[int, object] = {}

    def one(number: int) -> None:
        try:
            answers[number] = act(number)
        except ValueError as fault:
            answers[number] = fault

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(_SECONDS)
    assert not any(thread.is_alive() for thread in threads)
    return answers


def test_who_comes_while_another_writes_is_written_with_the_rest():
    begun, go_on, batches = threading.Event(), threading.Event(), list[list[int]]()

    def handle(items: list[int]) -> list[int]:
        batches.append(items)
        begun.set()
        go_on.wait(_SECONDS)
        return [item * 10 for item in items]

    together = Together(handle)
    first = threading.Thread(target=together.do, args=(0,))
    first.start()
    begun.wait(_SECONDS)
    waiting = [threading.Thread(target=together.do, args=(number,)) for number in range(1, 9)]
    for thread in waiting:
        thread.start()
    while len(together._queue) < 8:
        pass
    go_on.set()
    for thread in (first, *waiting):
        thread.join(_SECONDS)
    assert [len(batch) for batch in batches] == [1, 8]


def test_each_gets_the_answer_to_its_own():
    together = Together(lambda items: [item * item for item in items])
    for _ in range(20):
        assert _at_once(40, together.do) == {number: number * number for number in range(40)}


def test_no_more_than_most_are_written_at_once():
    sizes: list[int] = []

    def handle(items: list[int]) -> list[int]:
        sizes.append(len(items))
        return items

    together = Together(handle)
    assert len(_at_once(3 * MOST, together.do)) == 3 * MOST
    assert sum(sizes) == 3 * MOST
    assert max(sizes) <= MOST


def test_one_that_cannot_be_done_spoils_no_other():
    done: list[int] = []

    def handle(items: list[int]) -> list[int]:
        if 7 in items:
            raise ValueError("seven")
        done.extend(items)
        return items

    answers = _at_once(20, Together(handle).do)
    assert isinstance(answers.pop(7), ValueError)
    assert answers == {number: number for number in range(20) if number != 7}
    assert sorted(done) == sorted(answers)


def test_after_a_fault_the_next_one_is_done():
    def handle(items: list[int]) -> list[int]:
        if items == [0]:
            raise ValueError("nothing")
        return items

    together = Together(handle)
    assert isinstance(_at_once(1, together.do)[0], ValueError)
    assert together.do(5) == 5
