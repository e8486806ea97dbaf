"""Which counters need a repair: those that no longer report, and those whose zeros nobody believes.

Silence is never calm, and never a closure either. When most counters stop at once, the feed is silent, not they.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.decisions import Decision
from clearway.core.events import Event
from clearway.core.evidence import FlowState
from clearway.core.moments import aware
from clearway.core.upkeep_events import SensorSilent, SensorSpoke, Silence
from clearway.warn.episodes import LinkEpisode

PATIENCE = timedelta(days=1)
#: With counts by the day or the hour, so many missing ones are needed.
MISSED = 3
#: From this share of counters without a report on, the feed is what is silent.
FEED = 0.5


@dataclass(frozen=True, slots=True)
class Quiet:
    """A counter that is silent, in what way, and since when."""

    since: datetime
    silence: Silence


def quiet_sensors(
    last_reports: Mapping[str, datetime], episodes: Iterable[LinkEpisode], at: datetime, interval: timedelta
) -> Mapping[str, Quiet] | None:
    """Silent counters by link; None where the feed as a whole is silent and says nothing of any of them.

    ``last_reports``: each counter's last report by ``at``; one that never reported has no place in it and is left out.
    ``interval``: the usual length of a reading.

    Raises:
        ValueError: ``at`` has no zone.
    """
    patience = max(PATIENCE, MISSED * interval)
    gone = {link: last for link, last in last_reports.items() if aware(at) - last > patience}
    if not last_reports or len(gone) > FEED * len(last_reports):
        return None
    zeros = {one.link: one.since for one in episodes if one.state is FlowState.SILENT and one.ended_at is None}
    found = {link: Quiet(since, Silence.ZEROS) for link, since in zeros.items()}
    return found | {link: Quiet(last, Silence.NO_REPORT) for link, last in gone.items()}


def note_quiet(
    quiet: Mapping[str, Quiet], known: frozenset[str], heard: frozenset[str], *, place_of: Callable[[str], str]
) -> Decision:
    """What changed against those ``known`` to be silent; ``heard``: counters with any report in the weeks looked at.

    ``place_of(link)``: the place a technician has to go to.
    """
    events: list[Event] = [
        SensorSilent(subject=link, place_code=place_of(link), since=one.since, silence=one.silence)
        for link, one in sorted(quiet.items())
        if link not in known
    ]
    events += [SensorSpoke(subject=link) for link in sorted((known & heard) - set(quiet))]
    return Decision(tuple(events))
