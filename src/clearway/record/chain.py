"""Lines of the ledger as the table holds them, and whether they are what the door wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from clearway.record.ledger import START, Head, digest_of, head_text
from clearway.record.models import ChainHead, LedgerLine, OutboxRow
from clearway.record.seals import holds

_COLUMNS = ("at", "kind", "subject", "by_name", "by_role", "by_region", "payload", "previous", "digest", "seal")


class Stored(NamedTuple):
    """A line as the table holds it, every column as text: by now a column may hold anything."""

    seq: int
    at: str
    kind: str
    subject: str
    by_name: str
    by_role: str
    by_region: str
    payload: str
    previous: str
    digest: str
    seal: str

    def digest_as(self, seq: int) -> str:
        """The digest the line would have as line ``seq``; empty where its moment is none."""
        try:
            at = datetime.fromisoformat(self.at)
        except ValueError:
            return ""
        moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        return digest_of(seq, moment.isoformat(), self[2:8], self.previous)

    def sealed(self) -> bool:
        """Whether the door made the digest that stands in the line."""
        return holds(self.seal, "line", self.digest)

    def genuine_as(self, seq: int) -> bool:
        """Whether the door wrote exactly this as line ``seq``."""
        return self.sealed() and self.digest == self.digest_as(seq)

    def follows(self, good: Head) -> bool:
        """Whether this is the very next line the door wrote after ``good``."""
        return self.seq == good.count + 1 and self.previous == good.digest and self.genuine_as(self.seq)


class KeptHead(NamedTuple):
    """The head as kept; ``fault`` is ``missing`` or ``altered`` where it cannot be trusted."""

    head: Head
    fault: str | None


def kept_head() -> KeptHead:
    """The head of the chain. Without one, and with nothing ever written, the ledger is empty and whole."""
    row = ChainHead.objects.filter(name="main").first()
    if row is None:
        empty = not LedgerLine.objects.exists() and not OutboxRow.objects.exists()
        return KeptHead(Head(0, START), None if empty else "missing")
    head = Head(row.count, row.digest)
    return KeptHead(head, None if holds(row.seal, "head", head_text(head)) else "altered")


def lines(after: int = 0) -> Iterator[Stored]:
    """Lines numbered above ``after``, in order, streamed."""
    texts = {f"{name}_text": Cast(name, TextField()) for name in _COLUMNS}
    rows = LedgerLine.objects.filter(seq__gt=after).annotate(**texts).order_by("seq").values_list("seq", *texts)
    for seq, *columns in rows.iterator(2_000):
        yield Stored(seq, *(str(column) for column in columns))
