"""Text messages by a gateway that takes JSON over HTTPS. Gateways differ: copy this folder and change ``_body``."""

from __future__ import annotations

import json

from clearway.publish.connectors.message import Message, Outlets
from clearway.publish.connectors.posting import post

#: Characters of one text message with Chinese letters (UCS-2) times three, which gateways join.
LONGEST = 201


def configured(outlets: Outlets) -> bool:
    """Whether there is a gateway (``CLEARWAY_SMS_URL``)."""
    return bool(outlets.sms_url)


def send(message: Message, outlets: Outlets) -> None:
    """Hand the text to the gateway.

    Raises:
        NotSent: see ``posting.post``.
    """
    headers = {"Content-Type": "application/json", "Idempotency-Key": message.key}
    if outlets.sms_key:
        headers["Authorization"] = f"Bearer {outlets.sms_key}"
    post(outlets.sms_url, json.dumps(_body(message), ensure_ascii=False).encode(), headers)


def _body(message: Message) -> dict[str, str]:
    text = f"{message.text} {message.link}".strip()
    return {"id": message.key, "to": message.address, "text": text[:LONGEST]}
