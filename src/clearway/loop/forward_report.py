"""A report that is a neighbour's matter goes to its Open311 endpoint, and how it stands there comes back."""

from __future__ import annotations

from clearway.core.decisions import Decision
from clearway.core.intake_events import ForwardAnswered, RequestForwarded
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed, NotFound, WrongState
from clearway.loop.desk import Desk, write
from clearway.record.door import session
from clearway.record.models import ForwardRow, ReportRow, ServiceRequestRow
from clearway.record.seals import seal
from clearway.sources.open311_client import Neighbour, number_of_token, remote_status, send_request

_FORWARDERS = frozenset({Role.HOTLINE, Role.TOWNSHIP, Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE, Role.MACHINE})
_USUAL = "blocked_other"


def forward_report(number: str, neighbour: Neighbour, desk: Desk, service_code: str = "") -> str:
    """Send report ``number`` on; returns its id (or token) there. Done before, nothing is sent.

    The same idempotency key is sent whenever it is tried again: killed between sending and writing, a neighbour that
    knows such keys (another Clearway) keeps it once.

    Raises:
        Refusal: no such report, not this person, its text was forgotten, the neighbour did not take it.
    """
    row = _report(number, desk.by)
    done = ForwardRow.objects.filter(report=number, endpoint=neighbour.endpoint).first()
    if done is not None:
        return done.remote_id or done.remote_token
    if not row.text:
        raise WrongState(subject=number, state="forgotten", act="forward")
    code = service_code or _service_of(row)
    fields = {
        "service_code": code,
        "description": row.text,
        "lat": "" if row.lat is None else repr(row.lat),
        "long": "" if row.lon is None else repr(row.lon),
        "address_string": "" if row.lat is not None else (row.place_code or ""),
    }
    remote, token = send_request(neighbour, fields, seal("forward", f"{number}\n{neighbour.endpoint}")[:40])
    event = RequestForwarded(
        subject=number, endpoint=neighbour.endpoint, service_code=code, remote_id=remote, remote_token=token
    )
    write(Decision((event,)), desk)
    return remote or token


def follow_forwards(neighbour: Neighbour, desk: Desk) -> int:
    """Ask how all open forwards to this neighbour stand; returns how many changed.

    Raises:
        NeighbourRefused: it does not answer.
    """
    changed = 0
    for row in list(ForwardRow.objects.filter(endpoint=neighbour.endpoint, status="open").order_by("id")):
        remote = row.remote_id or number_of_token(neighbour, row.remote_token)
        if not remote:
            continue
        found = remote_status(neighbour, remote)
        if (found.status, found.note) != (row.status, row.note):
            event = ForwardAnswered(subject=row.report, endpoint=row.endpoint, status=found.status, note=found.note)
            write(Decision((event,)), desk)
            changed += 1
    return changed


def _report(number: str, by: Actor) -> ReportRow:
    with session():
        row = ReportRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="report", number=number[:40])
    if by.role not in _FORWARDERS or (row.place_code is not None and not by.reaches(row.place_code)):
        raise NotAllowed(role=by.role.value, place=row.place_code or by.region, act="forward")
    return row


def _service_of(row: ReportRow) -> str:
    asked = ServiceRequestRow.objects.filter(report=row.number).first()
    return asked.service_code if asked else row.service or _USUAL
