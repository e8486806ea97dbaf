"""Who called, made unreadable at the door: a keyed digest, good only for telling callers apart."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

from clearway.sources.cells import words
from clearway.sources.columns import Cell

_COUNTRY = re.compile(r"(?:\+|00)86(?=1\d{10}\Z)")


def plain_caller(cell: Cell) -> str:
    """A number as one would dial it: without spaces, hyphens and the country's prefix; other ids as they are."""
    text = unicodedata.normalize("NFKC", words(cell)).casefold()
    return _COUNTRY.sub("", re.sub(r"[\s\-()]", "", text))


def hash_caller(key: bytes, caller: str) -> str:
    """32 hex digits of HMAC-SHA-256 (RFC 2104) under ``key``: the same caller gives the same digits."""
    return hmac.new(key, f"caller\n{caller}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()[:32]
