"""Repeated offenders: the same place, or the same imposer, with closures confirmed on the spot again and again.

Counted are closures that a check found, never warnings: a place nobody confirmed anything about is no offender. Two
findings of one closure that still stood are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.barriers import ImposedBy
from clearway.core.evidence import Evidence, EvidenceSource
from clearway.core.measures import Measure
from clearway.core.moments import aware
from clearway.core.places import Level, region_at
from clearway.core.words import Bilingual

TRIGGER = "repeated_offender"
TIMES = "risk.repeated_times"
DAYS = "risk.repeated_days"
#: An imposer is known by its kind and the region it answers for; a private person or an unknown one is nobody's office.
_ANSWERS_FOR = {ImposedBy.GOVERNMENT: Level.TOWNSHIP, ImposedBy.COMMITTEE: Level.COMMUNITY}
_WHO = {
    ImposedBy.GOVERNMENT: Bilingual("当地政府部门", "the local authority"),
    ImposedBy.COMMITTEE: Bilingual("当地村（居）委会", "the residents' or villagers' committee"),
    ImposedBy.PROPERTY: Bilingual("同一物业", "the same property company"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Values of the rulebook: ``place`` and ``office`` closures within ``days``."""

    place: int
    office: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """One finding. ``closures``: numbers, the newest last; ``who`` None: the place itself, whoever it was."""

    key: str
    place_code: str
    who: ImposedBy | None
    since: datetime
    last_at: datetime
    closures: tuple[str, ...]
    days: int

    @property
    def sentence(self) -> Bilingual:
        """What was found, in one sentence without the place's name (``{place}``)."""
        many = len(self.closures)
        if self.who is None:
            return Bilingual(
                f"{{place}}在{self.days}天内有{many}次封堵经现场核实",
                f"{many} closures were confirmed on the spot at {{place}} within {self.days} days",
            )
        who = _WHO[self.who]
        return Bilingual(
            f"{{place}}一带：{who.zh}在{self.days}天内有{many}次封堵经现场核实",
            f"around {{place}}: {who.en} put up {many} closures confirmed on the spot within {self.days} days",
        )

    def evidence(self, place: Bilingual) -> Evidence:
        """The finding as evidence; weight 0: a rule speaks, not a model."""
        return Evidence(
            source=EvidenceSource.FIELD_CHECK,
            summary=Bilingual(self.sentence.zh.format(place=place.zh), self.sentence.en.format(place=place.en)),
            since=self.since,
            last_at=self.last_at,
            references=self.closures,
            figures={"closures": float(len(self.closures)), "days": float(self.days)},
        )


def repeated(closures: Iterable[Measure], limits: Limits, at: datetime) -> tuple[Repeated, ...]:
    """Places and imposers at or above their limit at ``at``; the same closures are told once, by the place first.

    ``closures``: unregistered measures, as checks found them (others are left out).

    Raises:
        ValueError: ``at`` has no zone.
    """
    begin = aware(at) - timedelta(days=limits.days)
    found = sorted((one for one in closures if _counts(one, begin, at)), key=lambda one: (one.starts_at, one.number))
    places = list(_over(found, _place, limits.place, limits.days))
    told = {one.closures for one in places}
    offices = (one for one in _over(found, _office, limits.office, limits.days) if one.closures not in told)
    return (*places, *offices)


def _counts(one: Measure, begin: datetime, at: datetime) -> bool:
    return not one.registered and one.place_code is not None and begin <= one.starts_at <= at


def _over(
    found: Sequence[Measure], key_of: Callable[[Measure], str | None], limit: int, days: int
) -> Iterator[Repeated]:
    groups: dict[str, list[Measure]] = {}
    for one in found:
        key = key_of(one)
        if key is not None:
            groups.setdefault(key, []).append(one)
    for key, some in groups.items():
        spells = _spells(some)
        if len(spells) >= limit:
            yield _told(key, spells, days)


def _place(one: Measure) -> str | None:
    return one.place_code


def _office(one: Measure) -> str | None:
    if one.place_code is None:
        return None
    if one.imposed_by is ImposedBy.PROPERTY:
        return f"{ImposedBy.PROPERTY.value} {one.place_code}"
    level = _ANSWERS_FOR.get(one.imposed_by)
    return None if level is None else f"{one.imposed_by.value} {region_at(one.place_code, level)}"


def _spells(closures: Iterable[Measure]) -> list[Measure]:
    """The first of each run of closures that overlap at one place (``closures`` by start)."""
    until: dict[str, datetime | None] = {}
    spells = []
    for one in closures:
        place = one.place_code or ""
        end = until.get(place, one.starts_at - timedelta(seconds=1))
        if end is not None and one.starts_at > end:
            spells.append(one)
            until[place] = one.lifted_at
        elif end is not None and (one.lifted_at is None or one.lifted_at > end):
            until[place] = one.lifted_at
    return spells


def _told(key: str, spells: Sequence[Measure], days: int) -> Repeated:
    kind, _, region = key.partition(" ")
    return Repeated(
        key=key,
        place_code=region or kind,
        who=ImposedBy(kind) if region else None,
        since=spells[0].starts_at,
        last_at=spells[-1].starts_at,
        closures=tuple(one.number for one in spells),
        days=days,
    )
