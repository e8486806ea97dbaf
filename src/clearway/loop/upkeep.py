"""The loop notes which counters fell silent and which speak again: a list for the technician, not for the inspector."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc

from clearway.core.sensors import SensorLink
from clearway.loop.desk import Desk
from clearway.loop.neighbourhood import Neighbourhood
from clearway.record import door
from clearway.record.reading.upkeep import silent_sensors
from clearway.warn.episodes import LinkEpisode
from clearway.warn.upkeep import note_quiet, quiet_sensors


def note_silent_sensors(
    table: pa.Table,
    episodes: Iterable[LinkEpisode],
    sensors: Iterable[SensorLink],
    neighbourhood: Neighbourhood,
    desk: Desk,
) -> None:
    """Write what changed since the last run. ``table``: the flow table the loop read, up to the desk's moment."""
    if table.num_rows == 0:
        return
    points = {sensor.link: sensor.point for sensor in sensors}
    told = table.filter(pc.is_valid(table["count"])).group_by("link").aggregate([("at", "max")])
    last = dict(zip(told["link"].to_pylist(), told["at_max"].to_pylist(), strict=True))
    interval = timedelta(minutes=int(pc.max(table["minutes"]).as_py()))
    here = {link: moment for link, moment in last.items() if link in points}
    quiet = quiet_sensors(here, (one for one in episodes if one.link in points), desk.at, interval)
    if quiet is None:
        return
    with door.session():
        known = frozenset(row.link for row in silent_sensors())
        decision = note_quiet(
            quiet, known, frozenset(here), place_of=lambda link: neighbourhood.code_of(points[link], None)
        )
        door.commit(decision, by=desk.by, at=desk.at)
