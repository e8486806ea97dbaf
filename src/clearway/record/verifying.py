"""Verifying the ledger: walk the chain, stop at the first line that is not what the door wrote, and say what it is.

The walk needs each line once, keeps none, and takes no lock: the site goes on writing. Only when a line fails is the
table read again (``clearway.record.judging``).
"""

from __future__ import annotations

from dataclasses import dataclass

from clearway.record.chain import KeptHead, Stored, kept_head, lines
from clearway.record.judging import Finding, judge, judge_head, judge_tail
from clearway.record.ledger import START, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``head`` is the end of the good part: all of it, or what stands before the first fault."""

    head: Head
    finding: Finding | None = None

    @property
    def ok(self) -> bool:
        """Whether the ledger is whole."""
        return self.finding is None

    def as_json(self) -> dict[str, object]:
        """``{"ok", "lines", "head", "finding": {"fault", "seq", "text"} | null}``."""
        return {
            "ok": self.ok,
            "lines": self.head.count,
            "head": self.head.digest,
            "finding": self.finding.as_json() if self.finding else None,
        }


def verify() -> Verdict:
    """Walk the whole ledger.

    Returns:
        The verdict, naming the first altered, missing, inserted or moved line.
    """
    kept, good = kept_head(), Head(0, START)
    while True:
        before = good
        for line in lines(after=good.count):
            kept = _grown(kept, line)
            if not line.follows(good) or _beyond(line, kept):
                return Verdict(head=good, finding=judge(line, good, kept))
            good = Head(line.seq, line.digest)
        if good == before or good.count >= kept.head.count:
            return Verdict(head=good, finding=judge_head(kept) or judge_tail(good, kept.head))


def _grown(kept: KeptHead, line: Stored) -> KeptHead:
    """The head again, where the line lies beyond it: somebody may have written meanwhile."""
    return kept_head() if line.seq > kept.head.count else kept


def _beyond(line: Stored, kept: KeptHead) -> bool:
    return kept.fault is None and line.seq > kept.head.count
