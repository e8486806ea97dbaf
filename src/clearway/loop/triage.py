"""Reports a person has to sort, whatever way they came: life first, then treatments that pass, then in their turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.barriers import Topic
from clearway.loop.desk import Desk
from clearway.loop.late_now import CHANNELS
from clearway.monitor.urgency import Wait, urgency
from clearway.record import reading
from clearway.record.models import CopyRow, ReportRow, WitnessRow
from clearway.record.reading.parts import in_parts
from clearway.record.reading.reporters import first_replies
from clearway.respond.deadlines import FIRST_ANSWER, due

#: Older reports are history: their place's statistics tell of them.
LATELY = timedelta(days=14)
_MOST = 2_000
_ORDER = {wait: place for place, wait in enumerate(Wait)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsorted:
    """One report: how long it can wait and by which words, how many others say the same, when an answer is due.

    ``owed``: the answer is ours to give (on other channels it is that of whoever was told)."""

    number: str
    at: datetime
    channel: str
    place_code: str
    topic: str
    service: str | None
    claim_type: str
    text: str
    wait: Wait
    words: tuple[str, ...]
    companions: int
    due_at: datetime
    answered: bool
    owed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of it to list; empty: everything."""

    channel: str = ""
    topic: str = ""


def unsorted(region: str, desk: Desk, wanted: Wanted | None = None) -> tuple[Unsorted, ...]:
    """Reports of ``region`` without a case, the most urgent first, then the oldest; copies and witnesses stand with
    the report they repeat."""
    wanted = wanted or Wanted()
    rows = ReportRow.objects.filter(
        case=None,
        at__gte=desk.at - LATELY,
        at__lte=desk.at,
        place_code__startswith=reading.code_prefix(region),
        text_status="standing",
    )
    rows = rows.filter(channel=wanted.channel) if wanted.channel else rows
    rows = rows.filter(topic=wanted.topic) if wanted.topic in set(Topic) else rows
    alone = rows.exclude(number__in=CopyRow.objects.values("report")).exclude(
        number__in=WitnessRow.objects.values("report")
    )
    kept = list(alone.order_by("-at", "number")[:_MOST])
    beside, answered = _beside(row.number for row in kept), first_replies(row.number for row in kept)
    found = [_unsorted(row, beside.get(row.number, 0), row.number in answered, desk) for row in kept]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.wait], one.answered, one.at, one.number)))


def channels_of(region: str, desk: Desk) -> tuple[str, ...]:
    """The ways in which reports of ``region`` came lately."""
    rows = ReportRow.objects.filter(
        case=None, at__gte=desk.at - LATELY, place_code__startswith=reading.code_prefix(region)
    )
    return tuple(sorted(set(rows.values_list("channel", flat=True))))


def _beside(numbers: Iterable[str]) -> dict[str, int]:
    """Report → how many copies and witnesses stand beside it."""
    counts: Counter[str] = Counter()
    for part in in_parts(numbers):
        counts.update(CopyRow.objects.filter(of__in=part).values_list("of", flat=True))
        counts.update(WitnessRow.objects.filter(of__in=part).values_list("of", flat=True))
    return counts


def _unsorted(row: ReportRow, companions: int, answered: bool, desk: Desk) -> Unsorted:
    read = urgency(row.text)
    return Unsorted(
        number=row.number,
        at=row.at,
        channel=row.channel,
        place_code=row.place_code or desk.by.region,
        topic=row.topic,
        service=row.service,
        claim_type=row.claim_type,
        text=row.text,
        wait=read.wait,
        words=read.words,
        companions=companions,
        due_at=due(FIRST_ANSWER, row.at.astimezone(desk.zone), desk.rulebook),
        answered=answered,
        owed=row.channel in CHANNELS,
    )
