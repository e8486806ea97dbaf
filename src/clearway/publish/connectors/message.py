"""What a connector is given, and how it says that nothing went out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address, in its reader's language. ``key`` names it for good: sent twice after a crash, it has
    the same key, and the receiver can tell. ``facts`` are for machines."""

    key: str
    address: str
    title: str
    text: str
    at: datetime
    link: str = ""
    secret: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """What the settings say of the ways out; empty: that way is not open here."""

    smtp_url: str = ""
    mail_from: str = ""
    sms_url: str = ""
    sms_key: str = ""


class NotSent(Exception):
    """It did not go out; ``reason`` is short and names no address. ``final``: trying again cannot help."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason[:200]
        self.final = final
