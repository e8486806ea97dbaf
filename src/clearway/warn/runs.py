"""The plan's own rule: "medical access blocked" on three days running in one community opens a check by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo

from clearway.core.barriers import Topic
from clearway.warn.bursts import place_of
from clearway.warn.located import Located, cell_of
from clearway.warn.signals import THREE_DAYS, ComplaintSignal


def runs(located: Iterable[Located], *, zone: tzinfo, days: int) -> Iterator[ComplaintSignal]:
    """One signal for each run of ``days`` local days or more, raised by the report that completes it."""
    heard: dict[str, dict[date, list[Located]]] = {}
    told: dict[str, date] = {}
    for one in located:
        if one.report.reading.topic is not Topic.MEDICAL or not one.community:
            continue
        today = one.report.at.astimezone(zone).date()
        mine = heard.setdefault(one.community, {})
        mine.setdefault(today, []).append(one)
        run = [today - timedelta(days=back) for back in range(days)]
        if all(day in mine for day in run):
            last = told.get(one.community)
            told[one.community] = today
            if last is None or (today - last).days > 1:
                yield _signal([one for day in reversed(run) for one in mine[day]])


def _signal(run: list[Located]) -> ComplaintSignal:
    point, code = place_of(run)
    return ComplaintSignal(
        trigger=THREE_DAYS,
        cell=cell_of(point),
        point=point,
        place_code=code,
        since=run[0].report.at,
        raised_at=run[-1].report.at,
        last_at=run[-1].report.at,
        nats=0.0,
        callers=len({one.caller for one in run}),
        reports=tuple(one.name for one in run),
    )
