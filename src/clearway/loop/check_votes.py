"""What comes of a vote told in a sentence beside the rules: so many doors of such areas, so many ballots each way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clearway.core.residents import Ballot, Body, OptionKind, Poll, SizeClass
from clearway.core.rules import Rulebook
from clearway.respond.residents.counting import count


def what_comes_of(asked: Mapping[str, Any], rulebook: Rulebook) -> dict[str, Any]:
    """The outcome, what was adopted, and each condition by name (True, False, None).

    ``asked``: ``body``, ``day``, ``special``; ``doors``: kind of door → ``number`` and ``area`` in square metres
    (least and most, where they differ); ``ballots``: option → kind of door → number.

    Raises:
        KeyError, ValueError, TypeError: it does not tell a vote.
    """
    result = count(_poll(asked), rulebook)
    conditions = {one.name: one.met for one in (*result.tests, *result.policy)}
    return {"outcome": result.outcome.value, "adopted": result.adopted, "consents": result.consents, **conditions}


def _poll(asked: Mapping[str, Any]) -> Poll:
    return Poll(
        number="example",
        body=Body(asked["body"]),
        special=asked.get("special", False),
        day=asked["day"].isoformat(),
        options=tuple((key, OptionKind(key)) for key in asked["ballots"]),
        sizes=tuple(_size(letter, told) for letter, told in asked["doors"].items()),
        ballots=tuple(_ballots(asked["ballots"])),
    )


def _size(letter: str, told: Mapping[str, Any]) -> SizeClass:
    area = told.get("area", 0)
    low, high = (area if isinstance(area, list) else [area, area])[:2]
    number = told["number"]
    return SizeClass(
        letter=letter, doors=number, low=round(low * 100), high=round(high * 100),
        total=round(told.get("total", (low + high) / 2 * number) * 100),
    )  # fmt: skip


def _ballots(told: Mapping[str, Mapping[str, int]]) -> Iterator[Ballot]:
    for option, sizes in told.items():
        for size, number in sizes.items():
            yield from (Ballot(receipt=f"{option}-{size}-{one:05}", option=option, size=size) for one in range(number))
