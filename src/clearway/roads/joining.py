"""Sensors and points onto links: by OpenStreetMap way and bearing, else the nearest link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearway.core.places import Point
from clearway.core.sensors import SensorLink
from clearway.roads.modes import Mode
from clearway.roads.network import Direction, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Where a point meets the network; ``direction`` None where it cannot be told, ``metres`` how far off."""

    link: int
    direction: Direction | None
    metres: float


def nearest_link(network: Network, point: Point, *, mode: Mode | None = None, within_m: float = 500.0) -> Joined | None:
    """The link nearest to ``point`` (usable by ``mode`` if given), or None if none lies ``within_m`` metres."""
    raise NotImplementedError


def join_sensors(network: Network, sensors: Iterable[SensorLink], *, within_m: float = 500.0) -> Mapping[str, Joined]:
    """Sensor link → where it stands. A sensor farther than ``within_m`` metres from any road is left out."""
    raise NotImplementedError
