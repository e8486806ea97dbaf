"""A person overrides the machine: easy, with a reason, and never for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from clearway.core.decisions import Decision, Outcome
from clearway.core.events import WarningDismissed
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.warnings import WarningFacts

#: Who may override a warning: named persons who know the place.
OVERRIDERS = frozenset({Role.COMMUNITY, Role.TOWNSHIP, Role.INSPECTOR, Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT})
LONGEST = timedelta(days=7)


def dismiss_warning(
    warning: WarningFacts, reason: str, *, by: Actor, at: datetime, lasts: timedelta = timedelta(days=1)
) -> Outcome:
    """Set the warning aside for ``lasts`` (at most a week); a check already opened goes on, its clock too.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (it has ended), ``Missing`` (a reason; a term up to a week).
    """
    if by.role not in OVERRIDERS or not by.reaches(warning.raised.place_code):
        return NotAllowed(role=by.role.value, place=warning.raised.place_code, act="dismiss")
    if warning.ended_at is not None:
        return WrongState(subject=warning.number, state="ended", act="dismiss")
    if not reason.strip():
        return Missing(zh="理由", en="a reason")
    if not timedelta() < lasts <= LONGEST:
        return Missing(zh="七天以内的期限", en="a term of at most seven days")
    return Decision((WarningDismissed(subject=warning.number, reason=reason, until=at + lasts),))
