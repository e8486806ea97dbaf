"""A sealed contact is looked at by the hotline alone, never by the office complained about, and the ledger says why."""

from __future__ import annotations

from clearway.core.decisions import Decision
from clearway.core.intake_events import ContactOpened
from clearway.core.notices import Contact
from clearway.core.people import Role
from clearway.core.refusals import Missing, NotAllowed, NotFound
from clearway.loop.desk import Desk, write
from clearway.record.contacts import open_contact
from clearway.record.door import session
from clearway.record.models import ReportRow
from clearway.record.notices import contacts_of


def look_at_contact(number: str, reason: str, desk: Desk) -> Contact:
    """How whoever told report ``number`` can be reached; the reason stands in the ledger before anything is shown.

    Raises:
        NotAllowed: not the hotline of this place.
        Missing: no reason.
        NotFound: no such report, or no contact was left.
    """
    with session():
        row = ReportRow.objects.filter(number=number).first()
        if row is None:
            raise NotFound(what="report", number=number[:40])
        place = row.place_code or desk.by.region
        if desk.by.role is not Role.HOTLINE or not desk.by.reaches(place):
            raise NotAllowed(role=desk.by.role.value, place=place, act="open_contact")
        if not reason.strip():
            raise Missing(zh="查看的理由", en="a reason to look")
        found = contacts_of([number])
        if not found:
            raise NotFound(what="report", number=number)
        write(Decision((ContactOpened(subject=number, reason=reason.strip()[:300]),)), desk)
    return open_contact(found[0].sealed)
