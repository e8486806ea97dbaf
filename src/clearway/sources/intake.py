"""What reading one file gave: rows that fit, rows that did not, and what to tell the person who brought it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from clearway.core.intake import Feed, Reject
from clearway.core.words import Bilingual

Rows = TypeVar("Rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(Generic[Rows]):
    """One file, read. ``read = number of rows kept + unchanged + number of rejects``.

    ``rows`` is a tuple of core objects, or the flow table (pyarrow). ``unchanged`` counts rows that say again,
    word for word, what another row of the same file says. ``digest`` is the SHA-256 of the file's bytes.
    """

    feed: Feed
    file: str
    digest: str
    read: int
    rows: Rows
    rejects: tuple[Reject, ...] = ()
    unchanged: int = 0
    notes: tuple[Bilingual, ...] = ()
