"""The smallest step back from a closure: the one way whose staying open, with staff, spares people most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clearway.loop.look_at_map import roads_of
from clearway.loop.networks import Roads
from clearway.roads.access import access_losses
from clearway.roads.refusals import NoSuchLink

#: Of more ways than this none is tried: whoever closes so many wants zones.
MOST_TRIED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighter:
    """``link`` stays open; what is left beside what all together would do (people cut off and person-minutes, over all
    kinds)."""

    link: int
    cut_off: float
    minutes: float
    cut_off_all: float
    minutes_all: float


def lighter_line(home: Path, links: Sequence[int]) -> Lighter | None:
    """None where closing them harms nobody, or they are too many or on no network here."""
    roads = next((one for one in roads_of(home) if _has(one, links)), None)
    if roads is None or not links or len(links) > MOST_TRIED:
        return None
    cut_off, minutes = _harm(roads, links)
    if not cut_off and not minutes:
        return None
    left, link = min((_harm(roads, [other for other in links if other != one]), one) for one in links)
    return Lighter(link=link, cut_off=left[0], minutes=left[1], cut_off_all=cut_off, minutes_all=minutes)


def _has(roads: Roads, links: Sequence[int]) -> bool:
    try:
        for link in links:
            roads.network.link_index(link)
    except NoSuchLink:
        return False
    return True


def _harm(roads: Roads, links: Sequence[int]) -> tuple[float, float]:
    losses = access_losses(roads.network, roads.layers, dict.fromkeys(links))
    return sum(one.people_cut_off for one in losses), sum(one.added_person_minutes for one in losses)
