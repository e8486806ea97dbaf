"""Which function writes which kind of event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from clearway.core.events import Event
from clearway.core.people import Actor

AnyEvent = TypeVar("AnyEvent", bound=Event, contravariant=True)


class Writer(Protocol[AnyEvent]):
    """Turns one event into rows; called by the door alone, inside its transaction."""

    def __call__(self, event: AnyEvent, /, *, by: Actor, at: datetime) -> None:
        """Write the rows of ``event``."""


class UnknownEvent(TypeError):
    """No writer is registered for a kind of event: the decision must not be half written."""


WRITERS: dict[type[Event], Any] = {}


def writes(form: type[AnyEvent]) -> Callable[[Writer[AnyEvent]], Writer[AnyEvent]]:
    """Register the decorated function as the writer of events of type ``form``."""

    def register(writer: Writer[AnyEvent]) -> Writer[AnyEvent]:
        WRITERS[form] = writer
        return writer

    return register


def write(event: Event, *, by: Actor, at: datetime) -> None:
    """Write the rows of one event.

    Raises:
        UnknownEvent: nobody knows how.
    """
    if type(event) not in WRITERS:
        raise UnknownEvent(f"no writer for {type(event).__name__}: add one in clearway.record.writers")
    WRITERS[type(event)](event, by=by, at=at)
