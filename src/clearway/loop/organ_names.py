"""A deciding organ by its name in full, as notices, decisions and orders print it."""

from __future__ import annotations

from clearway.core.people import Role
from clearway.core.places import Level, region_at
from clearway.record import reading

_LEVELS = {Role.COUNTY_GOVERNMENT: Level.COUNTY, Role.CITY: Level.CITY, Role.PROVINCE: Level.PROVINCE}
_UNITS = {Level.COUNTY: ("县", "区", "旗", "市"), Level.CITY: ("市", "州", "盟"), Level.PROVINCE: ("省", "自治区")}
_PLAIN = {Level.COUNTY: "县人民政府", Level.CITY: "市人民政府", Level.PROVINCE: "省人民政府"}


def organ_name(role: Role, place_code: str) -> str:
    """The deciding organ in full, as a notice names it; by its level where the place is not loaded."""
    level = _LEVELS.get(role, Level.COUNTY)
    known = reading.place(region_at(place_code, level))
    if known is not None and known.name.endswith(_UNITS[level]):
        return f"{known.name}人民政府"
    return _PLAIN[level]
