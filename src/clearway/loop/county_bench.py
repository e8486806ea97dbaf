"""Counts and complaints together on simulated counties that nobody tuned on, beside the plan's three-day rule.

The feeds are read as anybody's, and every few hours the loop's own functions are asked what they would raise; a warning
counts from the hour at which it was raised. The truth is read afterwards. Seeds below 100 served to choose numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from clearway.core.events import WarningRaised, WarningUpdated
from clearway.core.evidence import FlowState
from clearway.core.figures import Figure
from clearway.core.words import Bilingual
from clearway.sources.complaints import read_complaints
from clearway.sources.days import read_calendar
from clearway.sources.flow import read_flow
from clearway.sources.links import read_links
from clearway.sources.places import read_places
from clearway.warn.complaints import complaint_signals
from clearway.warn.context import Surroundings
from clearway.warn.episodes import LinkEpisode
from clearway.warn.flow import scan
from clearway.warn.fusion import fuse
from clearway.warn.raising import OpenWarning, raise_warnings
from clearway.warn.signals import THREE_DAYS, ComplaintSignal
from clearway.world import generate
from clearway.world.judging import Figures, Happening, Truth, judge, read_truth

FIRST_SEED = 101
UNTIL = datetime(2026, 11, 23, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
#: How long the loop is watched, and how often it takes a turn.
WATCHED, TURN = timedelta(days=30), timedelta(hours=6)
SOON = timedelta(hours=72)
NOWHERE = Bilingual("某地", "somewhere")


def bench(quick: bool = False) -> list[Figure]:
    """Precision, recall against what can be found, and what is found within 72 hours; two counties or six."""
    ours: Counter[str] = Counter()
    rule: Counter[str] = Counter()
    seeds = range(FIRST_SEED, FIRST_SEED + (2 if quick else 6))
    for seed in seeds:
        with TemporaryDirectory() as folder:
            generate(Path(folder), seed=seed, until=UNTIL)
            episodes, signals = _read(Path(folder) / "feeds")
            truth = read_truth(Path(folder) / "truth")
            _count(ours, list(_walk(episodes, signals)), truth)
            _count(rule, list(_walk((), [one for one in signals if one.trigger == THREE_DAYS])), truth)
    return _figures(ours, rule, f"{len(seeds)} simulated counties, seeds {seeds[0]}–{seeds[-1]}")


def _read(feeds: Path) -> tuple[tuple[LinkEpisode, ...], tuple[ComplaintSignal, ...]]:
    places = read_places(feeds / "places.csv").rows
    reports = read_complaints(feeds / "complaints.csv", zone=ZONE, places=tuple(places), key=b"bench" * 8).rows
    links, calendar = read_links(feeds / "links.csv").rows, read_calendar(feeds / "calendar.csv").rows
    episodes = scan(read_flow(feeds / "flow.parquet").rows, links, calendar, UNTIL, zone=ZONE)
    return episodes, complaint_signals(reports, {one.code: one for one in places}, UNTIL, zone=ZONE)


def _walk(
    episodes: tuple[LinkEpisode, ...], signals: tuple[ComplaintSignal, ...] | list[ComplaintSignal]
) -> Iterator[WarningRaised]:
    """What the loop raises, turn by turn; each with the moment of the turn as its ``raised_at``."""
    known: dict[str, OpenWarning] = {}
    at = UNTIL - WATCHED
    while at <= UNTIL:
        incidents = fuse(episodes, signals, at)
        around = {one.key: Surroundings(place_code="", place_name=NOWHERE) for one in incidents}
        decision = raise_warnings(incidents, known.values(), around, at=at, number_of=_numbers_after(len(known)))
        for event in decision.events:
            if isinstance(event, WarningRaised | WarningUpdated):
                known[event.subject] = _as_known(event, known.get(event.subject))
            if isinstance(event, WarningRaised):
                yield replace(event, raised_at=at)
        at += TURN


def _numbers_after(many: int) -> Callable[[int], str]:
    return lambda index: f"W{many + index:04d}"


def _as_known(event: WarningRaised | WarningUpdated, before: OpenWarning | None) -> OpenWarning:
    reports = tuple(name for piece in event.evidence if piece.source == "complaints" for name in piece.references)
    if isinstance(event, WarningUpdated):
        assert before is not None
        return replace(
            before,
            state=event.state,
            probability=event.probability,
            priority=event.priority,
            triggers=event.triggers,
            sensor_links=event.sensor_links,
            report_numbers=reports,
            ended_at=event.ended_at,
        )
    return OpenWarning(
        number=event.subject,
        cell=event.cell,
        point=event.point,
        since=event.since,
        state=event.state,
        probability=event.probability,
        priority=event.priority,
        triggers=event.triggers,
        sensor_links=event.sensor_links,
        report_numbers=reports,
    )


def _count(tally: Counter[str], raised: list[WarningRaised], truth: Truth) -> None:
    found: Figures = judge(raised, truth)
    seen = {one.number for one in truth.closures} - set(found.missed)
    both = (*truth.closures, *truth.softs)
    tally.update(
        judged=found.judged,
        right=found.right,
        knock_on=found.knock_on,
        findable=sum(one.findable for one in truth.closures),
        seen=sum(one.findable and one.number in seen for one in truth.closures),
        closures=len(truth.closures),
        soon=sum(_soon(one, raised) for one in truth.closures),
        both=len(both),
        both_soon=sum(_soon(one, raised) for one in both),
        softs=sum(one.findable for one in truth.softs),
        softs_seen=sum(one.findable and any(one.covers(w) for w in raised) for one in truth.softs),
    )


def _soon(thing: Happening, raised: list[WarningRaised]) -> bool:
    told = (one for one in raised if one.state is not FlowState.SILENT)
    return any(thing.covers(one) and one.raised_at - thing.since <= SOON for one in told)


def _figures(ours: Counter[str], rule: Counter[str], note: str) -> list[Figure]:
    wrong = f"{ours['judged'] - ours['right']} wrong, {ours['knock_on']} of them felt a closure further on; {note}"
    return [
        _figure("county: precision", ours, rule, "right", "judged", 0.9, wrong),
        _figure("county: recall of closures that can be found", ours, rule, "seen", "findable", 0.9, note),
        _figure("county: recall of soft barriers", ours, rule, "softs_seen", "softs", None, note),
        _soon_figure("county: closures found within 72 h", ours, rule, "soon", "closures", note),
        _soon_figure("county: closures and soft barriers found within 72 h", ours, rule, "both_soon", "both", note),
    ]


def _figure(
    name: str, ours: Counter[str], rule: Counter[str], part: str, whole: str, least: float | None, note: str
) -> Figure:
    value = _share(ours, part, whole)
    return Figure(
        name=name,
        value=value,
        unit="",
        target="" if least is None else f">= {least}",
        met=None if least is None else value >= least,
        peer="three days running",
        peer_value=_share(rule, part, whole),
        note=f"{ours[part]} of {ours[whole]}; {note}",
    )


def _soon_figure(name: str, ours: Counter[str], rule: Counter[str], part: str, whole: str, note: str) -> Figure:
    """Eight times the rule's share; where the rule's is above an eighth, no method can reach that."""
    value, theirs = _share(ours, part, whole), _share(rule, part, whole)
    times = value / theirs if theirs else float("inf")
    return Figure(
        name=name,
        value=value,
        unit="",
        target=f">= 8 x {theirs:.3f}",
        met=times >= 8,
        peer="three days running",
        peer_value=theirs,
        note=f"{times:.1f} times, at most {1 / theirs if theirs else float('inf'):.1f} could be; {note}",
    )


def _share(tally: Counter[str], part: str, whole: str) -> float:
    return tally[part] / tally[whole] if tally[whole] else 0.0
