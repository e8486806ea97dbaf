"""One call from the flow table to episodes: the whole table up to a moment, or the same readings as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

import h3
import numpy as np
import pyarrow as pa

from clearway.core.days import CalendarDay
from clearway.core.evidence import FlowState
from clearway.core.sensors import SensorLink
from clearway.warn.episodes import LinkEpisode
from clearway.warn.flow.day_kinds import DayPlan
from clearway.warn.flow.judging import Judge
from clearway.warn.flow.scoring import score
from clearway.warn.flow.settings import DEFAULT, FlowSettings
from clearway.warn.flow.tensor import FlowTensor, densify
from clearway.warn.flow.topology import Topology, lay_out
from clearway.warn.flow.windows import Finding

CHINA = ZoneInfo("Asia/Shanghai")
CELL_RESOLUTION = 9


def scan(
    flow: pa.Table,
    sensors: Iterable[SensorLink],
    calendar: Iterable[CalendarDay],
    at: datetime,
    *,
    zone: tzinfo = CHINA,
    settings: FlowSettings = DEFAULT,
) -> tuple[LinkEpisode, ...]:
    """Every episode raised from readings that had ended by ``at``, ended ones too, by ``raised_at`` then link.

    ``flow``: columns link, at (UTC, start of interval), minutes, count (null: no report; 0: nobody), mode.
    ``zone``: where the sensors stand; days and hours of the week are local. Sensors without counts, and counts of
    links not in ``sensors`` (scored, without place or partner), are both fine.
    """
    known = {sensor.link: sensor for sensor in sensors}
    days = tuple(calendar)
    episodes = [
        _in_zone(episode, zone)
        for tensor in densify(flow, at, zone)
        for episode in _episodes(tensor, known, days, settings)
    ]
    return tuple(sorted(episodes, key=lambda episode: (episode.raised_at, episode.link)))


def _in_zone(episode: LinkEpisode, zone: tzinfo) -> LinkEpisode:
    ended = episode.ended_at
    return replace(
        episode,
        since=episode.since.astimezone(zone),
        raised_at=episode.raised_at.astimezone(zone),
        ended_at=None if ended is None else ended.astimezone(zone),
    )


def _episodes(
    tensor: FlowTensor, sensors: dict[str, SensorLink], calendar: tuple[CalendarDay, ...], settings: FlowSettings
) -> Iterator[LinkEpisode]:
    topology = lay_out(tensor.links, sensors)
    classes = tuple(sensors[link].link_class if link in sensors else None for link in tensor.links)
    scores = score(tensor, topology.partner, DayPlan(calendar, classes), settings)
    for finding in Judge(scores, topology, settings).run():
        yield _episode(finding, tensor, sensors, topology)


def _episode(finding: Finding, tensor: FlowTensor, sensors: dict[str, SensorLink], topology: Topology) -> LinkEpisode:
    link = tensor.links[finding.link]
    sensor = sensors.get(link)
    point = sensor.point if sensor else None
    partner = int(topology.partner[finding.link])
    return LinkEpisode(
        link=link,
        point=point,
        cell=h3.latlng_to_cell(point.lat, point.lon, CELL_RESOLUTION) if point else "",
        since=tensor.start_of(finding.first),
        raised_at=tensor.end_of(finding.slot),
        ended_at=None if finding.ended is None else tensor.end_of(finding.ended),
        state=finding.state,
        nats=finding.nats,
        probability=probability(finding.nats, finding.state),
        expected=finding.expected,
        passed=finding.passed,
        interval_minutes=tensor.minutes,
        partner=tensor.links[partner] if partner >= 0 else None,
    )


def probability(nats: float, state: FlowState) -> float:
    """Chance that the link is closed, from the share of such answers that were right in simulated towns."""
    if state is FlowState.SILENT:
        return 0.05
    if state is FlowState.UNDECIDED:
        return 0.3
    return float(np.clip(0.9 + 0.01 * (nats - 7.0), 0.9, 0.98))
