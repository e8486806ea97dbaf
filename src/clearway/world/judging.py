"""Found against true: incident precision, recall and delay. Only ever called after the loop has run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Protocol

from clearway.core.evidence import FlowState
from clearway.core.places import Point, distance_m

NEAR_M = 500.0
SLACK = timedelta(hours=6)
#: Rules that speak of what was found before or of how people feel, and claim no closure of their own.
_BESIDE = frozenset({"repeated_offender", "rising_anger"})


class Found(Protocol):
    """What is judged of a warning; ``core.events.WarningRaised`` fits."""

    @property
    def subject(self) -> str: ...
    @property
    def point(self) -> Point: ...
    @property
    def since(self) -> datetime: ...
    @property
    def raised_at(self) -> datetime: ...
    @property
    def state(self) -> FlowState: ...
    @property
    def triggers(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that truly happened; ``until`` None: still so at the end. ``findable``: the feeds can show it;
    ``echoes`` are sensors elsewhere that it starves (a road beyond a closed one)."""

    number: str
    point: Point
    since: datetime
    until: datetime | None
    findable: bool
    registered: str = ""
    echoes: tuple[Point, ...] = ()

    def covers(self, found: Found) -> bool:
        """Whether the warning is about this: within 500 m, raised after it began, dated within it (6 h slack)."""
        return self._in_time(found) and distance_m(self.point, found.point) <= NEAR_M

    def echoed_by(self, found: Found) -> bool:
        """Whether the warning only feels this from afar: at a sensor that it starves, in its time."""
        return self._in_time(found) and any(distance_m(echo, found.point) <= NEAR_M for echo in self.echoes)

    def _in_time(self, found: Found) -> bool:
        end = self.until or found.raised_at
        return found.raised_at >= self.since and self.since - SLACK <= found.since <= end + SLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What truly happened."""

    closures: tuple[Happening, ...]
    softs: tuple[Happening, ...]
    faults: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Incident figures. Shares are None where there is nothing to count.

    Judged are warnings that claim a closure: those of the state ``silent`` and those triggered by paper alone
    (``lagging``) are counted apart. A warning is right if a closure or soft barrier covers it; a second warning
    about the same happening is right too, and counted as ``repeated``. A warning elsewhere is wrong, also where the
    road is empty only because of a closure further on; how many of the wrong are such is ``knock_on``.
    """

    judged: int
    right: int
    wrong: int
    knock_on: int
    repeated: int
    precision: float | None
    closures: int
    closures_found: int
    recall: float | None
    findable: int
    recall_of_findable: float | None
    median_delay_hours: float | None
    within_72_hours: float | None
    softs: int
    softs_found: int
    silent_claims: int
    silent_right: int
    lagging_claims: int
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return asdict(self)


def read_truth(folder: Path) -> Truth:
    """The truth of a generated county; ``folder`` is its ``truth/``."""
    return Truth(
        closures=_read(folder / "closures.csv"),
        softs=_read(folder / "softs.csv"),
        faults=_read(folder / "faults.csv"),
    )


def judge(warnings: Iterable[Found], truth: Truth) -> Figures:
    """Compare warnings with the truth, by place (500 m) and time (6 h)."""
    given = sorted(warnings, key=lambda found: (found.raised_at, found.subject))
    by_sort = {
        sort: [found for found in given if _sort(found) == sort] for sort in ("silent", "lagging", "beside", "claim")
    }
    claims = by_sort["claim"]
    closures, softs = _first_finds(claims, truth.closures), _first_finds(claims, truth.softs)
    wrong = [found for found in claims if not _covered(found, truth.closures + truth.softs)]
    right = len(claims) - len(wrong)
    findable = [closure for closure in truth.closures if closure.findable]
    delays = [(found.raised_at - closure.since) / timedelta(hours=1) for closure, found in closures]
    seen = {closure.number for closure, _ in closures}
    return Figures(
        judged=len(claims),
        right=right,
        wrong=len(wrong),
        knock_on=sum(_echoed(found, truth.closures) for found in wrong),
        repeated=max(0, right - len(closures) - len(softs)),
        precision=_share(right, len(claims)),
        closures=len(truth.closures),
        closures_found=len(closures),
        recall=_share(len(closures), len(truth.closures)),
        findable=len(findable),
        recall_of_findable=_share(sum(closure.number in seen for closure in findable), len(findable)),
        median_delay_hours=median(delays) if delays else None,
        within_72_hours=_share(sum(delay <= 72 for delay in delays), len(truth.closures)),
        softs=len(truth.softs),
        softs_found=len(softs),
        silent_claims=len(by_sort["silent"]),
        silent_right=sum(_covered(found, truth.faults) for found in by_sort["silent"]),
        lagging_claims=len(by_sort["lagging"]),
        missed=tuple(closure.number for closure in truth.closures if closure.number not in seen),
        false_alarms=tuple(found.subject for found in wrong),
    )


def _sort(found: Found) -> str:
    """What a warning claims: that a sensor is silent, that a paper is late, or that a way is closed."""
    if found.state is FlowState.SILENT:
        return "silent"
    if found.triggers and set(found.triggers) <= _BESIDE:
        return "beside"
    return "lagging" if set(found.triggers) == {"lagging"} else "claim"


def _first_finds(claims: Sequence[Found], happenings: Sequence[Happening]) -> list[tuple[Happening, Found]]:
    """Each happening with the first warning about it (claims come in order of raising)."""
    firsts = ((thing, next((found for found in claims if thing.covers(found)), None)) for thing in happenings)
    return [(thing, found) for thing, found in firsts if found is not None]


def _covered(found: Found, happenings: Sequence[Happening]) -> bool:
    return any(thing.covers(found) for thing in happenings)


def _echoed(found: Found, happenings: Sequence[Happening]) -> bool:
    return any(thing.echoed_by(found) for thing in happenings)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _read(path: Path) -> tuple[Happening, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_happening(row) for row in csv.DictReader(file))


def _happening(row: dict[str, str]) -> Happening:
    return Happening(
        number=row["id"],
        point=Point(float(row["lat"]), float(row["lon"])),
        since=datetime.fromisoformat(row["since"]),
        until=datetime.fromisoformat(row["until"]) if row["until"] else None,
        findable=row["findable"] == "true",
        registered=row.get("registered", ""),
        echoes=tuple(_echo(spot) for spot in row.get("starved_at", "").split()),
    )


def _echo(spot: str) -> Point:
    lat, lon = spot.split(":")
    return Point(float(lat), float(lon))
