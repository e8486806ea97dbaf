"""What an object on the map is to us, by its tags: a facility, a home, an entrance.

Values as documented on the OpenStreetMap wiki (Key:amenity, Key:healthcare, Key:emergency, Key:building).
"""

from __future__ import annotations

from clearway.core.facilities import FacilityKind
from clearway.roads.tags import Tags

_AMENITIES = {
    "hospital": FacilityKind.HOSPITAL,
    "clinic": FacilityKind.CLINIC,
    "doctors": FacilityKind.CLINIC,
    "pharmacy": FacilityKind.PHARMACY,
    "school": FacilityKind.SCHOOL,
    "marketplace": FacilityKind.MARKET,
    "fire_station": FacilityKind.FIRE_STATION,
}
_HEALTHCARE = {
    "hospital": FacilityKind.HOSPITAL,
    "clinic": FacilityKind.CLINIC,
    "centre": FacilityKind.CLINIC,
    "doctor": FacilityKind.CLINIC,
    "pharmacy": FacilityKind.PHARMACY,
}
_HOMES = frozenset(
    [
        "house",
        "residential",
        "apartments",
        "detached",
        "semidetached_house",
        "terrace",
        "dormitory",
        "bungalow",
        "farm",
        "static_caravan",
        "houseboat",
        "ger",
        "stilt_house",
    ]
)
_NOT_A_HOME = [
    "amenity",
    "shop",
    "office",
    "leisure",
    "tourism",
    "industrial",
    "man_made",
    "power",
    "railway",
    "aeroway",
    "historic",
    "military",
    "craft",
    "healthcare",
]
#: Any of these keys makes an object worth looking at.
KEYS = (
    "highway",
    "route",
    "barrier",
    "entrance",
    "amenity",
    "healthcare",
    "shop",
    "emergency",
    "building",
    "place",
    "type",
)


#: Values of ``emergency`` that mean an exit or a way to flee by.
_WAYS_OUT = frozenset(["emergency_exit", "exit", "evacuation_route", "fire_exit"])


def facility_kind(tags: Tags) -> FacilityKind | None:
    """The kind of facility these tags describe, if any."""
    if tags.get("emergency") == "ambulance_station":
        return FacilityKind.AMBULANCE_STATION
    if tags.get("shop") == "supermarket":
        return FacilityKind.MARKET
    return _AMENITIES.get(tags.get("amenity", "")) or _HEALTHCARE.get(tags.get("healthcare", ""))


def is_home(tags: Tags) -> bool:
    """Whether a building is lived in: said so, or ``building=yes`` without any other use."""
    kind = tags.get("building", "")
    if kind in _HOMES:
        return True
    return kind == "yes" and not any(key in tags for key in _NOT_A_HOME)


def is_village(tags: Tags) -> bool:
    """Whether a node marks the middle of a village or hamlet."""
    return tags.get("place") in ("village", "hamlet", "isolated_dwelling")


def is_fire_lane(tags: Tags) -> bool:
    """Whether a way is kept free for fire engines and ambulances."""
    told = tags.get("service") in ("emergency_access", "fire_lane") or tags.get("emergency") == "designated"
    return told or tags.get("fire_lane", "no") != "no" or "消防" in tags.get("name", "")


def is_evacuation_way(tags: Tags) -> bool:
    """Whether a way is one people flee by: said so, or named so."""
    told = any(tags.get(key, "no") != "no" for key in ("evacuation_route", "evacuation"))
    return told or tags.get("emergency") in _WAYS_OUT or any(word in tags.get("name", "") for word in ("疏散", "逃生"))


def is_entrance(tags: Tags) -> bool:
    """Whether a node on an outline is a way in: an entrance, or a gate in the fence."""
    return tags.get("entrance", "no") != "no" or tags.get("barrier") in ("gate", "entrance", "lift_gate")
