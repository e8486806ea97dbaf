"""The negative list by geometry: ways that may never be closed, told from the map with the reason.

Fire lanes, village trunk roads and the only way to a hospital (work plan, 负面清单; rule closing.negative_list).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from clearway.core.words import Bilingual
from clearway.roads.layers import Layer
from clearway.roads.network import Network

RULE = "closing.negative_list"


class Protection(StrEnum):
    """Why a way is protected."""

    FIRE_LANE = "fire_lane"
    VILLAGE_TRUNK = "village_trunk"
    ONLY_WAY = "only_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """One reason a link may not be closed; ``people`` are those it would cut off (0 where that is not the point)."""

    link: int
    why: Protection
    reason: Bilingual
    people: float = 0.0
    rule: str = RULE


def protections(network: Network, layers: Iterable[Layer], links: Iterable[int]) -> tuple[Protected, ...]:
    """Every reason that protects any of ``links`` (empty: none is on the negative list).

    Raises:
        NoSuchLink: a link the network does not have.
    """
    raise NotImplementedError
