"""Lagging measures (滞后性): those left standing after their term or their reason ended, and those that came late.

Pure: what is known, the rulebook, the moment. What a rule asks is read from the rulebook on the local day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from clearway.core.epidemic import InfectionCount
from clearway.core.evidence import Evidence, EvidenceSource
from clearway.core.measures import Measure, MeasureKind, MeasureStatus
from clearway.core.moments import aware
from clearway.core.places import covers
from clearway.core.rules import Force, Rulebook
from clearway.core.words import Bilingual
from clearway.warn.listings import CEILING, CLOCK, Listing, Pack, packs_of, release_due

LATE = "risk.late_hours"
TERM = "closing.term_days"
CHINA = timezone(timedelta(hours=8))
#: Infections further apart than this belong to two outbreaks.
_QUIET = timedelta(days=14)


class Lag(StrEnum):
    """In what way a measure lags."""

    TERM_OVER = "term_over"
    RELEASE_DUE = "release_due"
    CEILING_PASSED = "ceiling_passed"
    CAME_LATE = "came_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lagging:
    """One finding. ``since``: from when on the measure lags; ``by`` how long it has (late: how late it came).

    ``force`` says whether ``rule`` is law or the plan's policy: a page never prints policy as required by law.
    """

    kind: Lag
    measure: str
    place_code: str | None
    since: datetime
    by: timedelta
    reason: Bilingual
    rule: str
    force: Force

    def evidence(self, at: datetime) -> Evidence:
        """The finding as evidence for a warning; weight 0: a rule speaks, not a model."""
        return Evidence(
            source=EvidenceSource.LISTING,
            summary=self.reason,
            since=self.since,
            last_at=at,
            references=(self.measure,),
            figures={"days": round(self.by / timedelta(days=1), 2)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Everything one measure is judged by."""

    rulebook: Rulebook
    packs: Sequence[Pack]
    at: datetime
    zone: tzinfo
    seen: Mapping[str, datetime]
    high_before: Mapping[str, int] = field(default_factory=dict)


def lagging(
    measures: Sequence[Measure],
    rulebook: Rulebook,
    at: datetime,
    *,
    standing: Mapping[str, datetime] | None = None,
    infections: Sequence[InfectionCount] = (),
    zone: tzinfo = CHINA,
) -> tuple[Lagging, ...]:
    """Every way in which ``measures`` lag at ``at``, in their order.

    ``standing``: by measure number, the last moment a report, count or check showed it standing (a measure past its
    term lags only if it was seen standing after its end: its end itself needs no act). ``infections``: what is known
    of them, for measures that came late. ``zone``: the county's, for local days.

    Raises:
        ValueError: ``at`` has no zone.
    """
    known = _Known(
        rulebook=rulebook, packs=packs_of(rulebook), at=aware(at), zone=zone, seen=standing or {},
        high_before=_high_before(measures, zone),
    )  # fmt: skip
    found = (finding for measure in measures for finding in _of_one(measure, known, infections))
    return tuple(found)


def _of_one(measure: Measure, known: _Known, infections: Sequence[InfectionCount]) -> Iterator[Lagging]:
    status = measure.status(known.at)
    if status is MeasureStatus.ENDED:
        yield from _term_over(measure, known)
    if status in (MeasureStatus.IN_FORCE, MeasureStatus.UNREGISTERED):
        yield from _release_met(measure, known)
        yield from _ceiling_passed(measure, known)
        yield from _came_late(measure, known, infections)


def _term_over(measure: Measure, known: _Known) -> Iterator[Lagging]:
    seen, end = known.seen.get(measure.number), measure.ends_at
    if seen is None or end is None or not end < seen <= known.at:
        return
    reason = Bilingual(
        f"期限已于 {_say(end, known)} 届满，{_say(seen, known)} 仍被发现在封",
        f"its term ended on {_say(end, known)}; it was still seen standing on {_say(seen, known)}",
    )
    yield _finding(Lag.TERM_OVER, measure, known, end, reason, TERM)


