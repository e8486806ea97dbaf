"""How sensor links lie to one another: the other direction, neighbours, junctions whose every arm is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from clearway.core.sensors import SensorLink

NEAR_M = 500.0
SAME_SPOT_M = 60.0


@dataclass(frozen=True, slots=True)
class Topology:
    """``partner``: index of the other direction or -1; ``near``: for each link, those within two junctions (by
    position within 500 m where junctions are not known); ``arms``: node → (links in, links out), as far as counted;
    ``ends``: (from_node, to_node) of each link; ``touching``: those sharing a junction."""

    partner: NDArray[np.int64]
    near: tuple[frozenset[int], ...]
    touching: tuple[frozenset[int], ...]
    arms: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]]
    ends: tuple[tuple[str, str] | None, ...]


def lay_out(links: tuple[str, ...], sensors: Mapping[str, SensorLink]) -> Topology:
    """The topology of ``links``; those without a sensor entry stand alone."""
    ends = tuple(_ends(sensors.get(link)) for link in links)
    arms = _arms(ends)
    touching = tuple(_touching(i, ends, arms) for i in range(len(links)))
    twice = tuple(frozenset().union(mine, *(touching[j] for j in mine)) - {i} for i, mine in enumerate(touching))
    spots = _metres(links, sensors)
    if all(end is None for end in ends):
        touching = twice = _by_position(spots)
    return Topology(_partners(links, ends, spots), twice, touching, arms, ends)


def _ends(sensor: SensorLink | None) -> tuple[str, str] | None:
    if sensor is None or not sensor.from_node or not sensor.to_node:
        return None
    return sensor.from_node, sensor.to_node


def _arms(ends: tuple[tuple[str, str] | None, ...]) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    into: dict[str, list[int]] = {}
    out: dict[str, list[int]] = {}
    for i, end in enumerate(ends):
        if end is not None:
            out.setdefault(end[0], []).append(i)
            into.setdefault(end[1], []).append(i)
    return {node: (tuple(into.get(node, ())), tuple(out.get(node, ()))) for node in sorted({*into, *out})}


def _touching(
    i: int,
    ends: tuple[tuple[str, str] | None, ...],
    arms: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]],
) -> frozenset[int]:
    end = ends[i]
    if end is None:
        return frozenset()
    return frozenset(j for node in end for side in arms[node] for j in side) - {i}


def _metres(links: tuple[str, ...], sensors: Mapping[str, SensorLink]) -> NDArray[np.float64]:
    """(link, 2) metres east and north, NaN where unknown; flat enough for 500 m."""
    spots = np.full((len(links), 2), np.nan)
    for i, link in enumerate(links):
        sensor = sensors.get(link)
        if sensor is not None:
            spots[i] = sensor.point.lon * 111_320 * cos(radians(sensor.point.lat)), sensor.point.lat * 110_570
    return spots


def _by_position(spots: NDArray[np.float64]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset(np.flatnonzero(_gaps(spots, i) <= NEAR_M).tolist()) - {i} for i in range(len(spots)))


def _gaps(spots: NDArray[np.float64], i: int) -> NDArray[np.float64]:
    gaps: NDArray[np.float64] = np.nan_to_num(np.hypot(*(spots - spots[i]).T), nan=np.inf)
    return gaps


def _partners(
    links: tuple[str, ...], ends: tuple[tuple[str, str] | None, ...], spots: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The other direction: the reversed junctions at the same spot, else the name with or without a minus."""
    names = {link: i for i, link in enumerate(links)}
    reverse: dict[tuple[str, str], list[int]] = {}
    for i, end in enumerate(ends):
        if end is not None:
            reverse.setdefault((end[1], end[0]), []).append(i)
    partner = np.full(len(links), -1, dtype=np.int64)
    for i, link in enumerate(links):
        named = names.get(link[1:] if link.startswith("-") else f"-{link}", -1)
        found = [j for j in reverse.get(ends[i], ()) if j != i] if ends[i] is not None else []  # type: ignore[arg-type]
        if named >= 0 and (named in found or (not found and _gaps(spots, i)[named] <= SAME_SPOT_M)):
            partner[i] = named
        elif len(found) == 1:
            partner[i] = found[0]
    return _mutual(partner)


def _mutual(partner: NDArray[np.int64]) -> NDArray[np.int64]:
    back = np.where(partner >= 0, partner[partner], -2)
    return np.where(back == np.arange(len(partner)), partner, -1).astype(np.int64)
