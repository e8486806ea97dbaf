"""Rows of accounts."""

from __future__ import annotations

from datetime import datetime

from clearway.core.events import AccountOpened
from clearway.core.people import Actor
from clearway.record.models import Account
from clearway.record.writers.table import writes


@writes(AccountOpened)
def account_opened(event: AccountOpened, *, by: Actor, at: datetime) -> None:
    """An account that cannot sign in yet: its password is set apart and never passes through an event."""
    account = Account(username=event.subject, role=event.role.value, region=event.region, date_joined=at)
    account.set_unusable_password()
    account.save(force_insert=True)
