"""Policies with structured limits: what an office above lets offices below do at most, and orders measured by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.barriers import Barrier
from clearway.core.moments import aware
from clearway.core.places import PlaceKind
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of a policy: what is allowed at most. Of an order below: what it imposes. None or empty: says nothing of it.

    ``days``: how long a closure lasts; ``unit``: the largest place closed; ``forbidden``: means nobody may use;
    ``demands``: means (papers, codes) an order asks for.
    """

    days: float | None = None
    unit: PlaceKind | None = None
    forbidden: tuple[Barrier, ...] = ()
    demands: tuple[Barrier, ...] = ()

    def __post_init__(self) -> None:
        if self.days is not None and self.days < 0:
            raise ValueError(f"a closure cannot last {self.days} days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy or order of an organ, binding the offices of ``region`` from ``since`` on."""

    number: str
    title: Bilingual
    organ: str
    region: str
    since: datetime
    limits: Limits
    source: str = ""

    def __post_init__(self) -> None:
        aware(self.since, name="since")
