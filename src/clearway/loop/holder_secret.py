"""What only the holder's link can open: a masked name and four digits, sealed with a key made from the link itself.

AES-256-GCM under HKDF-SHA-256 (RFC 5869) of the link's 144 random bits. The link is kept nowhere, only its hash: who
reads the database, or a copy of it, learns no name.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_TOKEN_BYTES, _NONCE = 18, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Masked name and check digits; None where nobody gave them."""

    name: str | None = None
    check: int | None = None


def new_link() -> str:
    """A new secret for a holder's address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def link_hash(link: str) -> str:
    """How a link is kept."""
    return hashlib.sha256(b"pass link\n" + link.encode(errors="replace")).hexdigest()


def seal_for(link: str, holder: Holder) -> str:
    """The holder's details as base64; empty where there are none."""
    if holder == Holder():
        return ""
    nonce = secrets.token_bytes(_NONCE)
    text = json.dumps({"name": holder.name, "check": holder.check}, ensure_ascii=False).encode()
    return base64.b64encode(nonce + AESGCM(_key(link)).encrypt(nonce, text.ljust(64), None)).decode()


def opened(link: str, sealed: str) -> Holder:
    """The details again; nothing where there were none, or the link is another's."""
    if not sealed:
        return Holder()
    raw = base64.b64decode(sealed)
    try:
        read = json.loads(AESGCM(_key(link)).decrypt(raw[:_NONCE], raw[_NONCE:], None))
    except InvalidTag:
        return Holder()
    return Holder(name=read["name"], check=read["check"])


def _key(link: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"clearway pass holder").derive(link.encode())
