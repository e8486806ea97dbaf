"""Counting sensors: where they stand and what class of link they watch."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.places import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorLink:
    """A directed stretch of road with a counter. ``link`` is the feed's own text id; ``osm_way`` and the
    bearing from ``from_node`` to ``to_node`` join it to the road network, else the nearest link does."""

    link: str
    point: Point
    from_node: str | None = None
    to_node: str | None = None
    osm_way: int | None = None
    link_class: str | None = None
