"""Whether the words of a service request are shown to everybody: a named person reads them first."""

from __future__ import annotations

from clearway.core.decisions import Decision, Outcome
from clearway.core.intake_events import DescriptionModerated
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed

#: Who may read and let be seen, in their region.
MODERATORS = frozenset({Role.TOWNSHIP, Role.COUNTY_GOVERNMENT, Role.HOTLINE, Role.CITY, Role.PROVINCE})
#: Who sees what could not be delivered, and may have it sent again.
MAY_RESEND = frozenset({Role.HOTLINE, Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE})
LONGEST = 4_000


def moderate(number: str, place_code: str | None, text: str | None, *, by: Actor) -> Outcome:
    """Show ``text`` for request ``number``; None: withhold it. A request without a place is anybody's of them."""
    if by.role not in MODERATORS or (place_code is not None and not by.reaches(place_code)):
        return NotAllowed(role=by.role.value, place=place_code or by.region, act="moderate")
    if text is None:
        return Decision((DescriptionModerated(subject=number, shown=False),))
    words = text.strip()[:LONGEST]
    if not words:
        return Missing(zh="要公开的文字", en="the words to show")
    return Decision((DescriptionModerated(subject=number, shown=True, text=words),))
