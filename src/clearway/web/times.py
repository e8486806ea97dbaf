"""Moments and spans in words, in the county's zone. The moment is passed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from clearway.core.words import Bilingual, count_of

_NEAR = timedelta(hours=4)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows; ``mark`` is ``over``, ``near``, ``done`` or empty."""

    text: Bilingual
    mark: str


def moment(value: datetime) -> Bilingual:
    """Day and minute in the county's zone."""
    local = timezone.localtime(value)
    written = day(local)
    return Bilingual(f"{written.zh} {local:%H:%M}", f"{written.en}, {local:%H:%M}")


def day(value: datetime | date) -> Bilingual:
    """The local day."""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return Bilingual(
        f"{local.year}年{local.month}月{local.day}日",
        f"{local.day} {_MONTHS[local.month - 1]} {local.year}",
    )


def span(length: timedelta) -> Bilingual:
    """A length of time in its largest fitting unit: days from two days on, hours, minutes."""
    minutes = max(0, round(length.total_seconds() / 60))
    if minutes < 60:
        return Bilingual(f"{minutes} 分钟", f"{minutes} min")
    hours = minutes // 60
    if hours < 48:
        return Bilingual(f"{hours} 小时", f"{hours} h")
    days = hours // 24
    return Bilingual(f"{days} 天", count_of(days, "day", "days"))


def clock(due: datetime, *, at: datetime, finished: datetime | None = None) -> Clock:
    """Time left until ``due``, or by how much it was missed; a finished task's clock stands still."""
    left = due - (finished or at)
    told = span(abs(left))
    if finished is not None:
        return _finished(left, told)
    if left < timedelta(0):
        return Clock(Bilingual(f"已超时 {told.zh}", f"overdue by {told.en}"), "over")
    return Clock(Bilingual(f"剩余 {told.zh}", f"{told.en} left"), "near" if left < _NEAR else "")


def _finished(left: timedelta, told: Bilingual) -> Clock:
    if left < timedelta(0):
        return Clock(Bilingual(f"超时 {told.zh} 完成", f"done {told.en} late"), "over")
    return Clock(Bilingual("按时完成", "done on time"), "done")


def ago(then: datetime, *, at: datetime) -> Bilingual:
    """How long before ``at``."""
    told = span(at - then)
    return Bilingual(f"{told.zh}前", f"{told.en} ago")
