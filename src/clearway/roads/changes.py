"""What-ifs by link: closed ways and soft barriers become a change of directed links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clearway.roads.network import Closed, Direction, Network

if TYPE_CHECKING:
    from clearway.roads.legs import Change

#: A soft barrier holds people up a day at most; longer is a closure.
MOST_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Slower:
    """A soft barrier (form, code, certificate): seconds added to a link, in one direction or both (None)."""

    link: int
    seconds: float
    direction: Direction | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.seconds <= MOST_SECONDS:
            raise ValueError(f"seconds must lie in 0–{MOST_SECONDS}, got {self.seconds}")


def change_of(network: Network, closed: Closed, slower: Iterable[Slower] = ()) -> Change:
    """The change that closes ``closed`` and slows ``slower`` (added up a link; a closed way is not also slow).

    Raises:
        NoSuchLink: a link the network does not have.
    """
    from clearway.roads.legs import Change
    from clearway.roads.repair import CLOSED

    added: dict[int, int] = {}
    for barrier in slower:
        for arc in network.arcs({barrier.link: barrier.direction}).tolist():
            added[arc] = added.get(arc, 0) + round(1000 * barrier.seconds)
    added.update(dict.fromkeys(network.arcs(closed).tolist(), CLOSED))
    return Change(np.fromiter(added, np.int32, len(added)), np.fromiter(added.values(), np.int64, len(added)))
