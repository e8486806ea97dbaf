"""``/api/v1/passes`` and ``/api/v1/gates/counts``: ask, approve, revoke, and the hourly counts of gates.

No endpoint takes a name or an ID number and answers with, or changes, somebody's passage: what is asked for with them
gets a secret link, and everything about a pass is asked with that link or by an office.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.conf import settings

from clearway.core.access import Scope
from clearway.core.passes import AskedBy, GateCount
from clearway.core.people import Actor, Role
from clearway.core.places import Point
from clearway.core.refusals import BadUsage, NotFound
from clearway.core.words import Bilingual
from clearway.loop import issue_pass, revoke_pass
from clearway.loop.count_gates import take_counts
from clearway.loop.desk import Desk
from clearway.loop.issue_pass import Asking
from clearway.loop.places_here import place_known, served_region
from clearway.record.reading import passes as read
from clearway.web.api.endpoint import Call, Endpoint
from clearway.web.api.pass_documents import (
    Approval,
    CountsGiven,
    CountsTold,
    PassGiven,
    PassReceiptTold,
    PassTold,
    RevocationGiven,
    RevocationTold,
)
from clearway.web.api.problems import NoKey
from clearway.web.desk import desk_of
from clearway.web.issuer import gates_now, resident_desk, site_desk
from clearway.web.viewer import actor_of, is_office

_NUMBER = re.compile(r"G\d{8}-\d{4,6}")


def _ask(call: Call) -> PassReceiptTold:
    given: PassGiven = call.document
    if not place_known(given.place_code):
        raise NotFound(what="place", number=given.place_code)
    gates_now(call.at)
    receipt = issue_pass.ask_for(_asking(given, call), settings.ENVIRONMENT.home, _desk(call))
    found, base = read.one_pass(receipt.number), f"{call.site}/passes/of/{receipt.link}"
    return PassReceiptTold(
        id=receipt.link,
        number=receipt.number,
        state=receipt.state,
        gates=list(found.wish.gates),
        answer_due=receipt.due_at,
        page=base,
        qr=f"{call.site}/api/v1/passes/{receipt.link}/qr.svg",
        sheet=f"{base}/sheet.pdf",
    )


def _asking(given: PassGiven, call: Call) -> Asking:
    start = _zoned(given.starts_at) or call.at
    by_office = call.key is not None and call.key.scope is Scope.HOTLINE
    return Asking(
        purpose=given.purpose,
        asked_by=AskedBy.HOTLINE if by_office else AskedBy(given.asked_by),
        place_code=given.place_code,
        starts_at=start,
        ends_at=_zoned(given.ends_at) or start + timedelta(hours=24),
        destination=given.destination,
        point=Point(given.lat, given.lon) if given.lat is not None and given.lon is not None else None,
        gates=None if given.gates is None else tuple(given.gates),
        companions=given.companions,
        uses=given.uses,
        name=given.name,
        id_number=given.id_number,
        note=given.note,
    )


def _decide(call: Call) -> PassTold:
    given: Approval = call.document
    desk, number = _office_desk(call), _number(call)
    act = issue_pass.approve if given.decision == "approve" else issue_pass.decline
    act(number, given.note, desk)
    return _told(number)


def _revoke(call: Call) -> RevocationTold:
    given: RevocationGiven = call.document
    number = _number(call)
    if number != call.parts["id"]:
        revoke_pass.holder_revokes(call.parts["id"], given.reason, resident_desk(call.at))
        return RevocationTold(number=number, standing="done")
    desk = _office_desk(call)
    if given.confirm is None:
        proposed = revoke_pass.propose(number, given.reason, desk)
        return RevocationTold(number=number, standing="proposed", revocation=proposed)
    if read.revocation(given.confirm).pass_number != number:
        raise NotFound(what="revocation", number=given.confirm)
    done = revoke_pass.confirm(given.confirm, desk)
    return RevocationTold(number=number, standing="done" if done else "held", revocation=given.confirm)


def _number(call: Call) -> str:
    """The number of the pass an address names, by its number or its holder's secret.

    Raises:
        NotFound: neither.
    """
    named = call.parts["id"]
    return named if _NUMBER.fullmatch(named) else issue_pass.found_by(named).number


def _count(call: Call) -> CountsTold:
    given: CountsGiven = call.document
    gates_now(call.at)
    counts = tuple(
        GateCount(gate=given.gate, hour=_aware(one.hour), purpose=one.purpose, verdict=one.verdict, count=one.count)
        for one in given.counts
    )
    return CountsTold(taken=take_counts(given.gate, given.batch, counts, site_desk(call.at)))


def _told(number: str) -> PassTold:
    found = read.one_pass(number)
    term = found.wish.term
    return PassTold(
        number=number, state=found.state, gates=list(found.wish.gates), starts_at=term.starts_at, ends_at=term.ends_at,
        reason=found.answer,
    )  # fmt: skip


def _desk(call: Call) -> Desk:
    """The hotline's where its key was sent, else a resident's: anybody may ask."""
    if call.key is not None and call.key.scope is Scope.HOTLINE:
        region = served_region(settings.ENVIRONMENT.county)
        return desk_of(Actor(name=f"key-{call.key.number}", role=Role.HOTLINE, region=region), call.at)
    return resident_desk(call.at)


def _office_desk(call: Call) -> Desk:
    """Deciding takes a named person: one who is signed in.

    Raises:
        NoKey: nobody is.
    """
    actor = actor_of(call.request)
    if actor is None or not is_office(actor):
        raise NoKey()
    return desk_of(actor, call.at)


def _zoned(moment: datetime | None) -> datetime | None:
    return None if moment is None else _aware(moment)


def _aware(moment: datetime) -> datetime:
    """A moment with its offset.

    Raises:
        BadUsage: it has none.
    """
    if moment.tzinfo is None:
        raise BadUsage(zh="时间须带时区，如 +08:00", en="a moment needs its offset, like +08:00")
    return moment


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="passes",
        name="ask_pass",
        what=Bilingual("申请通行证：就医、购药当场签发", "Ask for a pass: medical need and medicine at once"),
        act=_ask,
        takes=PassGiven,
        gives=PassReceiptTold,
        status=201,
        problems=(404, 422),
    ),
    Endpoint(
        method="POST",
        path="passes/{id}/approve",
        name="decide_pass",
        what=Bilingual("审批通行证（须登录）", "Decide on a request (a signed-in person)"),
        act=_decide,
        takes=Approval,
        gives=PassTold,
        problems=(401, 403, 404, 422),
    ),
    Endpoint(
        method="POST",
        path="passes/{id}/revoke",
        name="revoke_pass",
        what=Bilingual("撤销：持有人凭链接，单位须两人", "Revoke: a holder by link, an office by two persons"),
        act=_revoke,
        takes=RevocationGiven,
        gives=RevocationTold,
        problems=(401, 403, 404, 422),
    ),
    Endpoint(
        method="POST",
        path="gates/counts",
        name="count_gate",
        what=Bilingual("出入口每小时计数", "Hourly counts of a gate"),
        act=_count,
        takes=CountsGiven,
        gives=CountsTold,
        problems=(404, 422),
    ),
)
