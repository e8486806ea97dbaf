"""Open311 acts: a request becomes a report like any other; what the public sees of one is read from its report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.access import ApiKey
from clearway.core.notices import Channel, Contact
from clearway.core.photos import Photo
from clearway.core.rules import Rulebook
from clearway.core.service_requests import ServiceRequest
from clearway.core.words import Bilingual, Language
from clearway.loop.places_here import place_named, served_region
from clearway.loop.take_report import Receipt, Told, take_report, token_hash
from clearway.publish.open311 import PublicRequest
from clearway.publish.open311_services import BY_ATTRIBUTE, BY_CODE, Attribute, DataType
from clearway.record import reading
from clearway.record.answers import Asked as AskedBefore
from clearway.record.reading.service_requests import Asked, RequestFacts, requests_asked, requests_numbered
from clearway.respond.deadlines import FIRST_ANSWER, due
from clearway.sources.open311 import LONGEST, Fields, Filters, Wrong, is_number, moment

CHANNEL = "open311"
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+\Z")
_CLOSED = Bilingual("已办结", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Where requests are taken: for which county, in which zone and language, when, under which rules."""

    county: str
    zone: ZoneInfo
    at: datetime
    rulebook: Rulebook
    language: Language = "zh"


def with_attributes(fields: Fields, sent: Mapping[str, list[str]], zone: ZoneInfo) -> Fields:
    """The fields with their attributes, checked against the definition; codes nobody asked for are left out.

    Raises:
        Wrong: 400, a value that does not fit its definition, or a required one is missing.
    """
    kept: dict[str, str | list[str]] = {}
    for code, attribute in BY_ATTRIBUTE.items():
        values = sent.get(code, [])
        if values:
            _check(attribute, values, zone)
            kept[code] = values if attribute.datatype is DataType.MULTI else values[-1]
        elif attribute.required:
            raise Wrong(400, f"缺少必填属性 {code}", f"attribute {code} is required")
    return replace(fields, attributes=kept)


def take_request(
    fields: Fields, key: ApiKey, counter: Counter, asked: AskedBefore | None = None, photos: tuple[Photo, ...] = ()
) -> Receipt:
    """Keep a request as a report and acknowledge it. E-mail, else phone, is sealed; names are not kept at all."""
    service = BY_CODE[fields.service_code]
    told = Told(
        text=fields.description or f"{service.name.zh}（{fields.address or fields.address_id or '地图上的点'}）",
        place_code=_place(fields, counter.county),
        point=fields.point,
        service=service.service,
        phone=fields.phone,
        channel=CHANNEL,
        photos=photos,
        contact=_contact(fields, counter.language),
        request=ServiceRequest(
            service_code=fields.service_code,
            key=key.number,
            address=fields.address,
            address_id=fields.address_id,
            media_url=fields.media_url,
            attributes=fields.attributes,
        ),
        longest=LONGEST + 600,
    )
    region = served_region(counter.county)
    return take_report(told, at=counter.at, zone=counter.zone, region=region, asked=asked)


def find_requests(filters: Filters, counter: Counter) -> list[PublicRequest]:
    """Requests that fit, newest first.

    Raises:
        Wrong: 404 where numbers were asked for and none of them is a request.
    """
    if filters.numbers:
        found = requests_numbered(filters.numbers)
        if not found:
            raise Wrong(404, "没有这个 service_request_id", "service_request_id was not found")
    else:
        asked = Asked(since=filters.since, until=filters.until, codes=filters.codes, closed=filters.closed)
        found = requests_asked(asked, filters.page_size, filters.page_size * (filters.page - 1))
    return [public_request(facts, counter) for facts in found]


def request_of_token(token: str) -> str | None:
    """The number of the request whose token this is."""
    row = reading.report_by_token(token_hash(token))
    return row.number if row is not None and requests_numbered([row.number]) else None


def public_request(facts: RequestFacts, counter: Counter) -> PublicRequest:
    """What everybody may see of a request: no text and no picture before somebody read them, nothing of who told."""
    request, report, case = facts.request, facts.report, facts.case
    seen = request.shown_text is not None
    zone = counter.zone
    changes = [request.requested_at, request.moderated_at, case.updated_at if case else None]
    updated = case.closed_at if facts.closed and case and case.closed_at else max(one for one in changes if one)
    return PublicRequest(
        service_request_id=report.number,
        closed=facts.closed,
        status_notes=_CLOSED.say(counter.language) if facts.closed else None,
        service_code=request.service_code,
        description=request.shown_text or None,
        requested_at=request.requested_at.astimezone(zone),
        updated_at=updated.astimezone(zone),
        expected_at=due(FIRST_ANSWER, request.requested_at.astimezone(zone), counter.rulebook),
        address=request.address or None,
        address_id=request.address_id or None,
        lat=report.lat,
        long=report.lon,
        media_url=request.media_url if seen and request.media_url else None,
    )


def _place(fields: Fields, county: str) -> str | None:
    """The code of the place; without a point, at least the county's, so that somebody sorts it."""
    if fields.address_id and reading.place(fields.address_id) is not None:
        return fields.address_id
    if fields.point is not None:
        return reading.nearest_place(fields.point) or served_region(county)
    return (place_named(fields.address) if fields.address else None) or served_region(county)


def _contact(fields: Fields, language: Language) -> Contact | None:
    if _EMAIL.match(fields.email):
        return Contact(channel=Channel.EMAIL, address=fields.email, language=language)
    digits = re.sub(r"\D", "", fields.phone)
    if 7 <= len(digits) <= 15:
        return Contact(channel=Channel.SMS, address=fields.phone, language=language)
    return None


def _check(attribute: Attribute, values: list[str], zone: ZoneInfo) -> None:
    """Refuse what does not fit the definition.

    Raises:
        Wrong: 400.
    """
    keys = {key for key, _ in attribute.values}
    lists = attribute.datatype in (DataType.SINGLE, DataType.MULTI)
    fits = all(value in keys for value in values) if lists else all(len(value) <= 1_000 for value in values)
    if attribute.datatype is DataType.NUMBER:
        fits = all(is_number(value) for value in values)
    if attribute.datatype is not DataType.MULTI and len(values) > 1:
        fits = False
    if attribute.datatype is DataType.DATETIME:
        moment(values[0], zone)
    if not fits:
        raise Wrong(
            400,
            f"属性 {attribute.code} 的值无效",
            f"the value of attribute {attribute.code} does not fit its definition",
        )
