"""What passed between reporters and offices: answers, additions, witnesses, ratings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Min

from clearway.record.models import AdditionRow, RatingRow, ReplyRow, ReportRow, ReprisalRow, WitnessRow
from clearway.record.reading.copies import copies_of
from clearway.record.reading.parts import in_parts
from clearway.record.reading.town import code_prefix

#: The channel of public posts: nobody asked us anything.
_POSTS = "post"


def replies(report: str) -> tuple[ReplyRow, ...]:
    """What offices answered, oldest first."""
    return tuple(ReplyRow.objects.filter(report=report).order_by("at", "id"))


def first_replies(reports: Iterable[str]) -> dict[str, datetime]:
    """Report → when it was first answered, here or by its own channel; one not answered is absent."""
    found: dict[str, datetime] = {}
    for part in in_parts(reports):
        rows = ReplyRow.objects.filter(report__in=part).values("report").annotate(first=Min("at"))
        found |= {row["report"]: row["first"] for row in rows}
        told = ReportRow.objects.filter(number__in=part).exclude(answered_at=None)
        for number, at in told.values_list("number", "answered_at"):
            if at is not None:
                found[number] = min(at, found.get(number, at))
    return found


class Taken(NamedTuple):
    """A report as its first answer is counted: ``came_at``: when a load brought it (None: taken here)."""

    number: str
    place_code: str | None
    at: datetime
    came_at: datetime | None
    answered_at: datetime | None


def taken(region: str, since: datetime, until: datetime) -> Iterator[Taken]:
    """Reports of ``region`` told from ``since`` until ``until`` whose tellers wait for an answer (who posts asked
    nobody), with the first answer given here or by their own channel."""
    replies = ReplyRow.objects.filter(at__gte=since, at__lte=until).values("report").annotate(first=Min("at"))
    here: dict[str, datetime] = {row["report"]: row["first"] for row in replies}
    rows = ReportRow.objects.filter(at__gte=since, at__lte=until, place_code__startswith=code_prefix(region))
    told = rows.exclude(channel=_POSTS).values_list("number", "place_code", "at", "came_at", "answered_at")
    for number, place, at, came_at, answered_at in told.iterator(5_000):
        first = here.get(number)
        if first is None or (answered_at is not None and answered_at < first):
            first = answered_at
        yield Taken(number, place, at, came_at, first)


def unanswered(region: str, before: datetime, since: datetime, channels: Iterable[str]) -> tuple[ReportRow, ...]:
    """Reports taken from ``since`` until ``before`` through ``channels`` about places in ``region`` nobody answered."""
    answered = ReplyRow.objects.values("report")
    rows = ReportRow.objects.filter(
        answered_at=None,
        at__gte=since,
        at__lte=before,
        channel__in=list(channels),
        place_code__startswith=code_prefix(region),
    )
    return tuple(rows.exclude(number__in=answered).order_by("at", "number"))


def additions(report: str) -> tuple[AdditionRow, ...]:
    """What the reporter added, oldest first."""
    return tuple(AdditionRow.objects.filter(report=report).order_by("at", "id"))


def witnesses_of(report: str) -> tuple[str, ...]:
    """Reports that say the same as this one."""
    return tuple(WitnessRow.objects.filter(of=report).order_by("report").values_list("report", flat=True))


def companions(report: str) -> tuple[str, ...]:
    """Witnesses and word-for-word copies of a report that have no case yet: they go where it goes."""
    beside = {*witnesses_of(report), *copies_of(report)}
    rows = ReportRow.objects.filter(number__in=beside, case=None).order_by("number")
    return tuple(rows.values_list("number", flat=True))


def rating(report: str) -> RatingRow | None:
    """The last grade the reporter gave."""
    return RatingRow.objects.filter(report=report).first()


def reprisals(region: str, since: datetime) -> tuple[ReprisalRow, ...]:
    """Acts against reporters' places in ``region`` brought up from ``since`` on, newest first."""
    rows = ReprisalRow.objects.filter(place_code__startswith=code_prefix(region), at__gte=since)
    return tuple(rows.order_by("-at", "report"))
