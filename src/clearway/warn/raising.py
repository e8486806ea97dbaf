"""Incidents → warnings: a new one is raised once; the same incident seen later updates its warning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from clearway.core.decisions import Decision
from clearway.core.evidence import FlowState
from clearway.core.places import Point
from clearway.warn.context import Surroundings
from clearway.warn.incidents import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWarning:
    """A warning already raised, as recorded: enough to know the same incident again and whether it changed."""

    number: str
    cell: str
    point: Point
    since: datetime
    state: FlowState
    probability: float
    priority: float
    triggers: tuple[str, ...]
    sensor_links: tuple[str, ...] = ()
    report_numbers: tuple[str, ...] = ()
    ended_at: datetime | None = None


def raise_warnings(
    incidents: Iterable[Incident],
    open_warnings: Iterable[OpenWarning],
    surroundings: Mapping[str, Surroundings],
    *,
    at: datetime,
    number_of: Callable[[int], str],
) -> Decision:
    """``WarningRaised`` and ``WarningUpdated`` events for what is new or changed; nothing new: an empty decision.

    ``surroundings`` by incident ``key``; an incident without an entry is left out (its place is not known).
    ``number_of(i)`` gives the number of the i-th new warning of this decision (i = 0, 1, …).
    """
    raise NotImplementedError
