"""What the tags of a way or a barrier say: who may use it, which way, how fast.

Keys and values as documented on the OpenStreetMap wiki (Key:access, Key:oneway, Key:maxspeed, Key:barrier).
``access=private`` never removes a way: the people behind such gates are the ones we look for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from clearway.roads.modes import CLASS_INDEX, CLASSES, Mode

Tags = Mapping[str, str]

#: From the most general key to the most special one; the last one present decides.
_KEYS: Mapping[Mode, tuple[str, ...]] = {
    Mode.FOOT: ("access", "foot"),
    Mode.BICYCLE: ("access", "vehicle", "bicycle"),
    Mode.CAR: ("access", "vehicle", "motor_vehicle", "motorcar"),
    Mode.FREIGHT: ("access", "vehicle", "motor_vehicle", "goods", "hgv"),
    Mode.EMERGENCY: ("emergency",),
}
_CLOSED = frozenset({"no", "agricultural", "forestry", "military", "dismount", "use_sidepath"})
_OPEN = frozenset({"yes", "designated", "permissive", "official", "destination", "delivery", "private", "customers"})
_WALK_KMH = 5.0
_KMH_PER_MPH = 1.609344
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mph|km/h|kmh|kph|knots)?\s*\Z")
#: Barriers that stop wheels unless a tag says otherwise, and those an emergency vehicle cannot remove.
_STOPS_CARS = frozenset(
    [
        "bollard",
        "block",
        "cycle_barrier",
        "kissing_gate",
        "stile",
        "turnstile",
        "chain",
        "jersey_barrier",
        "log",
        "debris",
        "planter",
        "full-height_turnstile",
        "hampshire_gate",
        "motorcycle_barrier",
        "horse_stile",
        "step",
        "wedge",
    ]
)
_STOPS_BICYCLES = frozenset(["kissing_gate", "stile", "turnstile", "full-height_turnstile", "horse_stile"])
_FIRM = frozenset(
    ["block", "jersey_barrier", "kissing_gate", "stile", "turnstile", "full-height_turnstile", "log", "debris"]
)
_NOT_A_WAY_ACROSS = frozenset(
    ["wall", "fence", "hedge", "retaining_wall", "city_wall", "ditch", "kerb", "guard_rail", "handrail"]
)

WayDirection = Literal["both", "forward", "backward", "none"]


def road_class(tags: Tags) -> int | None:
    """Index into ``CLASSES``; None when the way is no road (or one not built yet)."""
    if tags.get("route") == "ferry":
        return CLASS_INDEX["ferry"]
    value = tags.get("highway", "").split(";")[0]
    return None if value == "gate" else CLASS_INDEX.get(value)


def allowed(tags: Tags, mode: Mode, *, default: bool) -> bool:
    """Whether ``mode`` may pass; ``default`` where no tag speaks of it."""
    answer = default
    for key in _KEYS[mode]:
        value = tags.get(key, "").split(";")[0]
        if value in _CLOSED:
            answer = False
        elif value in _OPEN and (key != "access" or default):
            answer = True
    return answer


def speed_kmh(tags: Tags, index: int, mode: Mode) -> float:
    """Speed of ``mode`` on a way of class ``index`` in km/h; 0 where it may not go."""
    usual = float(CLASSES[index].speed(mode))
    if mode in (Mode.FOOT, Mode.BICYCLE) and tags.get("motorroad") == "yes":
        usual = 0.0
    if not allowed(tags, mode, default=usual > 0):
        return 0.0
    if mode is Mode.FOOT:
        return usual or _WALK_KMH
    usual = usual or 10.0
    limit = read_maxspeed(tags.get("maxspeed", ""))
    if limit is None:
        return usual
    if mode is Mode.BICYCLE:
        return min(usual, limit)
    return min(limit, 80.0) if mode is Mode.FREIGHT else limit


def read_maxspeed(text: str) -> float | None:
    """``maxspeed`` in km/h; None when absent or not a speed. Bare numbers are km/h."""
    if text == "walk" or text.endswith(":walk"):
        return _WALK_KMH
    found = _NUMBER.match(text)
    if found is None or float(found[1]) <= 0:
        return None
    factor = {"mph": _KMH_PER_MPH, "knots": 1.852}.get(found[2] or "", 1.0)
    return float(found[1]) * factor


def direction(tags: Tags, mode: Mode) -> WayDirection:
    """Which way ``mode`` may go along the way as drawn: its one-way, less sides closed (``vehicle:backward=no``)."""
    barred = {side for side in ("forward", "backward") if _barred(tags, mode, side)}
    usual = _one_way(tags, mode)
    if not barred:
        return usual
    left = {"forward", "backward"} - barred
    if usual in ("both", *left) and len(left) == 1:
        return "forward" if "forward" in left else "backward"
    return "none"


def _barred(tags: Tags, mode: Mode, side: str) -> bool:
    told = [tags[f"{key}:{side}"] for key in _KEYS[mode] if f"{key}:{side}" in tags]
    return bool(told) and told[-1] in _CLOSED


def _one_way(tags: Tags, mode: Mode) -> WayDirection:
    if mode is Mode.FOOT:
        return _read_oneway(tags.get("oneway:foot", "no"))
    if mode is Mode.BICYCLE and _contraflow(tags):
        return "both"
    if "oneway" in tags:
        return _read_oneway(tags["oneway"])
    implied = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") == "motorway"
    return "forward" if implied else "both"


def _contraflow(tags: Tags) -> bool:
    return tags.get("oneway:bicycle") == "no" or tags.get("cycleway", "").startswith("opposite")


def _read_oneway(value: str) -> WayDirection:
    if value in ("yes", "true", "1"):
        return "forward"
    if value in ("-1", "reverse"):
        return "backward"
    return "both"


def is_gate(tags: Tags) -> bool:
    """Whether a node on a way is a barrier one passes through."""
    return tags.get("barrier", "no") not in ("no", "") and tags["barrier"] not in _NOT_A_WAY_ACROSS


def passes_gate(tags: Tags, mode: Mode) -> bool:
    """Whether ``mode`` can pass a barrier when it stands open."""
    kind = tags.get("barrier", "")
    if mode is Mode.FOOT:
        default = True
    elif mode is Mode.BICYCLE:
        default = kind not in _STOPS_BICYCLES
    elif mode is Mode.EMERGENCY:
        default = kind not in _FIRM
    else:
        default = kind not in _STOPS_CARS
    return allowed(tags, mode, default=default)
