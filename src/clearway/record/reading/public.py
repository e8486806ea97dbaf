"""What is public of measures: their rows with the end their release clock gives them, and their lines in the ledger.

Read in one go for all of them, or for one; accounts named in lines are not read at all.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from clearway.core.events import ClosureFound, FeedLoaded, MeasureLifted, MeasureRegistered
from clearway.core.intake import Feed
from clearway.core.measure_events import ExtensionFiled, MeasureAdjusted, MeasureConfirmed, MeasureCorrected
from clearway.core.measures import Measure
from clearway.core.places import Point
from clearway.record.ledger import START
from clearway.record.models import InfectionRow, LedgerLine, MeasureRow, PlaceRow
from clearway.record.reading.ending import clocked_rows
from clearway.record.reading.rebuild import measure_as_kept, measure_of, point_of
from clearway.respond.measures.release import released_at

#: Kinds of line that change what the public sees of a measure.
KINDS = tuple(
    event.kind
    for event in (
        MeasureRegistered,
        ClosureFound,
        MeasureLifted,
        MeasureAdjusted,
        MeasureConfirmed,
        MeasureCorrected,
        ExtensionFiled,
    )
)
_SETTING_AN_END = {
    event.kind for event in (MeasureRegistered, MeasureAdjusted, MeasureConfirmed, MeasureCorrected, ExtensionFiled)
}
#: Where in a line its facts about the measure stand.
_INSIDE = {MeasureRegistered.kind: "measure", MeasureCorrected.kind: "now"}
#: Loads that may change it too: the register itself, names and points of places, infections (release clocks).
_LOADS = (Feed.MEASURES.value, Feed.PLACES.value, Feed.CASES.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A line about a measure: ``starts_at``, ``ends_at`` and ``scope`` as they were set then (None: it sets none);
    ``was`` and ``now``: what a correction changed, by column, in plain values."""

    seq: int
    at: datetime
    kind: str
    measure: str
    ends_at: datetime | None
    scope: str | None
    starts_at: datetime | None = None
    was: Mapping[str, Any] = field(default_factory=dict)
    now: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMeasure:
    """A measure as it stands; ``term_ends_at`` is its end without the release clock."""

    measure: Measure
    term_ends_at: datetime | None
    point: Point | None
    road_links: tuple[int, ...]
    exceeds: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicState:
    """Tells whether anything public changed: the last line that could change it, and the last moment at which
    something began or ended by itself; ``since``: the latest of both (None: nothing yet). ``digest`` is that of the
    line, which covers every line before it."""

    digest: str
    turned_at: datetime | None
    since: datetime | None


def public_state(at: datetime) -> PublicState:
    """What the public sees at ``at``, told apart from what it saw before."""
    last = _relevant().order_by("-seq").values_list("digest", "at").first() or (START, None)
    rows = MeasureRow.objects.aggregate(
        begun=Max("starts_at", filter=Q(starts_at__lte=at)),
        ended=Max("ends_at", filter=Q(ends_at__lte=at)),
        lifted=Max("lifted_at", filter=Q(lifted_at__lte=at)),
    )
    clocked = [measure_of(row).ends_at for row in clocked_rows(at)]
    moments = [*rows.values(), *(met for met in clocked if met is not None and met <= at)]
    turned = max((moment for moment in moments if moment is not None), default=None)
    since = max((moment for moment in (turned, last[1]) if moment is not None and moment <= at), default=None)
    return PublicState(digest=last[0], turned_at=turned, since=since)


def public_measures(zone: tzinfo, number: str | None = None) -> list[PublicMeasure]:
    """All of them by number, or the one; a measure without a point of its own lies at its place."""
    rows = MeasureRow.objects.order_by("number")
    rows = rows.filter(number=number) if number is not None else rows
    counts, points = _infections(rows), _points(rows)
    return [_public(row, counts, points, zone) for row in rows.iterator(1_000)]


def measure_lines(number: str | None = None) -> Iterator[MeasureLine]:
    """Lines about all measures, or one, in order."""
    lines = LedgerLine.objects.filter(kind__in=KINDS).order_by("seq")
    if number is not None:
        lines = lines.filter(Q(subject=number) | Q(kind=ExtensionFiled.kind))
    for seq, at, kind, subject, payload in lines.values_list("seq", "at", "kind", "subject", "payload"):
        facts = json.loads(payload) if kind in _SETTING_AN_END else {}
        about = str(facts["measure"]) if kind == ExtensionFiled.kind else subject
        if number is None or about == number:
            said = facts.get(_INSIDE.get(kind, ""), facts)
            yield MeasureLine(
                seq=seq, at=at, kind=kind, measure=about, ends_at=_moment(said.get("ends_at")),
                scope=said.get("scope"), starts_at=_moment(said.get("starts_at")),
                was=facts.get("was", {}), now=facts.get("now", {}),
            )  # fmt: skip


def first_load(feed: Feed) -> datetime | None:
    """When a file of the feed was first loaded."""
    lines = LedgerLine.objects.filter(kind=FeedLoaded.kind, subject=feed.value)
    moment: datetime | None = lines.aggregate(first=Min("at"))["first"]
    return moment


def installation() -> str:
    """A word that names this record among all others and never changes: from the first line of its ledger."""
    first = LedgerLine.objects.order_by("seq").values_list("digest", flat=True).first()
    return "clearway-" + hashlib.sha256((first or START).encode()).hexdigest()[:16]


def _relevant() -> QuerySet[LedgerLine]:
    return LedgerLine.objects.filter(Q(kind__in=KINDS) | Q(kind=FeedLoaded.kind, subject__in=_LOADS))


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _public(
    row: MeasureRow, counts: Mapping[str, Mapping[date, int]], points: Mapping[str, Point], zone: tzinfo
) -> PublicMeasure:
    measure = measure_as_kept(row)
    met = released_at(measure, row.release_days, counts.get(row.place_code or "", {}), zone)
    return PublicMeasure(
        measure=measure if met is None else replace(measure, ends_at=met),
        term_ends_at=measure.ends_at,
        point=point_of(row.lat, row.lon) or points.get(row.place_code or ""),
        road_links=tuple(int(link) for link in row.road_links),
        exceeds=row.exceeds,
    )


def _infections(rows: QuerySet[MeasureRow]) -> dict[str, dict[date, int]]:
    """Infections by place and day, of places where a release clock runs."""
    counts: dict[str, dict[date, int]] = defaultdict(dict)
    clocked = rows.filter(release_days__isnull=False).order_by().values("place_code")
    kept = InfectionRow.objects.filter(place_code__in=clocked).values_list("place_code", "on", "infections")
    for code, day, infections in kept:
        counts[code][day] = infections
    return counts


def _points(rows: QuerySet[MeasureRow]) -> dict[str, Point]:
    """Points of places by code, of those where a measure has none of its own."""
    without = rows.filter(lat__isnull=True).order_by().values("place_code")
    kept = PlaceRow.objects.filter(code__in=without).values_list("code", "lat", "lon")
    return {code: point for code, lat, lon in kept if (point := point_of(lat, lon))}
