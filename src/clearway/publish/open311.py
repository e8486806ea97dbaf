"""Open311 GeoReport v2 documents, XML and JSON (wiki.open311.org/GeoReport_v2, JSON by the Spark convention).

One tree makes both: in JSON a container of repeated elements is a bare list, in XML it keeps its elements. Nothing of
who reported is ever in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from clearway.core.words import Language
from clearway.publish.characters import clean
from clearway.publish.markup import as_bytes, under
from clearway.publish.open311_services import ATTRIBUTES, CHANGESET, SERVICES, Attribute, DataType, OpenService

XML, JSON = "text/xml; charset=utf-8", "application/json; charset=utf-8"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
Value = str | int | float | bool | None
#: A document: named values, named lists of one kind of element (``Elements``), or named values again.
Node = Mapping[str, "Value | Elements"]


@dataclass(frozen=True, slots=True)
class Elements:
    """Repeated elements: a bare list in JSON, ``<tag>``s in XML; plain values or nodes."""

    tag: str
    items: Sequence[Node | Value]


@dataclass(frozen=True, slots=True)
class Whole:
    """A document with its root element."""

    root: str
    content: Node | Elements


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRequest:
    """A request as the public sees it; ``description`` and ``media_url`` None until a person let them be seen."""

    service_request_id: str
    closed: bool
    status_notes: str | None
    service_code: str
    description: str | None
    requested_at: datetime
    updated_at: datetime
    expected_at: datetime | None
    address: str | None
    address_id: str | None
    lat: float | None
    long: float | None
    media_url: str | None
    agency: str | None = None


def write(whole: Whole, form: str) -> bytes:
    """The document in ``xml`` or ``json``, UTF-8."""
    if form == "json":
        return json.dumps(_plain(whole.content), ensure_ascii=False).encode()
    root = etree.Element(whole.root)
    _fill(root, whole.content)
    return as_bytes(root)


def services(language: Language) -> Whole:
    """GET Service List."""
    return Whole("services", Elements("service", [_service(one, language) for one in SERVICES]))


def definition(service: OpenService, language: Language) -> Whole:
    """GET Service Definition."""
    asked = [_attribute(one, order, language) for order, one in enumerate(ATTRIBUTES, 1)]
    return Whole("service_definition", {"service_code": service.code, "attributes": Elements("attribute", asked)})


def requests(found: Sequence[PublicRequest], names: Mapping[str, str]) -> Whole:
    """GET Service Requests, and the one; ``names`` of services by code."""
    return Whole("service_requests", Elements("request", [_request(one, names) for one in found]))


def created(number: str, notice: str) -> Whole:
    """POST Service Request: its id at once."""
    made: Node = {"service_request_id": number, "service_notice": notice, "account_id": None}
    return Whole("service_requests", Elements("request", [made]))


def from_token(number: str, token: str) -> Whole:
    """GET service_request_id from a token."""
    return Whole("service_requests", Elements("request", [{"service_request_id": number, "token": token}]))


def errors(found: Sequence[tuple[int, str]]) -> Whole:
    """Errors: the code and what a person reads."""
    return Whole("errors", Elements("error", [{"code": code, "description": text} for code, text in found]))


def discovery(site: str, contact: str, key_service: str, kind: str) -> Whole:
    """Service Discovery (wiki.open311.org/Service_Discovery); ``kind`` is production or test."""
    endpoint: Node = {
        "specification": SPECIFICATION,
        "url": f"{site}/open311/v2",
        "changeset": CHANGESET,
        "type": kind,
        "formats": Elements("format", ["text/xml", "application/json"]),
    }
    return Whole(
        "discovery",
        {
            "changeset": CHANGESET,
            "contact": contact,
            "key_service": key_service,
            "endpoints": Elements("endpoint", [endpoint]),
        },
    )


def w3c(moment: datetime) -> str:
    """A moment to the second with its offset (W3C NOTE-datetime)."""
    return moment.replace(microsecond=0).isoformat()


def _service(one: OpenService, language: Language) -> Node:
    return {
        "service_code": one.code,
        "service_name": one.name.say(language),
        "description": one.description.say(language),
        "metadata": True,
        "type": "realtime",
        "keywords": ", ".join(one.keywords),
        "group": one.group.say(language),
    }


def _attribute(one: Attribute, order: int, language: Language) -> Node:
    told: dict[str, Value | Elements] = {
        "variable": True,
        "code": one.code,
        "datatype": one.datatype.value,
        "required": one.required,
        "datatype_description": one.hint.say(language),
        "order": order,
        "description": one.description.say(language),
    }
    if one.datatype in (DataType.SINGLE, DataType.MULTI):
        values: list[Node] = [{"key": key, "name": name.say(language)} for key, name in one.values]
        told["values"] = Elements("value", values)
    return told


def _request(one: PublicRequest, names: Mapping[str, str]) -> Node:
    return {
        "service_request_id": one.service_request_id,
        "status": "closed" if one.closed else "open",
        "status_notes": one.status_notes,
        "service_name": names.get(one.service_code, one.service_code),
        "service_code": one.service_code,
        "description": one.description,
        "agency_responsible": one.agency,
        "service_notice": None,
        "requested_datetime": w3c(one.requested_at),
        "updated_datetime": w3c(one.updated_at),
        "expected_datetime": w3c(one.expected_at) if one.expected_at else None,
        "address": one.address,
        "address_id": one.address_id,
        "zipcode": None,
        "lat": one.lat,
        "long": one.long,
        "media_url": one.media_url,
    }


def _plain(content: Node | Elements | Value) -> object:
    if isinstance(content, Elements):
        return [_plain(item) for item in content.items]
    if isinstance(content, Mapping):
        return {name: _plain(value) for name, value in content.items()}
    return clean(content) if isinstance(content, str) else content


def _fill(parent: etree._Element, content: Node | Elements | Value) -> None:
    if isinstance(content, Elements):
        for item in content.items:
            _fill(under(parent, content.tag), item)
    elif isinstance(content, Mapping):
        for name, value in content.items():
            _fill(under(parent, name), value)
    elif content is not None:
        parent.text = _written(content)


def _written(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value) if isinstance(value, str) else repr(value)
