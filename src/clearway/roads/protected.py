"""The negative list by geometry: ways that may never be closed, told from the map with the reason.

Work plan 5.1 and 3.2 (负面清单; rule closing.negative_list): fire lanes, village trunk roads, approaches to
hospitals, the ways of ambulances and fire engines, supply routes. The last three are found by closing the link
and looking who is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clearway.core.words import Bilingual
from clearway.roads.access import loss_of
from clearway.roads.changes import change_of
from clearway.roads.layers import Layer, LayerKind
from clearway.roads.marking import EVACUATION_WAY, FIRE_LANE, VILLAGE_TRUNK_ROAD
from clearway.roads.network import Network

RULE = "closing.negative_list"


class Protection(StrEnum):
    """Why a way is protected, in the words of the rulebook's list."""

    FIRE_LANE = "fire_lane"
    VILLAGE_TRUNK_ROAD = "village_trunk_road"
    EVACUATION_WAY = "evacuation_way"
    HOSPITAL_APPROACH = "hospital_approach"
    EMERGENCY_WAY = "emergency_way"
    SUPPLY_ROUTE = "supply_route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """One reason a link may not be closed; ``people`` are those it would cut off (0 where that is not the point)."""

    link: int
    why: Protection
    reason: Bilingual
    people: float = 0.0
    rule: str = RULE


_MARKED: Mapping[Protection, tuple[int, Bilingual]] = {
    Protection.FIRE_LANE: (FIRE_LANE, Bilingual("{name}是消防车通道", "{name} is a fire lane")),
    Protection.VILLAGE_TRUNK_ROAD: (
        VILLAGE_TRUNK_ROAD,
        Bilingual("{name}是村主干道", "{name} is the trunk road of a village"),
    ),
    Protection.EVACUATION_WAY: (EVACUATION_WAY, Bilingual("{name}是疏散通道", "{name} is an evacuation way")),
}
_ONLY_WAY: Mapping[LayerKind, tuple[Protection, Bilingual]] = {
    LayerKind.HOSPITAL: (
        Protection.HOSPITAL_APPROACH,
        Bilingual(
            "{name}是 {people:.0f} 人去医院的唯一通道", "{name} is the only way to a hospital for {people:.0f} people"
        ),
    ),
    LayerKind.AMBULANCE: (
        Protection.EMERGENCY_WAY,
        Bilingual(
            "{name}是救护车接送 {people:.0f} 人的唯一通道",
            "{name} is the only way of an ambulance for {people:.0f} people",
        ),
    ),
    LayerKind.FIRE: (
        Protection.EMERGENCY_WAY,
        Bilingual(
            "{name}是消防车到达 {people:.0f} 人住处的唯一通道",
            "{name} is the only way of a fire engine to {people:.0f} people",
        ),
    ),
    LayerKind.MARKET: (
        Protection.SUPPLY_ROUTE,
        Bilingual(
            "{name}是 {people:.0f} 人去市场的唯一通道", "{name} is the only way to a market for {people:.0f} people"
        ),
    ),
}
_UNNAMED = Bilingual("该通道", "this way")


def protections(network: Network, layers: Iterable[Layer], links: Iterable[int]) -> tuple[Protected, ...]:
    """Every reason that protects any of ``links`` (empty: none is on the negative list).

    Raises:
        NoSuchLink: a link the network does not have.
    """
    known = list(layers)
    return tuple(reason for link in links for reason in (*_marks(network, link), *_only_ways(network, known, link)))


def _marks(network: Network, link: int) -> list[Protected]:
    index = network.link_index(link)
    return [
        Protected(link=link, why=why, reason=_named(network, index, sentence, 0.0))
        for why, (bit, sentence) in _MARKED.items()
        if network.arrays["flags"][index] & bit
    ]


def _only_ways(network: Network, layers: Sequence[Layer], link: int) -> list[Protected]:
    change, found = change_of(network, {link: None}), []
    for layer in layers:
        if layer.kind not in _ONLY_WAY:
            continue
        people = loss_of(layer, layer.touched(change)).people_cut_off
        if people > 0:
            why, sentence = _ONLY_WAY[layer.kind]
            reason = _named(network, network.link_index(link), sentence, people)
            found.append(Protected(link=link, why=why, reason=reason, people=people))
    return found


def _named(network: Network, index: int, sentence: Bilingual, people: float) -> Bilingual:
    name = network.shape(index).name
    both = Bilingual(f"“{name}”", name) if name else _UNNAMED
    return Bilingual(sentence.zh.format(name=both.zh, people=people), sentence.en.format(name=both.en, people=people))
