"""Signatures have no row: the ledger's line holds the signed statement and is all there is."""

from __future__ import annotations

from datetime import datetime

from clearway.core.people import Actor
from clearway.core.signature_events import Signed
from clearway.record.writers.table import writes


@writes(Signed)
def signed(event: Signed, *, by: Actor, at: datetime) -> None:
    """Nothing beside the ledger's line."""
