"""What came of a file: rows read, kept, unchanged and rejected, and each reject with what was found and expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from clearway.core.words import Bilingual


class Feed(StrEnum):
    """What ``clearway load`` takes."""

    ROADS = "roads"
    PLACES = "places"
    FACILITIES = "facilities"
    LINKS = "links"
    FLOW = "flow"
    COMPLAINTS = "complaints"
    CASES = "cases"
    MEASURES = "measures"
    CALENDAR = "calendar"
    STOCK = "stock"
    BUDGET = "budget"
    POSTS = "posts"
    INDICATORS = "indicators"
    MOBILITY = "mobility"
    STAIRS = "stairs"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One row that was not taken. ``row`` counts as a person would: 1 is the first data row."""

    row: int
    column: str
    found: str
    expected: Bilingual
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """Counts of one load; ``read = kept + unchanged + rejected``. ``examples`` are the first few rejects."""

    feed: Feed
    file: str
    read: int
    kept: int
    unchanged: int
    rejected: int
    notes: tuple[Bilingual, ...] = field(default=())
    rejects_file: str | None = None
    examples: tuple[Reject, ...] = field(default=())
