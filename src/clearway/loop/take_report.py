"""A resident says a way is blocked: masked, read, kept, and acknowledged with a number and a token to follow it.

Reports that come at once are written together (``record.together``): one transaction, one flush, then every answer.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.barriers import Service
from clearway.core.cases import ClaimType
from clearway.core.notices import Contact
from clearway.core.people import Actor, Role
from clearway.core.photos import Photo
from clearway.core.places import Point
from clearway.core.refusals import Missing
from clearway.core.reports import Reading, Report
from clearway.core.service_requests import ServiceRequest
from clearway.loop.grow_lexicon import read
from clearway.loop.writing_reports import Acknowledged, Sent, write_report
from clearway.monitor.masking import mask
from clearway.record import reading
from clearway.record.answers import Asked
from clearway.record.seals import seal

LONGEST_TEXT = 2_000
_TOKEN_BYTES = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody sends. ``phone`` is hashed at once with a key of this installation and never kept; ``place_code``
    may be left out where ``point`` (WGS84) is given: the nearest place within two kilometres is taken then.
    ``contact`` is sealed; ``photos`` were kept before (``keep_photo``); ``longest`` limits the text in characters."""

    text: str
    claim_type: ClaimType = ClaimType.COMPLAINT
    place_code: str | None = None
    point: Point | None = None
    service: Service | None = None
    phone: str = ""
    channel: str = "web"
    photos: tuple[Photo, ...] = ()
    contact: Contact | None = None
    request: ServiceRequest | None = None
    longest: int = LONGEST_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """``number`` to read out, ``token`` (known to nobody else, kept as a hash only) for the page that follows it,
    ``at`` when it came. ``again``: the same request had come before, and this is its receipt."""

    number: str
    token: str
    at: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class Readers:
    """How texts are masked and read: ``monitor``'s, unless a test brings its own."""

    mask: Callable[[str], str] = mask
    classify: Callable[[str], Reading] = read


def take_report(
    told: Told,
    *,
    at: datetime,
    zone: ZoneInfo,
    region: str,
    readers: Readers | None = None,
    asked: Asked | None = None,
) -> Receipt:
    """Keep a report and acknowledge it. ``region`` is the county the site serves: the ledger names no resident.

    ``asked`` is the request's idempotency key: the same request again gets the same receipt and is kept once.

    Raises:
        Missing: no text, too long a text, or neither a place nor a point near one.
        KeyReused: the idempotency key came with another request.
    """
    report = _report(told, at, readers or Readers())
    sent = Sent(
        report=report,
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        by=Actor(name="resident", role=Role.RESIDENT, region=region),
        zone=zone,
        photos=told.photos,
        contact=told.contact,
        request=told.request,
        asked=asked,
    )
    done: Acknowledged = write_report(sent)
    return Receipt(number=done.number, token=done.token, at=done.at, again=done.again)


def token_hash(token: str) -> str:
    """How a token is kept: SHA-256, which tells nobody the token (it holds 144 random bits)."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _report(told: Told, at: datetime, readers: Readers) -> Report:
    text = _text(told.text, told.longest)
    place_code = told.place_code or (reading.nearest_place(told.point) if told.point else None)
    if place_code is None and told.point is None:
        raise Missing(zh="地点：请选择小区或在地图上点选", en="where: choose a compound or a point on the map")
    return Report(
        number="",
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


def _text(text: str, longest: int) -> str:
    cleaned = text.encode(errors="ignore").decode().replace("\0", "").strip()
    if not cleaned:
        raise Missing(zh="情况说明", en="what happened, in a few words")
    if len(cleaned) > longest:
        raise Missing(
            zh=f"{longest} 字以内的说明（现有 {len(cleaned)} 字）",
            en=f"a text of at most {longest} characters (it has {len(cleaned)})",
        )
    return cleaned
