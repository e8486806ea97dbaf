"""Naming what is wrong with the ledger where its chain breaks: altered, missing, inserted or moved, and which line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import Max

from clearway.core.words import Bilingual
from clearway.record.chain import KeptHead, Stored, lines
from clearway.record.ledger import Head
from clearway.record.models import LedgerLine

Fault = Literal["altered", "missing", "inserted", "moved", "head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The first fault: which line (``seq``, 1 is the first; None for the head itself) and what is wrong with it."""

    fault: Fault
    seq: int | None
    text: Bilingual

    def as_json(self) -> dict[str, object]:
        """``{"fault", "seq", "text": {"zh", "en"}}``."""
        return {"fault": self.fault, "seq": self.seq, "text": self.text.as_json()}


def judge(line: Stored, good: Head, kept: KeptHead) -> Finding:
    """What is wrong where ``line`` stands in place of line ``good.count + 1``."""
    expected, end = good.count + 1, _end(kept)
    true = _true_place(line, end)
    if line.seq < expected:
        return _inserted(line.seq, Bilingual("与前一行号码相同", "it repeats the number of the line before"))
    if expected > end:
        return _inserted(line.seq, Bilingual("不是由系统写入", "the door never wrote it"))
    if true is not None and true < expected:
        return _inserted(expected, Bilingual(f"是第 {true} 行的复本", f"it is a copy of line {true}"))
    now = _where_now(expected, good)
    if now is not None:
        return _displaced(line, expected, true, now)
    if line.seq > expected or (true is not None and true > expected):
        return _missing(expected, min(true or line.seq, end + 1) - 1)
    return _in_place(line, good, end)


def judge_head(kept: KeptHead) -> Finding | None:
    """A head that cannot be trusted: lines may have been cut off behind what is there."""
    if kept.fault is None:
        return None
    zh = {"missing": "缺失", "altered": "被改动"}[kept.fault]
    return _head(
        Bilingual(
            f"账本链头{zh}，无法证明末尾没有删行", f"the head of the chain is {kept.fault}: lines may have been cut off"
        )
    )


def judge_gone() -> Finding:
    """The whole table is gone."""
    return _head(Bilingual("账本的数据表不存在", "the ledger's table is gone"))


def judge_tail(good: Head, head: Head) -> Finding | None:
    """Lines missing at the end, told by the head."""
    if good.count < head.count:
        return _missing(good.count + 1, head.count)
    if good.digest != head.digest:
        return _head(Bilingual("账本链头与末行不符", "the head of the chain is not that of the last line"))
    return None


def _end(kept: KeptHead) -> int:
    """How many lines the door wrote: as the head says, or (with a forged head) the last genuine line there is."""
    if kept.fault is None:
        return kept.head.count
    return max((line.seq for line in lines() if line.genuine_as(line.seq)), default=0)


def _true_place(line: Stored, end: int) -> int | None:
    """The number under which the door wrote this line, if it did."""
    if not line.sealed():
        return None
    return next((seq for seq in (line.seq, *range(1, end + 1)) if line.digest_as(seq) == line.digest), None)


def _where_now(expected: int, good: Head) -> int | None:
    """Under which number the line that should stand here stands now, if it is anywhere."""
    candidates = (line for line in lines(good.count) if line.previous == good.digest)
    return next((line.seq for line in candidates if line.genuine_as(expected)), None)


def _displaced(line: Stored, expected: int, true: int | None, now: int) -> Finding:
    """The right line stands elsewhere: pushed away by one inserted, or moved."""
    if line.seq == expected and true is None:
        return _inserted(expected, Bilingual("不是由系统写入", "the door never wrote it"))
    zh, en = f"账本第 {expected} 行被换位：现号为 {now}", f"line {expected} of the ledger was moved: it stands as {now}"
    return Finding(fault="moved", seq=expected, text=Bilingual(zh, en))


def _in_place(line: Stored, good: Head, end: int) -> Finding:
    """The line has the right number and the wrong content. Its own seal, or a genuine successor, shows that it stood
    here; else the chain behind it was made anew, and the number of lines tells."""
    stood_here = line.sealed() or any(later.genuine_as(later.seq) for later in lines(good.count + 1))
    last = LedgerLine.objects.aggregate(last=Max("seq"))["last"] or 0
    if stood_here or last == end:
        text = Bilingual(f"账本第 {line.seq} 行被改动", f"line {line.seq} of the ledger was altered")
        return Finding(fault="altered", seq=line.seq, text=text)
    if last > end:
        return _inserted(line.seq, Bilingual("其后各行被重算", "the lines behind it were computed anew"))
    return _missing(line.seq, line.seq)


def _inserted(seq: int, why: Bilingual) -> Finding:
    text = Bilingual(f"账本第 {seq} 行是插入的：{why.zh}", f"line {seq} of the ledger was inserted: {why.en}")
    return Finding(fault="inserted", seq=seq, text=text)


def _missing(first: int, last: int) -> Finding:
    text = Bilingual(f"账本第 {first} 行缺失", f"line {first} of the ledger is missing")
    if last > first:
        text = Bilingual(f"账本第 {first} 至 {last} 行缺失", f"lines {first} to {last} of the ledger are missing")
    return Finding(fault="missing", seq=first, text=text)


def _head(text: Bilingual) -> Finding:
    return Finding(fault="head", seq=None, text=text)
