"""Times in the notation of OpenStreetMap's ``opening_hours``, the forms that conditional restrictions use.

Read: ``24/7``, times (``07:00-09:00,16:00-19:00``, over midnight, ``22:00+``), weekdays (``Mo-Fr``, ``Sa,Su``),
months and dates (``Nov-Mar``, ``Apr 15-Oct 15``, ``2026 Dec 01-2027 Feb 28``), rules one after another (``;``
overrides the days it names, ``,`` adds), ``off``. Not read, and said so: sunrise and sunset, weeks, holidays alone.
Specification: OpenStreetMap wiki, Key:opening_hours/specification.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY, _MONTH = "|".join(_DAYS), "|".join(_MONTHS)
_DATE = rf"(?:(\d{{4}})\s+)?(?:({_MONTH})\b)?\s*(\d{{1,2}}(?![\d:]))?"
_DATES = re.compile(rf"\s*{_DATE}\s*(?:-\s*{_DATE})?\s*,?", re.IGNORECASE)
_WEEKDAYS = re.compile(rf"\s*(?:({_DAY})(?:\s*-\s*({_DAY}))?|(ph|sh))\b\s*,?:?", re.IGNORECASE)
_TIMES = re.compile(r"\s*(\d{1,2}):(\d{2})\s*(?:-\s*(\d{1,2}):(\d{2})|(\+))\s*,?")
_ADDED = re.compile(r"(?<=\d|\+)\s*,\s*(?=[A-Za-z])")
_MINUTES_A_DAY = 1440
_NO_DATE = (None, None, None)

Date = tuple[int | None, int, int]


class _Rule(NamedTuple):
    """One rule; empty selectors hold always. ``times`` in minutes after midnight, the end past 1440 over it."""

    dates: tuple[tuple[Date, Date], ...]
    weekdays: frozenset[int]
    times: tuple[tuple[int, int], ...]
    off: bool
    adds: bool

    def names(self, day: datetime) -> bool:
        """Whether this rule speaks of the day of ``day``."""
        fits = not self.dates or any(_within(day, first, last) for first, last in self.dates)
        return fits and (not self.weekdays or day.weekday() in self.weekdays)

    def covers(self, minute: int) -> bool:
        return not self.times or any(first <= minute < last for first, last in self.times)


def is_open(text: str, at: datetime) -> bool | None:
    """Whether ``text`` holds at the wall clock of ``at``; None where it is of a form not read here."""
    rules = _rules(text)
    if not rules:
        return None
    minute = at.hour * 60 + at.minute
    last_night = _state(rules, at - timedelta(days=1), minute + _MINUTES_A_DAY, needs_times=True)
    return last_night or _state(rules, at, minute, needs_times=False)


def _state(rules: list[_Rule], day: datetime, minute: int, *, needs_times: bool) -> bool:
    held = False
    for rule in rules:
        if not rule.names(day) or (needs_times and not (rule.times or rule.off)):
            continue
        if rule.off:
            held = held and not rule.covers(minute)
        elif rule.adds:
            held = held or rule.covers(minute)
        else:
            held = rule.covers(minute)
    return held


def _rules(text: str) -> list[_Rule]:
    found: list[_Rule] = []
    for whole in filter(None, (part.strip() for part in text.split(";"))):
        for at, part in enumerate(_ADDED.split(whole)):
            rule = _rule(part, adds=at > 0)
            if rule is None:
                return []
            if rule is not _ON_HOLIDAYS:
                found.append(rule)
    return found


_ON_HOLIDAYS = _Rule((), frozenset(), (), off=True, adds=False)


def _rule(text: str, *, adds: bool) -> _Rule | None:
    """One rule; None where something of it is left unread. ``PH off`` speaks of days no map tells: passed over."""
    rest, off = re.subn(r"\s*\b(?:off|closed)\s*\Z", "", text.strip(), flags=re.IGNORECASE)
    rest = "" if rest.lower() in ("24/7", "open") else rest
    dates, rest = _dates(rest)
    weekdays, holidays, rest = _weekdays(rest)
    times, rest = _times(rest)
    if rest.strip() or dates is None:
        return None
    if holidays and not weekdays:
        return _ON_HOLIDAYS if off else None
    return _Rule(dates, frozenset(weekdays), times, bool(off), adds)


def _dates(text: str) -> tuple[tuple[tuple[Date, Date], ...] | None, str]:
    found: list[tuple[Date, Date]] = []
    while (match := _DATES.match(text)) and any(match.groups()):
        first = _first(match.groups()[:3])
        if first is None:
            return None, text
        last = _last(first, match.groups()[:3], match.groups()[3:])
        found.append((first, last))
        text = text[match.end() :]
    return tuple(found), text


def _first(told: tuple[str | None, ...]) -> Date | None:
    year, month, day = told
    if month is None:
        return None if year is None or day else (int(year), 1, 1)
    return (int(year) if year else None, _MONTHS.index(month.lower()) + 1, int(day or 1))


def _last(first: Date, told: tuple[str | None, ...], until: tuple[str | None, ...]) -> Date:
    year, month, day = until if until != _NO_DATE else told
    last_month = _MONTHS.index(month.lower()) + 1 if month else (first[1] if told[1] else 12)
    return (int(year) if year else first[0], last_month, int(day or 31))


def _within(day: datetime, first: Date, last: Date) -> bool:
    if first[0] is not None and last[0] is not None:
        return (first[0], *first[1:]) <= (day.year, day.month, day.day) <= (last[0], *last[1:])
    begin, end, here = first[1:], last[1:], (day.month, day.day)
    return begin <= here <= end if begin <= end else here >= begin or here <= end


def _weekdays(text: str) -> tuple[set[int], bool, str]:
    found, holidays = set[int](), False
    while match := _WEEKDAYS.match(text):
        if match[3]:
            holidays = True
        else:
            first = _DAYS.index(match[1].lower())
            last = _DAYS.index((match[2] or match[1]).lower())
            found |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
        text = text[match.end() :]
    return found, holidays, text


def _times(text: str) -> tuple[tuple[tuple[int, int], ...], str]:
    found = []
    while match := _TIMES.match(text):
        first = int(match[1]) * 60 + int(match[2])
        last = _MINUTES_A_DAY if match[5] else int(match[3]) * 60 + int(match[4])
        found.append((first, last if last > first else last + _MINUTES_A_DAY))
        text = text[match.end() :]
    return tuple(found), text
