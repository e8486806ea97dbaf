"""The outbox: ledger lines become notices once, notices are sent at least once, what cannot be sent is kept in sight.

These rows are the outbox's own bookkeeping and have no line in the ledger: the line they tell of is there already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from clearway.core.notices import Notice
from clearway.record.door import session
from clearway.record.models import ContactRow, LedgerLine, NoticeRow, OutboxRow, SubscriptionRow

#: Tries before a notice becomes a dead letter; the first again after 30 s, each next four times later, at most 6 h.
TRIES = 8
_FIRST, _FACTOR, _LONGEST = timedelta(seconds=30), 4, timedelta(hours=6)
_NOT_OPEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A ledger line nobody was told of yet."""

    seq: int
    at: datetime
    kind: str
    subject: str
    facts: dict[str, Any]


def lines_untold(most: int) -> list[Said]:
    """The oldest lines on their way out."""
    waiting = list(OutboxRow.objects.filter(sent_at=None).order_by("seq").values_list("seq", flat=True)[:most])
    lines = LedgerLine.objects.filter(seq__in=waiting).order_by("seq")
    return [
        Said(seq=line.seq, at=line.at, kind=line.kind, subject=line.subject, facts=json.loads(line.payload))
        for line in lines
    ]


def skip_untold(kinds: Iterable[str], at: datetime) -> int:
    """Mark lines told whose kind nobody ever hears of: a backlog of counts must not hold up a case."""
    with session():
        return OutboxRow.objects.filter(sent_at=None).exclude(kind__in=list(kinds)).update(sent_at=at)


def queue(notices: Sequence[tuple[Notice, datetime]], told: Sequence[int], at: datetime) -> int:
    """Keep notices with the moment each may go, and mark the lines ``told`` (by seq): both or neither.

    A notice with a key that is known is left as it is. Returns how many were given.
    """
    with session():
        rows = [_row(notice, next_at, at) for notice, next_at in notices]
        NoticeRow.objects.bulk_create(rows, ignore_conflicts=True)
        OutboxRow.objects.filter(seq__in=list(told), sent_at=None).update(sent_at=at)
    return len(rows)


def due(at: datetime, most: int) -> list[NoticeRow]:
    """Notices whose time has come, the urgent first."""
    rows = NoticeRow.objects.filter(sent_at=None, dead_at=None, next_at__lte=at)
    return list(rows.order_by("-urgent", "next_at", "id")[:most])


def note_sent(number: int, at: datetime) -> None:
    """It went out."""
    with session():
        row = NoticeRow.objects.get(id=number)
        NoticeRow.objects.filter(id=number).update(sent_at=at, attempts=row.attempts + 1, error="")


def note_failed(number: int, error: str, at: datetime, *, final: bool = False) -> None:
    """It did not: it waits, longer each time, or becomes a dead letter."""
    with session():
        tried = NoticeRow.objects.get(id=number).attempts + 1
        dead = at if final or tried >= TRIES else None
        NoticeRow.objects.filter(id=number).update(
            attempts=tried, error=error[:200], dead_at=dead, next_at=at + wait_after(tried)
        )


def note_not_open(number: int, at: datetime) -> None:
    """This installation cannot send this way (yet): it waits, and no try is counted."""
    with session():
        NoticeRow.objects.filter(id=number).update(error="not configured", next_at=at + _NOT_OPEN)


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    factor: int = _FACTOR ** (tries - 1)
    return min(_FIRST * factor, _LONGEST)


def dead_letters(most: int = 200) -> list[NoticeRow]:
    """What was given up, the newest first."""
    return list(NoticeRow.objects.exclude(dead_at=None).order_by("-dead_at", "-id")[:most])


def send_again(number: int | None, at: datetime) -> int:
    """Let a dead letter (None: all of them) be tried again from the first try; returns how many."""
    with session():
        rows = NoticeRow.objects.exclude(dead_at=None)
        rows = rows.filter(id=number) if number is not None else rows
        return rows.update(dead_at=None, attempts=0, next_at=at)


def waiting() -> tuple[int, int]:
    """Notices that wait, and dead letters."""
    return NoticeRow.objects.filter(sent_at=None, dead_at=None).count(), NoticeRow.objects.exclude(dead_at=None).count()


def subscriptions() -> list[SubscriptionRow]:
    """Whoever is told, the oldest first."""
    return list(SubscriptionRow.objects.filter(ended_at=None).order_by("opened_at", "number"))


def subscription(number: str) -> SubscriptionRow | None:
    """One of them."""
    return SubscriptionRow.objects.filter(number=number, ended_at=None).first()


def contacts_of(reports: Iterable[str]) -> list[ContactRow]:
    """Sealed contacts of these reports."""
    return list(ContactRow.objects.filter(report__in=list(reports)).order_by("report"))


def _row(notice: Notice, next_at: datetime, at: datetime) -> NoticeRow:
    content = {
        "title": notice.title.as_json(),
        "text": notice.text.as_json(),
        "link": notice.link,
        "facts": dict(notice.facts),
    }
    return NoticeRow(
        key=notice.key,
        recipient=notice.recipient,
        channel=notice.channel.value,
        about=notice.about,
        language=notice.language,
        urgent=notice.urgent,
        content=content,
        made_at=at,
        next_at=next_at,
    )
