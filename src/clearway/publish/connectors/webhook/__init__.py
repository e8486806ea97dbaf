"""A webhook signed as Standard Webhooks do (standardwebhooks.com): HMAC-SHA-256 over id, timestamp and body."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from clearway.publish.connectors.message import Message, Outlets
from clearway.publish.connectors.posting import post


def configured(outlets: Outlets) -> bool:
    """Always: the address comes with the subscription."""
    return True


def send(message: Message, outlets: Outlets) -> None:
    """POST the facts as JSON; the receiver checks the signature and the age of the timestamp.

    Raises:
        NotSent: see ``posting.post``.
    """
    body = json.dumps({"id": message.key, **message.facts}, ensure_ascii=False, sort_keys=True).encode()
    stamp = str(int(message.at.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "clearway",
        "Idempotency-Key": message.key,
        "webhook-id": message.key,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature(message.secret, message.key, stamp, body)}",
    }
    post(message.address, body, headers)


def signature(secret: str, key: str, stamp: str, body: bytes) -> str:
    """Base64 of HMAC-SHA-256 over ``key.stamp.body``; ``secret`` is written ``whsec_`` and base64."""
    raw = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.new(raw, f"{key}.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
