"""Events of one kind written with one statement, where many come in one decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from clearway.core.events import Event
from clearway.core.people import Actor
from clearway.record.writers.table import write

Many = Callable[..., None]
_MANY: dict[type[Event], Many] = {}


def writes_many(form: type[Event]) -> Callable[[Many], Many]:
    """Register the decorated function as the writer of several events of type ``form``: it takes them as a list.

    Only for kinds whose rows are made anew and depend on no other row of the same decision.
    """

    def register(writer: Many) -> Many:
        _MANY[form] = writer
        return writer

    return register


def write_all(events: Sequence[Event], *, by: Actor, at: datetime) -> None:
    """Write the rows of all events: those of a kind that can be written together where the first of them stands."""
    if len(events) < 3:
        for event in events:
            write(event, by=by, at=at)
        return
    alike: dict[type[Event], list[Any]] = {}
    for event in events:
        alike.setdefault(type(event), []).append(event)
    for event in events:
        form = type(event)
        if form not in _MANY or len(alike[form]) == 1:
            write(event, by=by, at=at)
        elif event is alike[form][0]:
            _MANY[form](alike[form], by=by, at=at)
