"""What happens around a report: photos, a way to reach whoever told, access by key, Open311, calling back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from clearway.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoAttached(Event):
    """A photo belongs to ``subject`` (a report, work order or case); ``digest`` is the SHA-256 of the kept file."""

    kind: ClassVar[str] = "photo_attached"
    digest: str
    media: str
    size: int
    width: int
    height: int
    place_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyNoticed(Event):
    """``subject`` (a report) says in the same words what report ``of`` said before, about the same place and topic."""

    kind: ClassVar[str] = "copy_noticed"
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLeft(Event):
    """Whoever told ``subject`` (a report) wants to hear of it; the address is sealed and never in the ledger."""

    kind: ClassVar[str] = "contact_left"
    withheld: ClassVar[tuple[str, ...]] = ("sealed",)
    channel: str
    language: str
    sealed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOpened(Event):
    """A named person looked at the sealed contact of ``subject``, for the reason given."""

    kind: ClassVar[str] = "contact_opened"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyOpened(Event):
    """A key of the interface was made; ``subject`` is its number. The key itself is kept as a digest only."""

    kind: ClassVar[str] = "key_opened"
    withheld: ClassVar[tuple[str, ...]] = ("key_hash",)
    scope: str
    label: str
    key_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRevoked(Event):
    """The key opens nothing any more."""

    kind: ClassVar[str] = "key_revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReceived(Event):
    """A report came as an Open311 service request; ``key`` is the number of the key that brought it."""

    kind: ClassVar[str] = "request_received"
    withheld: ClassVar[tuple[str, ...]] = ("address", "address_id", "media_url", "attributes")
    service_code: str
    key: str
    address: str = ""
    address_id: str = ""
    media_url: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionModerated(Event):
    """A named person read the description of a service request: it is shown (``text``) or stays withheld."""

    kind: ClassVar[str] = "description_moderated"
    withheld: ClassVar[tuple[str, ...]] = ("text",)
    shown: bool
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForwarded(Event):
    """A report went to a neighbour's Open311 endpoint, which knows it as ``remote_id``."""

    kind: ClassVar[str] = "request_forwarded"
    endpoint: str
    service_code: str
    remote_id: str
    remote_token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardAnswered(Event):
    """How the neighbour's request stands: ``open`` or ``closed``, with its note."""

    kind: ClassVar[str] = "forward_answered"
    endpoint: str
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledBack(Event):
    """The hotline called whoever told ``subject`` back; ``grade`` 1 (very dissatisfied) to 5 (very satisfied)."""

    kind: ClassVar[str] = "called_back"
    withheld: ClassVar[tuple[str, ...]] = ("note",)
    reached: bool
    grade: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionOpened(Event):
    """Somebody is told of ``kinds`` in ``region`` from now on; ``subject`` is the subscription's number."""

    kind: ClassVar[str] = "subscription_opened"
    withheld: ClassVar[tuple[str, ...]] = ("sealed", "secret")
    channel: str
    kinds: tuple[str, ...]
    region: str
    language: str
    label: str = ""
    quiet_from: int | None = None
    quiet_to: int | None = None
    sealed: str = ""
    secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionEnded(Event):
    """Nobody is told any more."""

    kind: ClassVar[str] = "subscription_ended"
