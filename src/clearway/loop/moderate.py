"""A named person reads the words of a service request and lets everybody see them, or not."""

from __future__ import annotations

from clearway.core.refusals import NotFound
from clearway.loop.desk import Desk, write
from clearway.monitor.masking import mask
from clearway.record.door import session
from clearway.record.reading.service_requests import requests_numbered
from clearway.respond.moderation import moderate


def show_description(number: str, text: str, desk: Desk) -> None:
    """Show ``text`` (masked once more) for request ``number``.

    Raises:
        Refusal: no such request, not this person, no words.
    """
    _moderate(number, mask(text.replace("\0", "")), desk)


def withhold_description(number: str, desk: Desk) -> None:
    """Withhold it, or take it back.

    Raises:
        Refusal: no such request, not this person.
    """
    _moderate(number, None, desk)


def _moderate(number: str, text: str | None, desk: Desk) -> None:
    with session():
        found = requests_numbered([number])
        if not found:
            raise NotFound(what="report", number=number[:40])
        write(moderate(number, found[0].report.place_code, text, by=desk.by), desk)
