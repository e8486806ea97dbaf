"""``POST /api/v1/messages``: a text message somebody sent in; the gateway sends the reply back."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from pydantic import Field

from clearway.core.access import Scope
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop.answer_message import Inbound, answer_message
from clearway.loop.places_here import served_region
from clearway.web.api.endpoint import Call, Document, Endpoint, Told
from clearway.web.api.reports import Words


class Message(Document):
    """A message as the gateway has it. `sender` is only compared with the contact that was left, and not kept."""

    text: Annotated[Words, Field(min_length=1, max_length=1_000)]
    sender: Annotated[Words, Field(max_length=40)] = ""


class Reply(Told):
    """The text to send back."""

    reply: str


def _answer(call: Call) -> Reply:
    said: Message = call.document
    environment = settings.ENVIRONMENT
    reply = answer_message(
        Inbound(text=said.text, sender=said.sender),
        at=call.at,
        zone=environment.time_zone,
        rulebook=load_rulebook(),
        region=served_region(environment.county),
    )
    return Reply(reply=reply)


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="messages",
        name="answerMessage",
        what=Bilingual("短信查进度：收到一条短信，返回要回复的文字", "A text message came in: what to answer"),
        act=_answer,
        gives=Reply,
        takes=Message,
        scopes=frozenset({Scope.HOTLINE}),
    ),
)
