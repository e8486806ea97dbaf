"""Verifying the ledger: walk the chain, stop at the first line that is not what the door wrote, and say what it is.

The walk needs each line once, keeps none, and takes no lock: the site goes on writing. Only when a line fails is the
table read again (``clearway.record.judging``).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from clearway.record import guards
from clearway.record.chain import KeptHead, Stored, kept_head, lines
from clearway.record.judging import Finding, judge, judge_gone, judge_head, judge_tail
from clearway.record.ledger import START, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``head`` is the end of the good part: all of it, or what stands before the first fault. ``guarded``: whether the
    database's triggers are in place (a ledger can be whole without them; its next line is in danger)."""

    head: Head
    finding: Finding | None = None
    guarded: bool = True

    @property
    def ok(self) -> bool:
        """Whether the ledger is whole."""
        return self.finding is None

    def as_json(self) -> dict[str, object]:
        """``{"ok", "lines", "head", "guarded", "finding": {"fault", "seq", "text"} | null}``."""
        return {
            "ok": self.ok,
            "lines": self.head.count,
            "head": self.head.digest,
            "guarded": self.guarded,
            "finding": self.finding.as_json() if self.finding else None,
        }


def verify() -> Verdict:
    """Walk the whole ledger.

    Returns:
        The verdict, naming the first altered, missing, inserted or moved line.
    """
    if guards.TABLE not in connection.introspection.table_names():
        return Verdict(head=Head(0, START), finding=judge_gone(), guarded=False)
    head, finding = _walk()
    return Verdict(head=head, finding=finding, guarded=guards.standing(connection))


def _walk() -> tuple[Head, Finding | None]:
    kept, good = kept_head(), Head(0, START)
    while True:
        before = good
        for line in lines(after=good.count):
            kept = _grown(kept, line)
            if not line.follows(good) or _beyond(line, kept):
                return good, judge(line, good, kept)
            good = Head(line.seq, line.digest)
        if good == before or good.count >= kept.head.count:
            return good, judge_head(kept) or judge_tail(good, kept.head)


def _grown(kept: KeptHead, line: Stored) -> KeptHead:
    """The head again, where the line lies beyond it: somebody may have written meanwhile."""
    return kept_head() if line.seq > kept.head.count else kept


def _beyond(line: Stored, kept: KeptHead) -> bool:
    return kept.fault is None and line.seq > kept.head.count
