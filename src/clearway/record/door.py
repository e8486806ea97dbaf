"""The one door: a decision becomes rows, ledger lines and outbox rows in one transaction, or nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from clearway.core.decisions import Decision
from clearway.core.events import ReportTaken
from clearway.core.intake_events import ContactLeft, CopyNoticed, PhotoAttached, RequestReceived
from clearway.core.moments import utc
from clearway.core.people import Actor
from clearway.record.held import Held
from clearway.record.ledger import append
from clearway.record.models import LedgerLine, OutboxRow
from clearway.record.models.kept import door_open
from clearway.record.writers.together import write_all

#: What comes in a thousand times an hour and changes nothing that ``record.held`` holds.
_COMING_IN = frozenset({ReportTaken, PhotoAttached, CopyNoticed, ContactLeft, RequestReceived})


@contextmanager
def session() -> Iterator[None]:
    """One transaction in which numbers are drawn, rows are read, decided on and written.

    Open it around *read, decide, commit* so that nobody moves the case in between (SQLite: one writer at a time;
    PostgreSQL: lock the case with ``reading.case(number, lock=True)``).
    """
    with transaction.atomic(), door_open():
        yield


def commit(decision: Decision, *, by: Actor, at: datetime) -> tuple[LedgerLine, ...]:
    """Write every event of ``decision``: its rows, its ledger line and its outbox row; all or nothing.

    Args:
        by: who decided; the name, role and region stand in the ledger.
        at: when, with zone.

    Raises:
        UnknownEvent: no writer is registered for a kind of event (a fault of ours).
        ValueError: ``at`` has no zone.
    """
    moment = utc(at)
    with session():
        lines = append(decision.events, by=by, at=moment)
        write_all(decision.events, by=by, at=moment)
        OutboxRow.objects.bulk_create(
            OutboxRow(seq=line.seq, kind=line.kind, subject=line.subject, at=line.at) for line in lines
        )
        if not _COMING_IN.issuperset(map(type, decision.events)):
            transaction.on_commit(Held.forget)
    return lines
