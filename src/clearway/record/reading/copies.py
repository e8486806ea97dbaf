"""Reports of late about a place and topic: what a new one may be a copy of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from clearway.core.barriers import Topic
from clearway.core.moments import utc
from clearway.record.models import CopyRow

#: Looked at, newest first: a caller who rings again does so soon.
_MOST = 30


_LATELY = """
SELECT * FROM (SELECT place_code, topic, number, text FROM record_reportrow
WHERE place_code = %s AND topic = %s AND at >= %s ORDER BY at DESC LIMIT %s) AS lately
"""


def texts_lately(
    asked: Iterable[tuple[str | None, Topic]], since: datetime
) -> dict[tuple[str | None, Topic], list[tuple[str, str]]]:
    """Number and masked text of reports about each place and topic from ``since`` on, newest first, in one statement.

    Reports without a place are compared with nothing: the same words may be said of two places.
    """
    pairs = [(place, topic) for place, topic in dict.fromkeys(asked) if place is not None]
    found: dict[tuple[str | None, Topic], list[tuple[str, str]]] = {}
    if not pairs:
        return found
    begin = connection.ops.adapt_datetimefield_value(utc(since))
    named = [value for place, topic in pairs for value in (place, topic.value, begin, _MOST)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_LATELY] * len(pairs)), named)
        for place, topic, number, text in cursor.fetchall():
            found.setdefault((place, Topic(topic)), []).append((number, text))
    return found


def copies_of(number: str) -> tuple[str, ...]:
    """Reports that repeat this one word for word, by number."""
    return tuple(CopyRow.objects.filter(of=number).order_by("report").values_list("report", flat=True))


def copied_by(number: str) -> str | None:
    """The report this one repeats."""
    return CopyRow.objects.filter(report=number).values_list("of", flat=True).first()
