"""What an endpoint is: a line of the table everything about it is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict

from clearway.core.access import ApiKey, Scope
from clearway.core.words import Bilingual
from clearway.record.answers import Asked

JSON = "application/json"
#: Bytes of a JSON body at most, unless the endpoint says otherwise.
MOST_BYTES = 1_000_000


class Document(BaseModel):
    """A JSON document that is taken as it is: no unknown names, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Told(BaseModel):
    """A JSON document that is given."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, read: ``parts`` of the address, ``query``, the body as bytes and as ``document`` (the endpoint's
    ``takes``), the ``key`` it came with, and ``asked`` where it may come again."""

    request: HttpRequest
    at: datetime
    parts: Mapping[str, str]
    query: Mapping[str, str]
    raw: bytes = b""
    document: Any = None
    key: ApiKey | None = None
    asked: Asked | None = None

    @property
    def site(self) -> str:
        """``https://host`` of the request: addresses in answers use it."""
        return self.request.build_absolute_uri("/").rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parameter after the ``?``."""

    name: str
    what: Bilingual
    schema: Mapping[str, object]


Act = Callable[[Call], BaseModel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """``path`` is written as OpenAPI does (``reports/{token}``). Without ``scopes`` anybody may call it. ``remembers``:
    the act itself keeps its answer under the idempotency key, in its own transaction. ``media`` other than JSON are
    taken as bytes."""

    method: str
    path: str
    name: str
    what: Bilingual
    act: Act
    gives: type[BaseModel]
    takes: Any = None
    media: tuple[str, ...] = (JSON,)
    status: int = 200
    scopes: frozenset[Scope] = frozenset()
    query: tuple[Query, ...] = ()
    most_bytes: int = MOST_BYTES
    remembers: bool = False
    problems: tuple[int, ...] = ()
