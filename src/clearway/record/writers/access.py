"""Rows of keys and subscriptions."""

from __future__ import annotations

from datetime import datetime

from clearway.core.intake_events import KeyOpened, KeyRevoked, SubscriptionEnded, SubscriptionOpened
from clearway.core.people import Actor
from clearway.record.models import ApiKeyRow, SubscriptionRow
from clearway.record.writers.table import writes


@writes(KeyOpened)
def key_opened(event: KeyOpened, *, by: Actor, at: datetime) -> None:
    """A key that opens ``scope`` from now on."""
    ApiKeyRow(number=event.subject, scope=event.scope, label=event.label, key_hash=event.key_hash, opened_at=at).save(
        force_insert=True
    )


@writes(KeyRevoked)
def key_revoked(event: KeyRevoked, *, by: Actor, at: datetime) -> None:
    """It opens nothing any more."""
    ApiKeyRow.objects.filter(number=event.subject, revoked_at=None).update(revoked_at=at)


@writes(SubscriptionOpened)
def subscription_opened(event: SubscriptionOpened, *, by: Actor, at: datetime) -> None:
    """Somebody is told from now on."""
    SubscriptionRow(
        number=event.subject,
        channel=event.channel,
        label=event.label,
        kinds=list(event.kinds),
        region=event.region,
        language=event.language,
        quiet_from=event.quiet_from,
        quiet_to=event.quiet_to,
        sealed=event.sealed,
        secret=event.secret,
        opened_at=at,
    ).save(force_insert=True)


@writes(SubscriptionEnded)
def subscription_ended(event: SubscriptionEnded, *, by: Actor, at: datetime) -> None:
    """Nobody is told any more."""
    SubscriptionRow.objects.filter(number=event.subject, ended_at=None).update(ended_at=at)
