"""A message into a group chat by the group's robot (its address is the subscription's): WeCom and DingTalk take this
form. Copy this folder for a chat that wants another."""

from __future__ import annotations

import json

from clearway.publish.connectors.message import Message, NotSent, Outlets
from clearway.publish.connectors.posting import post


def configured(outlets: Outlets) -> bool:
    """Always: the robot's address comes with the subscription."""
    return True


def send(message: Message, outlets: Outlets) -> None:
    """Post the text; a robot tells refusals in its answer, not in its status.

    Raises:
        NotSent: it did not go out.
    """
    words = "\n".join(part for part in (message.title, message.text, message.link) if part)
    body = json.dumps({"msgtype": "text", "text": {"content": words}}, ensure_ascii=False).encode()
    answer = post(message.address, body, {"Content-Type": "application/json"})
    try:
        code = json.loads(answer or b"{}").get("errcode", 0)
    except (ValueError, AttributeError):
        code = 0
    if code:
        raise NotSent(f"robot refused ({code})")
