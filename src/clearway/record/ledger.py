"""The chained ledger: every line carries the SHA-256 of itself and of the line before; the head is sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from clearway.core.events import Event
from clearway.core.moments import utc
from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.record.models import ChainHead, LedgerLine
from clearway.record.models.kept import require_door
from clearway.record.payload import payload
from clearway.record.plain import canonical
from clearway.record.seals import holds, seal

#: What the first line names as the line before it.
START = "0" * 64
_HEAD = "SELECT count, digest, seal FROM record_chainhead WHERE name = 'main'"
_MOVE_HEAD = "UPDATE record_chainhead SET count = %s, digest = %s, seal = %s WHERE name = 'main'"


class SealedElsewhere(Refusal):
    """The head does not bear our seal: it was altered, or HOME/keys is not the folder it was made with."""

    code = "sealed_elsewhere"
    template = Bilingual(
        "账本链头的封印与本机密钥不符：请恢复原来的 keys 目录，或运行 clearway ledger verify",
        "the head of the ledger was sealed with another key: bring the folder keys back, or run clearway ledger verify",
    )


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: ``count`` lines, the last with ``digest``."""

    count: int
    digest: str


def append(events: Sequence[Event], *, by: Actor, at: datetime) -> tuple[LedgerLine, ...]:
    """Chain one line an event onto the ledger. Within the door's transaction; writers wait for one another here.

    Raises:
        SealedElsewhere: the head does not bear our seal; nothing is written then.
    """
    if not events:
        return ()
    head = _locked_head()
    lines = []
    for event in events:
        line = _line(event, head, by=by, at=at)
        head = Head(line.seq, line.digest)
        lines.append(line)
    LedgerLine.objects.bulk_create(lines)
    _keep_head(head)
    return tuple(lines)


def head() -> Head:
    """The head as kept (``clearway.record.verifying`` checks it)."""
    row = ChainHead.objects.filter(name="main").first()
    return Head(row.count, row.digest) if row else Head(0, START)


def digest_of(seq: int, at: str, columns: Sequence[str], previous: str) -> str:
    """SHA-256 over the canonical JSON of all columns: ``columns`` are kind, subject, by_name, by_role, by_region,
    payload; ``at`` is ISO 8601 in UTC."""
    text = canonical([seq, at, *columns, previous])
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def head_text(head: Head) -> str:
    """What the seal of the head covers."""
    return f"{head.count}:{head.digest}"


def _locked_head() -> Head:
    found = _ask_for_head()
    if found is None:
        ChainHead.objects.bulk_create([_head_row(Head(0, START))], ignore_conflicts=True)
        found = _ask_for_head()
    assert found is not None  # made just now, or by whoever was quicker
    head, mark = found
    if not holds(mark, "head", head_text(head)):
        raise SealedElsewhere()
    return head


def _ask_for_head() -> tuple[Head, str] | None:
    """The head and its seal, locked until the transaction ends. Asked at every write: without the ORM."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD + lock)
        row = cursor.fetchone()
    return (Head(int(row[0]), str(row[1])), str(row[2])) if row else None


def _keep_head(head: Head) -> None:
    require_door("the head of the ledger")
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_HEAD, [head.count, head.digest, seal("head", head_text(head))])


def _head_row(head: Head) -> ChainHead:
    return ChainHead(name="main", count=head.count, digest=head.digest, seal=seal("head", head_text(head)))


def _line(event: Event, head: Head, *, by: Actor, at: datetime) -> LedgerLine:
    seq, moment = head.count + 1, utc(at)
    columns = (event.kind, event.subject, by.name, by.role.value, by.region, payload(event))
    digest = digest_of(seq, moment.isoformat(), columns, head.digest)
    return LedgerLine(
        seq=seq,
        at=moment,
        kind=columns[0],
        subject=columns[1],
        by_name=columns[2],
        by_role=columns[3],
        by_region=columns[4],
        payload=columns[5],
        previous=head.digest,
        digest=digest,
        seal=seal("line", digest),
    )
