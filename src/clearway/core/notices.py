"""A notice: what somebody who asked for it is told of something that happened, by which way, in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clearway.core.words import Bilingual, Language


class Channel(StrEnum):
    """Ways a notice can go; each is a folder in ``publish/connectors``."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    SMS = "sms"
    CHAT = "chat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to one recipient, before it is sent.

    ``key`` names it for good: the same key is never sent twice on purpose. ``recipient`` is a subscription's number or
    ``contact:<report>``, never an address: addresses are sealed and opened only while sending. ``about`` is the number
    of the case, report or measure; ``urgent`` ones are sent in quiet hours too. ``facts`` are for machines (webhooks).
    """

    key: str
    recipient: str
    channel: Channel
    about: str
    title: Bilingual
    text: Bilingual
    language: Language = "zh"
    link: str = ""
    urgent: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How somebody wants to hear of their report. Sealed as it comes in: no office reads it off a page."""

    channel: Channel
    address: str
    language: Language = "zh"
