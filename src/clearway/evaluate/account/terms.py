"""What a measure does to whom, as facts with their sources: all that is reckoned of its cost is reckoned from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from clearway.core.words import Bilingual
from clearway.evaluate.account.span import Span

#: Nobody leaves home, nobody leaves the compound, or everybody goes where they like.
State = Literal["home", "compound", "open"]
#: Kinds that bring help home: told as lost or later, never as trips.
HELP = frozenset({"ambulance", "fire"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A number and who says so. ``value`` None: nobody does, and ``source`` says why; ``at_least``: a part of it is
    not known."""

    value: float | None
    source: Bilingual
    at_least: bool = False

    def __post_init__(self) -> None:
        if self.value is not None and not 0 <= self.value < float("inf"):
            raise ValueError(f"{self.value} is no count")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLoss:
    """What closed ways take of one kind: people with no way, people with a longer one, the minutes one trip of each
    of those who live outside the measure takes longer, and the longest single delay (minutes)."""

    kind: str
    cut_off: float
    delayed: float
    outside_minutes: float
    worst_minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What the road engine says of the ways the measure closes; ``losses`` None: it cannot say, for ``source``.

    ``shut_in``: people who live outside what the measure holds and are left no way to anything at all.
    """

    losses: tuple[RoadLoss, ...] | None
    source: Bilingual
    links: tuple[int, ...] = ()
    shut_in: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One measure over ``span``. ``past_hours`` of it lie beyond the release clock; ``barrier``: ways are closed or
    gates kept; ``share`` of each day it holds. ``lessons``: school days in the span."""

    span: Span
    state: State
    barrier: bool
    people: Fact
    pupils: Fact
    lessons: Fact
    businesses: Fact
    gates: Fact
    ways: Ways
    past_hours: float = 0.0
    share: float = 1.0
    scope: tuple[str, ...] = field(default=())
