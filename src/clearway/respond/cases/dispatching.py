"""Which office is to clear a way: by the place, what stands there and who put it up. Proposed; the county decides.

Whoever put a barrier up is never the only one asked to clear it: what a committee or a local office set goes to the
level above, what needs machines to the department that has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.people import Role
from clearway.core.places import Level, region_at
from clearway.core.words import Bilingual
from clearway.respond.cases.clocks import level_of

#: Needs a machine, or stands on a road the department keeps.
_HEAVY = frozenset({Barrier.CONCRETE_BLOCK, Barrier.SOIL_MOUND, Barrier.VEHICLE_BAN})
_OFFICIAL = frozenset({ImposedBy.COMMITTEE, ImposedBy.GOVERNMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """An office for an order to clear the way, and why it is proposed."""

    role: Role
    region: str
    why: Bilingual


def propose_office(barrier: Barrier | None, imposed_by: ImposedBy, place_code: str) -> Dispatch:
    """The office proposed for clearing what was found at a place."""
    if imposed_by in _OFFICIAL:
        why = Bilingual(
            "设障的是村（居）委会或基层单位，由上一级清除",
            "the committee or a local office put it up: the level above clears it",
        )
        return office(Role.TOWNSHIP, place_code, why)
    if barrier in _HEAVY:
        why = Bilingual("要用机械，或属道路管理", "it takes machines, or stands on a road the department keeps")
        return office(Role.TRANSPORT, place_code, why)
    if imposed_by is ImposedBy.PRIVATE:
        why = Bilingual("私人设障，由公安机关处理", "a private person put it up: for the police")
        return office(Role.POLICE, place_code, why)
    return office(Role.COMMUNITY, place_code, Bilingual("所在地清除", "the office of the place clears it"))


def office(role: Role, place_code: str, why: Bilingual) -> Dispatch:
    """The office of that role a place lies in."""
    level = level_of(role)
    region = region_at(place_code, level if level in (Level.COMMUNITY, Level.TOWNSHIP) else Level.COUNTY)
    return Dispatch(role=role, region=region, why=why)
