"""Gates of measures get their numbers; the trust list says which may ask for a pass, and until when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from clearway.core.decisions import Decision
from clearway.core.measures import MeasureKind
from clearway.core.pass_events import GateListed
from clearway.core.passes import ControlledGate
from clearway.core.places import Point
from clearway.core.rules import Rulebook
from clearway.loop.desk import Desk
from clearway.loop.look_at_map import roads_of
from clearway.loop.pass_keys import NoRoot, PassKeys
from clearway.passes import limits
from clearway.passes.trust import Gate, TrustList
from clearway.passes.trust_tokens import sign_trust
from clearway.record import reading
from clearway.record.door import commit, session
from clearway.record.models import GateRow, MeasureRow
from clearway.record.reading import passes as read
from clearway.record.reading.rebuild import measure_of
from clearway.respond.passes.gates import has_gates, listed
from clearway.roads.refusals import NoSuchLink

_FIRST_NUMBER = 1001
#: A measure drawn with more links than this is an area, not a row of gates.
_MOST_LINKS = 16


def list_gates(home: Path, desk: Desk) -> tuple[int, ...]:
    """Number the gates of every measure that has none yet; again, it finds nothing to do. The new numbers."""
    if not _without_gates(desk.at):
        return ()
    with session():
        new = _without_gates(desk.at)
        number = max([_FIRST_NUMBER - 1, *GateRow.objects.values_list("number", flat=True)])
        stands = [(row, link, point) for row in new for link, point in _stands(row, home)]
        events = [
            GateListed(
                subject=str(number + at), measure=row.number, place_code=row.place_code or "", link=link, point=point
            )
            for at, (row, link, point) in enumerate(stands, start=1)
        ]
        commit(Decision(tuple(events)), by=desk.by, at=desk.at)
    return tuple(int(event.subject) for event in events)


def _without_gates(at: datetime) -> list[MeasureRow]:
    """Measures in force or to come that control passage and have no numbered gate."""
    rows = MeasureRow.objects.filter(registered=True, ends_at__gt=at, lifted_at=None, place_code__isnull=False)
    rows = rows.exclude(kind=MeasureKind.LISTING.value, barrier=None)  # thousands of them, and none has a gate
    rows = rows.exclude(number__in=GateRow.objects.values("measure")).order_by("starts_at", "number")
    return [row for row in rows if has_gates(measure_of(row))]


def known_gates(rulebook: Rulebook) -> tuple[ControlledGate, ...]:
    """Every gate there is or was, by number."""
    return read.gates(rulebook)


def trust_list(keys: PassKeys, gates: tuple[ControlledGate, ...], site: str, at: datetime) -> TrustList:
    """The list as it is at ``at``: keys of the present and next windows, gates under approval or lately so."""
    now = int(at.timestamp())
    return TrustList(
        iss=keys.iss,
        version=now,
        iat=now,
        exp=now + limits.TRUST_LIFE,
        keys=tuple(key.known for key in keys.renewed(now)),
        status_base=f"{site}/passes/status/",
        gates=tuple(
            Gate(keys.iss, one.number, one.approval, min(int(one.ends_at.timestamp()), now + limits.GATE_LIFE))
            for one in listed(gates, at)
            if one.starts_at <= at
        ),
    )


def signed_trust(keys: PassKeys, gates: tuple[ControlledGate, ...], site: str, at: datetime) -> bytes:
    """The signed list; where the root is offline, the one that was signed there.

    Raises:
        NoRoot: neither is here.
    """
    root = keys.root()
    if root is not None:
        return sign_trust(trust_list(keys, gates, site, at), root)
    elsewhere = keys.folder / "trust.cbor"
    if not elsewhere.exists():
        raise NoRoot(folder=keys.folder)
    return elsewhere.read_bytes()


def _stands(row: MeasureRow, home: Path) -> list[tuple[int | None, Point | None]]:
    """Link and point of each gate: one a link the measure was drawn with; else one, at its point or its place's."""
    links = [int(link) for link in row.road_links][:_MOST_LINKS]
    if links:
        return [(link, _middle(home, link)) for link in links]
    if row.lat is not None and row.lon is not None:
        return [(None, Point(row.lat, row.lon))]
    place = reading.place(row.place_code or "")
    return [(None, place.point if place else None)]


def _middle(home: Path, link: int) -> Point | None:
    for roads in roads_of(home):
        try:
            line = roads.network.shape(roads.network.link_index(link)).line
        except NoSuchLink:
            continue
        lon, lat = line[len(line) // 2]
        return Point(float(lat), float(lon))
    return None
