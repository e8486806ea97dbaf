"""What is public of a measure, and an edition: everything public at a moment, ready to be written in any format.

Nobody is named: no account that decided or lifted, no caller, no report. Texts here are already ``clean``.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from enum import StrEnum
from urllib.parse import quote

from clearway.core.measures import Measure, MeasureStatus
from clearway.core.places import Point
from clearway.core.words import Bilingual, Language
from clearway.publish.characters import one_line

LonLat = tuple[float, float]
_PLAIN_NUMBER = re.compile(r"(?!b-)[A-Za-z0-9_-]{1,80}\Z")


class ChangeKind(StrEnum):
    """What happened to a published measure."""

    ANNOUNCED = "announced"
    FOUND = "found"
    ADJUSTED = "adjusted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    EXTENDED = "extended"
    ENDED = "ended"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One thing a register told otherwise: the name of its column, and both texts (empty: nothing was stated)."""

    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. ``key`` names it among those of its measure, for ever; ``ends_at``, ``starts_at`` and ``scope``: as
    known then (the last two None: as the measure has them). ``corrected``: what the register told before and tells
    now, by column, where it was corrected."""

    key: str
    kind: ChangeKind
    at: datetime
    ends_at: datetime | None
    scope: str | None = None
    starts_at: datetime | None = None
    corrected: tuple[Corrected, ...] = ()

    def begins(self, measure: Measure) -> datetime:
        """When the measure was told to begin."""
        return self.starts_at or measure.starts_at

    @property
    def is_past(self) -> bool:
        """Whether what it tells was over already when it was told."""
        return self.ends_at is not None and self.ends_at <= self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A road link closed: its name and its line of (lon, lat) in degrees WGS84; a gate's line has no length."""

    link: int
    name: str
    line: tuple[LonLat, ...]

    @property
    def is_spot(self) -> bool:
        """Whether it is a gate: one position, however often said."""
        return len(set(self.line)) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A measure as the public sees it; ``changes`` oldest first, at least one. ``exceeds``: the measure gone beyond."""

    measure: Measure
    title: Bilingual
    place: Bilingual
    changes: tuple[Change, ...]
    point: Point | None = None
    stretches: tuple[Stretch, ...] = ()
    exceeds: str | None = None

    @property
    def number(self) -> str:
        """The number as a text to read, never empty; ``measure.number`` is the one to look up."""
        return one_line(self.measure.number) or self.slug

    @property
    def slug(self) -> str:
        """The number as a word that needs no escape in an address, an identifier or XML (``number_of`` undoes it)."""
        number = self.measure.number
        if _PLAIN_NUMBER.match(number):
            return number
        coded = base64.urlsafe_b64encode(number.encode(errors="surrogatepass"))
        return "b-" + coded.decode().rstrip("=")

    @property
    def sequence(self) -> int:
        """How often it changed since it was first published (RFC 5545, 3.8.7.4): never falls."""
        kept = [change for change in self.changes if change.kind is not ChangeKind.ENDED]
        shortened = self.measure.ends_at != kept[-1].ends_at and kept[-1].kind is not ChangeKind.LIFTED
        return len(kept) - 1 + shortened


def number_of(slug: str) -> str:
    """The number a slug stands for; anything that is no slug stands for itself."""
    if not slug.startswith("b-"):
        return slug
    coded = slug[2:]
    try:
        return base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode(errors="surrogatepass")
    except ValueError:
        return slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything public at ``at``. ``site``: scheme and host of the addresses inside, without a slash at the end.

    ``source`` names this installation, whatever its host: identifiers are made from it. ``simulated``: a demo, so that
    no alarm may be raised from it. ``zone``: the county's. ``sheet``: which page of
    a paged feed is asked for, from 1.
    """

    items: tuple[Published, ...]
    at: datetime
    site: str
    source: str
    zone: tzinfo
    language: Language
    simulated: bool = False
    sheet: int = 1

    @property
    def updated(self) -> datetime:
        """The last change of anything in it; where there is nothing, the beginning of the day (UTC)."""
        day = datetime.combine(self.at.astimezone(UTC).date(), time(), UTC)
        return max((item.changes[-1].at for item in self.items), default=day)

    @property
    def standing(self) -> tuple[Published, ...]:
        """What stands now or will: in force, to come, and found closures not lifted."""
        gone = (MeasureStatus.ENDED, MeasureStatus.LIFTED)
        return tuple(item for item in self.items if item.measure.status(self.at) not in gone)

    def page(self, item: Published) -> str:
        """Address of its public page."""
        return f"{self.site}/measures/{quoted(item.measure.number)}"

    def feed(self, name: str) -> str:
        """Address of a feed."""
        return f"{self.site}/feeds/{name}"


def quoted(number: str) -> str:
    """A number as one step of an address; half characters are escaped as they are stored."""
    return quote(number, safe="", errors="surrogatepass")
