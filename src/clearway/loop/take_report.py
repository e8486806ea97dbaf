"""A resident says a way is blocked: masked, read, kept, and acknowledged with a number and a token to follow it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.barriers import Service
from clearway.core.cases import ClaimType
from clearway.core.decisions import Decision
from clearway.core.events import ReportTaken
from clearway.core.people import Actor, Role
from clearway.core.places import Point
from clearway.core.refusals import Missing
from clearway.core.reports import Reading, Report
from clearway.loop.grow_lexicon import read
from clearway.monitor.masking import mask
from clearway.record import reading
from clearway.record.door import commit, session
from clearway.record.numbers import next_number
from clearway.record.seals import seal

LONGEST_TEXT = 2_000
_TOKEN_BYTES = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody sends. ``phone`` is hashed at once with a key of this installation and never kept; ``place_code``
    may be left out where ``point`` (WGS84) is given: the nearest place within two kilometres is taken then."""

    text: str
    claim_type: ClaimType = ClaimType.COMPLAINT
    place_code: str | None = None
    point: Point | None = None
    service: Service | None = None
    phone: str = ""
    channel: str = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """``number`` to read out, ``token`` (known to nobody else, kept as a hash only) for the page that follows it."""

    number: str
    token: str


@dataclass(frozen=True, slots=True)
class Readers:
    """How texts are masked and read: ``monitor``'s, unless a test brings its own."""

    mask: Callable[[str], str] = mask
    classify: Callable[[str], Reading] = read


def take_report(told: Told, *, at: datetime, zone: ZoneInfo, region: str, readers: Readers | None = None) -> Receipt:
    """Keep a report and acknowledge it. ``region`` is the county the site serves: the ledger names no resident.

    Raises:
        Missing: no text, too long a text, or neither a place nor a point near one.
    """
    readers = readers or Readers()
    text = _text(told.text)
    place_code = told.place_code or (reading.nearest_place(told.point) if told.point else None)
    if place_code is None and told.point is None:
        raise Missing(zh="地点：请选择小区或在地图上点选", en="where: choose a compound or a point on the map")
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with session():
        number = next_number("R", at, zone)
        report = Report(
            number=number,
            at=at,
            channel=told.channel,
            claim_type=told.claim_type,
            text=readers.mask(text),
            reading=readers.classify(text),
            place_code=place_code,
            point=told.point,
            caller=seal("caller", told.phone.strip()) if told.phone.strip() else None,
            service=told.service,
        )
        taken = ReportTaken(subject=number, report=report, token_hash=token_hash(token))
        commit(Decision((taken,)), by=Actor(name="resident", role=Role.RESIDENT, region=region), at=at)
    return Receipt(number=number, token=token)


def token_hash(token: str) -> str:
    """How a token is kept: SHA-256, which tells nobody the token (it holds 144 random bits)."""
    return hashlib.sha256(token.encode()).hexdigest()


def _text(text: str) -> str:
    cleaned = text.encode(errors="ignore").decode().replace("\0", "").strip()
    if not cleaned:
        raise Missing(zh="情况说明", en="what happened, in a few words")
    if len(cleaned) > LONGEST_TEXT:
        raise Missing(
            zh=f"{LONGEST_TEXT} 字以内的说明（现有 {len(cleaned)} 字）",
            en=f"a text of at most {LONGEST_TEXT} characters (it has {len(cleaned)})",
        )
    return cleaned
