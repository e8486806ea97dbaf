"""The files of ``truth/``: what really happened. The loop never reads them; ``judging`` does, afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from clearway.world.complaints import Call
from clearway.world.counts import Counts
from clearway.world.days import Window
from clearway.world.drawing import FIRST_NODE_ID, FIRST_WAY_ID
from clearway.world.epidemic import Epidemic
from clearway.world.happenings import Fault, Trouble
from clearway.world.network import Network
from clearway.world.register import Entry
from clearway.world.sensors import Sensor
from clearway.world.settlements import Community
from clearway.world.spot import latitude, longitude
from clearway.world.tables import local, write_table

_ENOUGH_PASSAGES, _ENOUGH_CALLERS = 25.0, 2
_TROUBLE_COLUMNS = (
    "id", "place_code", "label", "lat", "lon", "links", "osm_way", "from_node", "to_node", "since", "until", "barrier",
    "imposed_by", "registered", "leak", "run", "callers", "starved", "starved_at", "expected_passages", "findable",
)  # fmt: skip


def write_troubles(
    path: Path, troubles: list[Trouble], sensors: list[Sensor], network: Network, window: Window, counts: Counts
) -> None:
    """``closures.csv`` or ``softs.csv``. ``findable``: 25 passages were to be expected at a sensor on the spot
    (closures only), or two people called. ``starved`` are sensors elsewhere that lose four fifths by it."""
    rows = []
    for trouble in troubles:
        here = [number for number, sensor in enumerate(sensors) if sensor.site.link == trouble.site.link]
        standing = window.share_of_steps(trouble.since, trouble.until)
        expected = max((float(counts.expected[number] @ standing) for number in here), default=0.0)
        by_count = not trouble.barrier.is_soft and trouble.leak < 0.2 and expected >= _ENOUGH_PASSAGES
        findable = by_count or len(trouble.callers) >= _ENOUGH_CALLERS
        names = " ".join(sensors[number].name for number in here)
        rows.append((*_facts(trouble, names, network), round(expected, 1), findable))
    write_table(path, _TROUBLE_COLUMNS, rows)


def _facts(trouble: Trouble, links: str, network: Network) -> tuple[object, ...]:
    site = trouble.site
    ends = (FIRST_NODE_ID + int(end) for end in network.ends[site.link])
    spots = ("{}:{}".format(*_degrees(sensor.site.spot)) for sensor in trouble.starved)
    return (
        trouble.number, site.place_code, site.label, *_degrees(site.spot), links,
        FIRST_WAY_ID + int(network.way[site.link]), *ends, local(trouble.since), local(trouble.until),
        trouble.barrier.value, trouble.imposed_by.value, trouble.measure, trouble.leak, trouble.run,
        len(trouble.callers), " ".join(sensor.name for sensor in trouble.starved), " ".join(spots),
    )  # fmt: skip


def write_faults(folder: Path, faults: list[Fault]) -> None:
    """``faults.csv``: dead sensors (zeros) and silences (null, missing)."""
    write_table(
        folder / "faults.csv",
        ("id", "kind", "lat", "lon", "links", "since", "until", "findable"),
        (
            (f.number, f.kind, *_degrees(f.site.spot), " ".join(f.sensors), local(f.since), local(f.until), True)
            for f in faults
        ),
    )


def write_calls(folder: Path, numbers: Sequence[str], calls: list[Call]) -> None:
    """``complaints.csv``: what each call was, and about which closure or soft barrier."""
    rows = ((number, call.sort, call.about, call.topic.value) for number, call in zip(numbers, calls, strict=True))
    write_table(folder / "complaints.csv", ("id", "sort", "about", "topic"), rows)


def write_epidemic(folder: Path, communities: list[Community], epidemic: Epidemic) -> None:
    """``epidemic.csv``: infections by the day they began, and the reproduction number of that day."""
    began = np.argwhere(epidemic.began > 0)
    write_table(
        folder / "epidemic.csv",
        ("place_code", "on", "began", "reproduction"),
        (
            (communities[index].code, epidemic.days[day], int(epidemic.began[index, day]),
             round(float(epidemic.reproduction[day]), 4))
            for index, day in began.tolist()
        ),
    )  # fmt: skip


def write_entries(folder: Path, entries: list[Entry]) -> None:
    """``measures.csv``: what each entry of the register is."""
    write_table(folder / "measures.csv", ("id", "nature"), ((entry.number, entry.nature) for entry in entries))


def _degrees(spot: tuple[float, float]) -> tuple[float, float]:
    return latitude(spot[1]), longitude(spot[0])
