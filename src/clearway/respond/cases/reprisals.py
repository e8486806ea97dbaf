"""Acts against a reporter's place after a report: brought to the level above the office concerned, with no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.case_events import ReprisalSuspected
from clearway.core.places import Level, covers, region_at, region_level

WATCHED = "duty.reprisal_days"
_ABOVE = {
    Level.COMMUNITY: Level.COUNTY,
    Level.TOWNSHIP: Level.COUNTY,
    Level.COUNTY: Level.CITY,
    Level.CITY: Level.PROVINCE,
    Level.PROVINCE: Level.PROVINCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report somebody made, and the case it belongs to."""

    number: str
    place_code: str
    at: datetime
    case: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A closure found at a place, begun at ``since``."""

    number: str
    place_code: str
    since: datetime


def suspected(
    told: Iterable[Told], acts: Iterable[Act], of_case: Mapping[str, str], within: timedelta
) -> tuple[ReprisalSuspected, ...]:
    """Each report whose place was blocked anew after it, within the term; told to the county, or above.

    ``of_case``: closure → the case that found it: the very closure a report is about is no act against it.
    """
    found = []
    known = list(acts)
    for report in told:
        for act in known:
            same = of_case.get(act.number) == report.case and report.case is not None
            after = report.at < act.since <= report.at + within
            if after and not same and _at_place(report.place_code, act.place_code):
                found.append(_brought_up(report, act))
    return tuple(sorted(found, key=lambda event: (event.subject, event.act)))


def _at_place(reported: str, acted: str) -> bool:
    return covers(reported, acted) or covers(acted, reported)


def _brought_up(report: Told, act: Act) -> ReprisalSuspected:
    level = _ABOVE[region_level(report.place_code)]
    return ReprisalSuspected(
        subject=report.number,
        place_code=report.place_code,
        act=act.number,
        level=level,
        region=region_at(report.place_code, level),
    )
