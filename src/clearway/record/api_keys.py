"""Keys of the interface: made, found, listed, revoked. A key is 256 random bits, kept as its SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import connection

from clearway.core.access import ApiKey, Scope
from clearway.core.decisions import Decision
from clearway.core.intake_events import KeyOpened, KeyRevoked
from clearway.core.people import Actor
from clearway.core.refusals import NotFound
from clearway.record.door import commit, session
from clearway.record.held import Held
from clearway.record.models import ApiKeyRow

_BYTES = 32
_LONGEST = 200
_FIND = "SELECT number, scope FROM record_apikeyrow WHERE key_hash = %s AND revoked_at IS NULL"


def open_key(scope: Scope, label: str, *, by: Actor, at: datetime) -> tuple[ApiKey, str]:
    """A new key and its text, which is shown this once."""
    text = f"cw_{scope.value}_{secrets.token_urlsafe(_BYTES)}"
    number = f"{scope.value}-{secrets.token_hex(4)}"
    opened = KeyOpened(subject=number, scope=scope.value, label=label, key_hash=_hash(text))
    commit(Decision((opened,)), by=by, at=at)
    return ApiKey(number=number, scope=scope, label=label, opened_at=at), text


def find_key(text: str) -> ApiKey | None:
    """The key this text is (number and scope alone), unless it was revoked (``record.held`` says how soon)."""
    return _FOUND(_hash(text)) if 0 < len(text) <= _LONGEST else None


def _find(key_hash: str) -> ApiKey | None:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [key_hash])
        row = cursor.fetchone()
    return ApiKey(number=str(row[0]), scope=Scope(row[1])) if row else None


_FOUND = Held(_find)


def list_keys() -> tuple[ApiKey, ...]:
    """All keys ever made, the oldest first."""
    return tuple(_key(row) for row in ApiKeyRow.objects.order_by("opened_at", "number"))


def revoke_key(number: str, *, by: Actor, at: datetime) -> ApiKey:
    """The key opens nothing from now on; revoked again, nothing changes.

    Raises:
        NotFound: no such key.
    """
    with session():
        row = ApiKeyRow.objects.filter(number=number).first()
        if row is None:
            raise NotFound(what="api_key", number=number)
        if row.revoked_at is None:
            commit(Decision((KeyRevoked(subject=number),)), by=by, at=at)
            row.refresh_from_db()
    return _key(row)


def _key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        number=row.number,
        scope=Scope(row.scope),
        label=row.label,
        opened_at=row.opened_at,
        revoked_at=row.revoked_at,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
