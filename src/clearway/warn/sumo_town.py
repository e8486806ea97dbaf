"""The SUMO town of the shared data: counts, sensors and its closures with the passages they should have seen."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from clearway.core.places import Point
from clearway.core.sensors import SensorLink


@dataclass(frozen=True, slots=True)
class KnownClosure:
    """Both directions; ``expected``: median count of the same hours on the other days."""

    links: tuple[str, ...]
    begin: datetime
    end: datetime
    expected: float

    def covers(self, link: str, moment: datetime, grace: timedelta) -> bool:
        """Whether the link was closed at the moment, or had been until ``grace`` before."""
        return link in self.links and self.begin <= moment <= self.end + grace


def read_sumo_town(folder: Path) -> tuple[pa.Table, tuple[SensorLink, ...], tuple[KnownClosure, ...]]:
    """The flow table, the sensors and the truth.

    Raises:
        OSError: a file is missing.
    """
    table = pq.read_table(folder / "sumo_town_counts.parquet")
    flow = pa.table(
        {
            "link": table["link"].cast(pa.string()),
            "at": table["at"].cast(pa.timestamp("us", tz="UTC")),
            "minutes": table["minutes"].cast(pa.int32()),
            "count": table["count"].cast(pa.int32()),
        }
    )
    sensors = tuple(_sensor(row) for row in _rows(folder / "sumo_town_links.csv"))
    return flow, sensors, tuple(_closures(flow, _rows(folder / "sumo_town_closures.csv")))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sensor(row: dict[str, str]) -> SensorLink:
    point = Point(float(row["lat"]), float(row["lon"]))
    return SensorLink(link=row["link"], point=point, from_node=row["from_node"], to_node=row["to_node"])


def _closures(flow: pa.Table, rows: list[dict[str, str]]) -> Iterable[KnownClosure]:
    both: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        both.setdefault((row["link"].lstrip("-"), row["closed_from"], row["closed_to"]), []).append(row["link"])
    for (_, begin, end), links in both.items():
        first, last = datetime.fromisoformat(begin), datetime.fromisoformat(end)
        yield KnownClosure(tuple(links), first, last, _expected(flow, links, first, last))


def _expected(flow: pa.Table, links: list[str], first: datetime, last: datetime) -> float:
    """Median over the other days of the file that cover the same hours."""
    mine = flow.filter(pc.is_in(flow["link"], value_set=pa.array(links)))
    at, counts = mine["at"].cast(pa.int64()).to_numpy(), mine["count"].to_numpy()
    days = [timedelta(days=shift) for shift in range(-20, 21) if shift]
    spans = [((first + day).timestamp() * 1e6, (last + day).timestamp() * 1e6) for day in days]
    whole = [(a, b) for a, b in spans if a >= at.min() and b <= at.max()]
    return float(np.median([counts[(at >= a) & (at < b)].sum() for a, b in whole])) if whole else 0.0
