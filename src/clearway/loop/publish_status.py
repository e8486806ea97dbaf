"""Status lists as they are this moment: computed from the rows when asked, so that a revocation is out at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from math import ceil

from clearway.core.refusals import NotFound
from clearway.loop.pass_keys import PassKeys
from clearway.passes import limits
from clearway.passes.keys import Use
from clearway.passes.status_delta import Delta, sign_delta
from clearway.passes.status_list import bitmap_of
from clearway.passes.status_tokens import sign_cwt, sign_jwt
from clearway.record.reading import passes as read

#: Whole lists are stamped anew every ten minutes, and at every change.
_STAMP_SECONDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNow:
    """A list at a moment: ``iat`` seconds, set entries ascending."""

    number: int
    uri: str
    iat: int
    revoked: tuple[int, ...]

    @property
    def tag(self) -> str:
        """Changes whenever the content or its stamp does."""
        return f"{self.number}-{self.iat}-{len(self.revoked)}"


def list_now(number: int, site: str, at: datetime) -> ListNow:
    """The list with that number.

    Raises:
        NotFound: no such list.
    """
    if number not in read.lists_in_use():
        raise NotFound(what="document", number=f"status/{number}")
    changed = read.last_change(number)
    stamp = int(at.timestamp()) // _STAMP_SECONDS * _STAMP_SECONDS
    iat = max(stamp, ceil(changed.timestamp()) if changed else 0)
    return ListNow(
        number=number, uri=f"{site}/passes/status/{number}", iat=iat, revoked=read.revoked_indices(number, at)
    )


@lru_cache(maxsize=16)
def as_cwt(now: ListNow, keys: PassKeys) -> bytes:
    """``application/statuslist+cwt``, valid for seven days."""
    key, bitmap = keys.signing(Use.STATUS, now.iat), bitmap_of(now.revoked)
    return sign_cwt(bitmap, uri=now.uri, iat=now.iat, exp=now.iat + limits.LIST_LIFE, key=key)


@lru_cache(maxsize=16)
def as_jwt(now: ListNow, keys: PassKeys) -> str:
    """``application/statuslist+jwt``."""
    key, bitmap = keys.signing(Use.STATUS, now.iat), bitmap_of(now.revoked)
    return sign_jwt(bitmap, uri=now.uri, iat=now.iat, exp=now.iat + limits.LIST_LIFE, key=key)


def as_delta(now: ListNow, since: int, keys: PassKeys, at: datetime) -> bytes:
    """What changed since the list of ``since`` (its iat): entries as they are now; applying it twice is safe."""
    changed = read.changed_bits(now.number, datetime.fromtimestamp(since - 1, UTC), at)
    delta = Delta(
        since=since,
        now_set=tuple(index for index, revoked in changed.items() if revoked),
        cleared=tuple(index for index, revoked in changed.items() if not revoked),
    )
    key = keys.signing(Use.STATUS, now.iat)
    return sign_delta(delta, uri=now.uri, iat=now.iat, exp=now.iat + limits.LIST_LIFE, key=key)