def _release_met(measure: Measure, known: _Known) -> Iterator[Lagging]:
    listing = _as_listing(measure, known)
    if listing is None:
        return
    due, pack = release_due(listing, known.packs)
    if due is None or pack is None or listing.last < due:
        return
    reason = Bilingual(
        f"按{pack.name.zh}最早应于 {due} 解除（除非另有新增感染），现仍在列",
        f"due for release on {due} under the {pack.name.en} (unless new infections are shown) and still listed",
    )
    yield _finding(Lag.RELEASE_DUE, measure, known, datetime.combine(due, time(), known.zone), reason, CLOCK)


def _ceiling_passed(measure: Measure, known: _Known) -> Iterator[Lagging]:
    days = known.rulebook.value(CEILING, _day(known.at, known.zone))
    if not isinstance(days, int):
        return
    end = measure.starts_at + timedelta(days=days)
    if known.at < end:
        return
    reason = Bilingual(
        f"自 {_say(measure.starts_at, known)} 起已超过工作方案上限 {days} 天（政策，非法律）",
        f"standing since {_say(measure.starts_at, known)}, longer than the plan's ceiling of {days} days "
        "(policy, not law)",
    )
    yield _finding(Lag.CEILING_PASSED, measure, known, end, reason, CEILING)


def _came_late(measure: Measure, known: _Known, infections: Sequence[InfectionCount]) -> Iterator[Lagging]:
    hours = known.rulebook.value(LATE, _day(measure.starts_at, known.zone))
    first = _first_infection(measure, known, infections)
    if not isinstance(hours, int) or first is None:
        return
    found = datetime.combine(first + timedelta(days=1), time(), known.zone)
    late = measure.starts_at - found
    if late < timedelta(hours=hours):
        return
    waited = int(late / timedelta(hours=1))
    reason = Bilingual(
        f"{first} 出现感染，{waited} 小时后才采取措施（反应滞后，界限 {hours} 小时）",
        f"infections on {first}; the measure came {waited} hours later (late from {hours} hours on)",
    )
    yield _finding(Lag.CAME_LATE, measure, known, found + timedelta(hours=hours), reason, LATE, by=late)


def _first_infection(measure: Measure, known: _Known, infections: Iterable[InfectionCount]) -> date | None:
    """First day of the outbreak that was running when the measure began, in its place."""
    if measure.place_code is None:
        return None
    begun = _day(measure.starts_at, known.zone)
    place = measure.place_code
    here = (count for count in infections if count.infections > 0 and covers(place, count.place_code))
    days = sorted({count.on for count in here if count.on < begun})
    first: date | None = None
    after = begun
    for day in reversed(days):
        if after - day > _QUIET:
            break
        first = after = day
    return first


def _finding(
    kind: Lag, measure: Measure, known: _Known, since: datetime, reason: Bilingual, rule: str,
    by: timedelta | None = None,
) -> Lagging:  # fmt: skip
    return Lagging(
        kind=kind,
        measure=measure.number,
        place_code=measure.place_code,
        since=since.astimezone(UTC),
        by=known.at - since if by is None else by,
        reason=reason,
        rule=rule,
        force=known.rulebook.rule(rule).force,
    )


def _as_listing(measure: Measure, known: _Known) -> Listing | None:
    """The measure as an official listing seen until ``at``; None if it is none."""
    if measure.kind is not MeasureKind.LISTING or measure.level is None:
        return None
    return Listing(
        id=measure.number,
        level=measure.level,
        first=_day(measure.starts_at, known.zone),
        last=_day(known.at, known.zone),
        high_days=known.high_before.get(measure.number, 0),
    )


def _high_before(measures: Iterable[Measure], zone: tzinfo) -> dict[str, int]:
    """Days each medium listing's place was listed high directly before (number → days)."""
    listings = [measure for measure in measures if measure.kind is MeasureKind.LISTING and measure.ends_at is not None]
    highs = {
        (_place(measure), measure.ends_at): _day(measure.ends_at, zone) - _day(measure.starts_at, zone)
        for measure in listings
        if measure.level == "high" and measure.ends_at is not None
    }
    return {
        measure.number: highs[_place(measure), measure.starts_at].days
        for measure in listings
        if measure.level == "medium" and (_place(measure), measure.starts_at) in highs
    }


def _place(measure: Measure) -> str:
    return measure.place_code or measure.place_text


def _day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def _say(moment: datetime, known: _Known) -> str:
    return moment.astimezone(known.zone).strftime("%Y-%m-%d %H:%M")
