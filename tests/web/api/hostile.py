"""Bad input by the thousand: every field of every open door, filled with what nobody should send."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from tests.examples import COMMUNITY
from tests.web.api.pictures import picture

TEXTS = (
    "'; DROP TABLE record_reportrow; --",
    '" OR 1=1 --',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}${7*7}#{7*7}",
    "%00\0\x01\x1b[31m",
    "\ud800",
    "\u202eevil\u202c",
    "../../../../etc/passwd",
    "A" * 5_000,
    "💥" * 900,
    "=cmd|' /C calc'!A0",
    "\r\nSet-Cookie: a=b",
    "",
    " ",
    "٣٤",
    "NaN",
    "1e999",
    "-0",
    "9" * 400,
)
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 2**63, -(2**70), [], {}, [[]], {"a": {"b": []}}, [None] * 50, 3.5, *TEXTS,
)  # fmt: skip
_REPORT = (
    "text", "claim_type", "place_code", "lat", "lon", "address", "service", "barrier", "imposed_by", "since", "photos",
    "contact", "phone", "unknown", "contact.channel",
)  # fmt: skip
_COMPLAINT = ("id", "at", "text", "lat", "lon", "address", "place_code", "caller", "channel", "category", "claim_type")
_COUNT = ("link", "at", "minutes", "count", "mode")
_REQUEST = (
    "service_code", "lat", "long", "address_string", "address_id", "description", "media_url", "email", "phone",
    "first_name", "jurisdiction_id", "attribute[BARRIER]", "attribute[SINCE]", "attribute[PEOPLE]", "attribute[]",
    "attribute[AFFECTED][]", "api_key",
)  # fmt: skip
_QUERY = ("start_date", "end_date", "status", "service_code", "service_request_id", "page", "page_size")
_GOOD = {
    "reports": {"text": "南门锁了", "place_code": COMMUNITY},
    "hotline": {"id": "F-1", "at": "2026-11-01T08:00:00+08:00", "text": "门锁了", "place_code": COMMUNITY},
    "flow": {"link": "L1", "at": "2026-11-01T08:00:00+08:00", "minutes": 5, "count": 1},
    "hotline/F-1/rating": {"grade": 5},
}


class Sent(NamedTuple):
    """A request: ``scope`` of the key it brings (empty: none)."""

    method: str
    path: str
    body: bytes
    media: str
    scope: str
    headers: dict[str, str]


def hostile(count: int, seed: int) -> Iterator[Sent]:
    """``count`` requests, always the same for a seed."""
    dice = random.Random(seed)
    kinds = (_document, _form, _query, _address, _bytes, _headers)
    for _ in range(count):
        yield dice.choice(kinds)(dice)


def _document(dice: random.Random) -> Sent:
    path, names = dice.choice(
        [
            ("reports", _REPORT),
            ("hotline", _COMPLAINT),
            ("flow", _COUNT),
            ("hotline/F-1/rating", ("grade", "note", "reached")),
        ]
    )
    document: Any = dict(_GOOD[path])
    for name in dice.sample(names, dice.randint(1, min(3, len(names)))):
        document[name] = dice.choice(VALUES)
    if path == "flow" or dice.random() < 0.1:
        document = [document]
    scope = {"flow": "flow", "reports": ""}.get(path, "hotline")
    return Sent("POST", f"/api/v1/{path}", json.dumps(document).encode(), "application/json", scope, {})


def _form(dice: random.Random) -> Sent:
    said = {"service_code": "medical", "lat": "34.75", "long": "113.62", "description": "门锁了"}
    for name in dice.sample(_REQUEST, dice.randint(1, 4)):
        said[name] = dice.choice(TEXTS)
    body = "&".join(f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in said.items())
    form = dice.choice(("json", "xml"))
    media = "application/x-www-form-urlencoded"
    return Sent("POST", f"/open311/v2/requests.{form}", body.encode(), media, "open311", {})


def _query(dice: random.Random) -> Sent:
    asked = "&".join(f"{name}={quote(dice.choice(TEXTS), errors='replace')}" for name in dice.sample(_QUERY, 2))
    path = dice.choice(("/open311/v2/requests.json", "/open311/v2/requests.xml", "/api/v1/measures", "/api/v1/places"))
    if path.startswith("/api"):
        asked = f"limit={quote(dice.choice(TEXTS), errors='replace')}&q={quote(dice.choice(TEXTS), errors='replace')}"
    return Sent("GET", f"{path}?{asked}", b"", "", "", {})


def _address(dice: random.Random) -> Sent:
    word = quote(dice.choice(TEXTS), safe="", errors="replace") or "x"
    path = dice.choice(
        (
            f"/open311/v2/services/{word}.json",
            f"/open311/v2/requests/{word}.xml",
            f"/open311/v2/tokens/{word}.json",
            f"/api/v1/reports/{word}",
            f"/api/v1/hotline/{word}",
            f"/api/v1/cases/{word}",
            f"/track/{word}/photos/{word}",
            f"/photos/{word}",
        )
    )
    return Sent(dice.choice(("GET", "POST", "PUT", "DELETE", "PATCH")), path[:1_500], b"{}", "application/json", "", {})


def _bytes(dice: random.Random) -> Sent:
    data = bytearray(dice.choice((picture(), picture("PNG"), picture("WEBP"), b"{}", b"[" * 3_000, b"a=b")))
    for _ in range(dice.randint(1, 30)):
        if data:
            data[dice.randrange(len(data))] = dice.randrange(256)
    cut = bytes(data[: dice.randrange(len(data) + 1)]) if dice.random() < 0.5 else bytes(data)
    path = dice.choice(("/api/v1/photos", "/api/v1/reports", "/api/v1/hotline", "/api/v1/flow"))
    media = dice.choice(("image/jpeg", "image/png", "application/json", "text/csv", "multipart/form-data; boundary=x"))
    return Sent("POST", path, cut, media, {"/api/v1/flow": "flow", "/api/v1/hotline": "hotline"}.get(path, ""), {})


def _headers(dice: random.Random) -> Sent:
    word = dice.choice([text for text in TEXTS if text.isprintable() and text.isascii()])
    name = dice.choice(("idempotency-key", "authorization", "x-api-key", "accept", "accept-language", "content-type"))
    media = word if name == "content-type" else "application/json"
    return Sent("POST", "/api/v1/reports", json.dumps(_GOOD["reports"]).encode(), media, "", {name: word[:3_000]})
