"""Keyed digests (HMAC-SHA-256, RFC 2104) with a key the database does not hold: HOME/keys/ledger."""

from __future__ import annotations

import hashlib
import hmac
from functools import cache
from pathlib import Path

from django.conf import settings

from clearway.keys import kept_key


def seal(purpose: str, text: str) -> str:
    """64 hex digits over ``text``; ``purpose`` keeps seals of one kind from passing as another."""
    home: Path = settings.ENVIRONMENT.home
    return hmac.new(_key(home), f"{purpose}\n{text}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def holds(mark: str, purpose: str, text: str) -> bool:
    """Whether ``mark`` is our seal over ``text``."""
    return hmac.compare_digest(mark.encode(), seal(purpose, text).encode())


@cache
def _key(home: Path) -> bytes:
    return bytes.fromhex(kept_key(home, "ledger"))
