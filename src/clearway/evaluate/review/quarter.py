"""A quarter of a year, in the county's zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual

_WRITTEN = re.compile(r"(20\d\d)-?[Qq]([1-4])")


class NoQuarter(Refusal):
    """Something that is no quarter."""

    code = "no_quarter"
    template = Bilingual("“{given}”不是季度，应写作 2026Q4", "“{given}” is no quarter: write 2026Q4")
    try_again = True


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """The ``number``-th quarter (1–4) of ``year``."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def begins(self, zone: tzinfo) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), tzinfo=zone)

    def ends(self, zone: tzinfo) -> datetime:
        """The first moment after it."""
        return self.next.begins(zone)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def name(self) -> Bilingual:
        """As one says it."""
        return Bilingual(f"{self.year}年第{'一二三四'[self.number - 1]}季度", f"quarter {self.number} of {self.year}")


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(given: str) -> Quarter:
    """``2026Q4`` (or ``2026-q4``).

    Raises:
        NoQuarter: anything else.
    """
    found = _WRITTEN.fullmatch(given.strip())
    if found is None:
        raise NoQuarter(given=given[:20])
    return Quarter(int(found[1]), int(found[2]))


def quarters_between(first: date, last: date) -> tuple[Quarter, ...]:
    """Every quarter from the one of ``first`` to the one of ``last``, the newest first."""
    found = [quarter_of(first)]
    while found[-1] < quarter_of(last):
        found.append(found[-1].next)
    return tuple(reversed(found))
