"""Who sits where in the demo county: the same people who may sign in, at the desks of a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.loop.desk import Desk

_LEVELS = {
    Role.COMMUNITY: Level.COMMUNITY,
    Role.TOWNSHIP: Level.TOWNSHIP,
    Role.CITY: Level.CITY,
    Role.PROVINCE: Level.PROVINCE,
}


def seat(role: Role, place_code: str, desk: Desk, *, hours: float = 0.0) -> Desk:
    """The desk of the demo's person in ``role`` for a place, so many hours before the present."""
    region = region_at(place_code, _LEVELS.get(role, Level.COUNTY))
    by = Actor(name=f"demo-{role.value}", role=role, region=region)
    return replace(desk, by=by, at=desk.at - timedelta(hours=hours))
