"""Who is told: an office's mailbox, a neighbour's system, a group chat. Addresses are sealed as they come in."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clearway.core.decisions import Decision
from clearway.core.intake_events import SubscriptionEnded, SubscriptionOpened
from clearway.core.notices import Channel
from clearway.core.people import Actor
from clearway.core.places import is_place_code
from clearway.core.refusals import BadUsage, NotFound
from clearway.core.words import Language
from clearway.record.contacts import seal_text
from clearway.record.door import commit
from clearway.record.notices import subscription

_SECRET_BYTES = 32
_BY_ADDRESS = frozenset({Channel.WEBHOOK, Channel.CHAT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to be told: ``kinds`` of event (``case_*`` for all that begin so) in ``region``, or all."""

    channel: Channel
    address: str
    kinds: Sequence[str]
    region: str = ""
    language: Language = "zh"
    label: str = ""
    quiet: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The subscription; ``secret`` signs its webhooks and is shown this once."""

    number: str
    secret: str


def subscribe(wanted: Wanted, *, by: Actor, at: datetime) -> Opened:
    """Tell somebody from now on.

    Raises:
        BadUsage: no address of this channel, no kinds, no region code, hours that are none.
    """
    _check(wanted)
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()}"
    number = f"S-{secrets.token_hex(4)}"
    quiet = wanted.quiet or (None, None)
    opened = SubscriptionOpened(
        subject=number,
        channel=wanted.channel.value,
        kinds=tuple(wanted.kinds),
        region=wanted.region,
        language=wanted.language,
        label=wanted.label,
        quiet_from=quiet[0],
        quiet_to=quiet[1],
        sealed=seal_text(wanted.address),
        secret=seal_text(secret) if wanted.channel is Channel.WEBHOOK else "",
    )
    commit(Decision((opened,)), by=by, at=at)
    return Opened(number=number, secret=secret if wanted.channel is Channel.WEBHOOK else "")


def unsubscribe(number: str, *, by: Actor, at: datetime) -> None:
    """Tell them no more.

    Raises:
        NotFound: no such subscription.
    """
    if subscription(number) is None:
        raise NotFound(what="subscription", number=number)
    commit(Decision((SubscriptionEnded(subject=number),)), by=by, at=at)


def _check(wanted: Wanted) -> None:
    by_address = wanted.channel in _BY_ADDRESS
    fits = wanted.address.startswith(("https://", "http://")) if by_address else len(wanted.address) > 4
    if wanted.channel is Channel.EMAIL:
        fits = "@" in wanted.address and not any(sign.isspace() for sign in wanted.address)
    if not fits:
        raise BadUsage(zh=f"{wanted.channel.value} 的地址无效", en=f"not an address of channel {wanted.channel.value}")
    if not wanted.kinds or not all(kind.strip() for kind in wanted.kinds):
        raise BadUsage(zh="至少要一种事件（如 case_*）", en="at least one kind of event, such as case_*")
    if wanted.region and (not is_place_code(wanted.region) or "-" in wanted.region):
        raise BadUsage(zh="区域须为 12 位代码", en="a region is a code of 12 digits")
    if wanted.quiet and not all(0 <= hour <= 23 for hour in wanted.quiet):
        raise BadUsage(zh="静默时段须为 0 至 23 点", en="quiet hours are from 0 to 23")
