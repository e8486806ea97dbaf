"""A neighbour's Open311 endpoint, as a client: find it, send a request, ask how it stands (GeoReport v2, JSON).

Text is sent masked, and nothing of who told: what a neighbour needs is what is blocked and where.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual

_SECONDS = 15
_MOST_BYTES = 4_000_000


class NeighbourRefused(Refusal):
    """The neighbour's endpoint did not take it, or did not answer."""

    code = "neighbour_refused"
    template = Bilingual("邻县接口未接收：{why}", "the neighbour's endpoint did not take it: {why}")
    try_again = True


class NoSuchService(Refusal):
    """The neighbour knows no such service code."""

    code = "no_such_service"
    template = Bilingual(
        "邻县没有服务类别 {service}；现有：{known}", "the neighbour has no service {service}; it has {known}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """``endpoint`` is the base address (…/open311/v2); ``key`` the api_key it gave us; ``jurisdiction`` where asked."""

    endpoint: str
    key: str = ""
    jurisdiction: str = ""

    def __post_init__(self) -> None:
        if not self.endpoint.startswith(("https://", "http://")):
            raise NeighbourRefused(why="not an http address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """How a request stands there: ``open`` or ``closed``."""

    status: str
    note: str


def service_codes(neighbour: Neighbour) -> tuple[str, ...]:
    """The services of the neighbour.

    Raises:
        NeighbourRefused: no answer, or none that can be read.
    """
    listed = _call(neighbour, "services.json")
    return tuple(str(one["service_code"]) for one in listed if isinstance(one, dict) and "service_code" in one)


def send_request(neighbour: Neighbour, fields: Mapping[str, str], key: str) -> tuple[str, str]:
    """Send a request; returns its id there, and its token where it has no id yet. ``key`` makes it one request however
    often it is sent, where the neighbour knows idempotency keys.

    Raises:
        NoSuchService: the service code is none of the neighbour's.
        NeighbourRefused: it did not take it.
    """
    known = service_codes(neighbour)
    if fields.get("service_code") not in known:
        raise NoSuchService(service=fields.get("service_code", ""), known=", ".join(known[:20]))
    form = {name: value for name, value in {**fields, "api_key": neighbour.key}.items() if value}
    made = _call(neighbour, "requests.json", form, key)
    first = made[0] if made and isinstance(made[0], dict) else {}
    number, token = str(first.get("service_request_id") or ""), str(first.get("token") or "")
    if not number and not token:
        raise NeighbourRefused(why="no id and no token in its answer")
    return number, token


def number_of_token(neighbour: Neighbour, token: str) -> str:
    """The id a token stands for by now; empty: none yet.

    Raises:
        NeighbourRefused: no answer that can be read.
    """
    found = _call(neighbour, f"tokens/{urllib.parse.quote(token, safe='')}.json")
    return str(found[0].get("service_request_id") or "") if found and isinstance(found[0], dict) else ""


def remote_status(neighbour: Neighbour, number: str) -> Remote:
    """How a request stands there.

    Raises:
        NeighbourRefused: no answer that can be read.
    """
    found = _call(neighbour, f"requests/{urllib.parse.quote(number, safe='')}.json")
    first = found[0] if found and isinstance(found[0], dict) else {}
    if first.get("status") not in ("open", "closed"):
        raise NeighbourRefused(why="no status in its answer")
    return Remote(status=str(first["status"]), note=str(first.get("status_notes") or "")[:500])


def _call(neighbour: Neighbour, path: str, form: Mapping[str, str] | None = None, key: str = "") -> list[Any]:
    query = {"jurisdiction_id": neighbour.jurisdiction} if neighbour.jurisdiction else {}
    address = f"{neighbour.endpoint.rstrip('/')}/{path}"
    body = urllib.parse.urlencode({**query, **form}).encode() if form is not None else None
    if body is None and query:
        address += "?" + urllib.parse.urlencode(query)
    headers = {"Accept": "application/json", "User-Agent": "clearway", **({"Idempotency-Key": key} if key else {})}
    request = urllib.request.Request(address, body, headers)  # noqa: S310 (checked when the neighbour was made)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            return _list(answer.read(_MOST_BYTES))
    except urllib.error.HTTPError as answer:
        raise NeighbourRefused(why=_said(answer.code, answer.read(_MOST_BYTES))) from None
    except (OSError, ValueError) as fault:
        raise NeighbourRefused(why=type(fault).__name__) from None


def _list(body: bytes) -> list[Any]:
    document = json.loads(body)
    if not isinstance(document, list):
        raise NeighbourRefused(why="its answer is no list")
    return document


def _said(status: int, body: bytes) -> str:
    """The neighbour's own sentence, where it gave one."""
    try:
        return f"{status} {_list(body)[0]['description']}"[:200]
    except (ValueError, KeyError, IndexError, TypeError, Refusal):
        return f"HTTP {status}"
