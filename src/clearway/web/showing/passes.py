"""What waits at an office's board about passes: requests, revocations to be signed, appeals; each with its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.people import Actor
from clearway.core.words import Bilingual
from clearway.record.models import PassAppealRow, PassRow
from clearway.record.reading import passes as read
from clearway.record.reading.naming import place_names
from clearway.record.reading.town import code_prefix


@dataclass(frozen=True, slots=True, kw_only=True)
class PassDue:
    """One thing to do; ``due`` None where no clock runs."""

    what: Bilingual
    number: str
    place: Bilingual
    due: datetime | None


def passes_due(actor: Actor) -> list[PassDue]:
    """Requests by their clock, then appeals, then revocations that wait for a signature."""
    waiting = read.passes_waiting(actor.region)
    names = place_names(one.wish.place_code for one in waiting)
    requests = [
        PassDue(what=REQUEST, number=one.number, place=names[one.wish.place_code], due=one.due_at) for one in waiting
    ]
    return [*requests, *_appeals(actor), *_revocations(actor)]


REQUEST = Bilingual("通行证申请", "request for a pass")
APPEAL = Bilingual("通行证申诉", "appeal about a pass")
REVOCATION = Bilingual("撤销待签", "revocation to be signed")


def _appeals(actor: Actor) -> list[PassDue]:
    rows = list(PassAppealRow.objects.filter(upheld=None).order_by("due_at"))
    inside = PassRow.objects.filter(place_code__startswith=code_prefix(actor.region))
    inside = inside.filter(number__in=[row.pass_number for row in rows])
    places = dict(inside.values_list("number", "place_code"))
    rows = [row for row in rows if row.pass_number in places]
    names = place_names(places[row.pass_number] for row in rows)
    return [
        PassDue(what=APPEAL, number=row.pass_number, place=names[places[row.pass_number]], due=row.due_at)
        for row in rows
    ]


def _revocations(actor: Actor) -> list[PassDue]:
    found = [(one, read.one_pass(one.pass_number)) for one in read.revocations_waiting(actor.region)]
    names = place_names(known.wish.place_code for _, known in found)
    return [
        PassDue(what=REVOCATION, number=known.number, place=names[known.wish.place_code], due=None)
        for _, known in found
    ]
