"""How somebody wants to hear of their report: sealed as it comes in (AES-256-GCM), opened to send or with a reason.

The key lies in HOME/keys/contacts, which no backup of the database holds.
"""

from __future__ import annotations

import base64
import json
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from clearway.core.notices import Channel, Contact
from clearway.keys import kept_key

_NONCE_BYTES = 12


def seal_text(text: str) -> str:
    """``text`` unreadable without this installation's key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(_key(settings.ENVIRONMENT.home)).encrypt(nonce, text.encode(errors="ignore"), None)
    return base64.b64encode(nonce + sealed).decode()


def open_text(sealed: str) -> str:
    """What was sealed.

    Raises:
        cryptography.exceptions.InvalidTag: sealed with another key, or altered.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = base64.b64decode(sealed)
    opened = AESGCM(_key(settings.ENVIRONMENT.home)).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None)
    return opened.decode()


def seal_contact(contact: Contact) -> str:
    """A contact, sealed."""
    return seal_text(json.dumps([contact.channel.value, contact.address, contact.language], ensure_ascii=False))


def open_contact(sealed: str) -> Contact:
    """The contact again."""
    channel, address, language = json.loads(open_text(sealed))
    return Contact(channel=Channel(channel), address=address, language=language)


@cache
def _key(home: Path) -> bytes:
    return bytes.fromhex(kept_key(home, "contacts"))
