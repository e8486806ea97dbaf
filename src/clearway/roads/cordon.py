"""The fewest links to control round an area: a minimum cut between it and what lies beyond a ring round it.

L. R. Ford and D. R. Fulkerson, "Maximal flow through a network", Canadian Journal of Mathematics 8 (1956); flow by
``scipy.sparse.csgraph.maximum_flow`` on the graph whose inside and outside are one node each. Protected ways have
infinite capacity; where one runs through, the cut is infinite and that way is the certificate.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.core.words import Bilingual
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.zones import INSIDE, OUTSIDE, Zone, cordon_zone


@dataclass(frozen=True, kw_only=True)
class Cordon:
    """``control``: ids of the links to control; ``value`` how many, None where a protected way runs through.

    Then ``certificate`` is that way, from inside to outside: it stays open, with staff; ``control`` is what is left
    to control beside all protected ways. ``inside`` and ``outside`` count vertices.
    """

    control: tuple[int, ...]
    value: int | None
    certificate: tuple[int, ...]
    inside: int
    outside: int

    @property
    def sentence(self) -> Bilingual:
        """What it means."""
        if self.value is not None:
            return Bilingual(
                f"管住 {self.value} 处路段即可围合该区域，不封堵任何受保护通道",
                f"controlling {self.value} links encloses the area and blocks no protected way",
            )
        return Bilingual(
            f"受保护通道穿过该区域（{len(self.certificate)} 段），不能封闭：建议在其上设专人值守、保持畅通的检查点，"
            f"其余管住 {len(self.control)} 处路段",
            f"a protected way runs through ({len(self.certificate)} links): the area cannot be closed. Put a staffed, "
            f"open checkpoint on it and control {len(self.control)} other links",
        )


def plan_cordon(
    network: Network,
    area: Any,
    *,
    ring_m: float = 500.0,
    protected: frozenset[int] = frozenset(),
    mode: Mode | None = None,
) -> Cordon:
    """The cordon of ``area`` (shapely, degrees); outside is everything farther than ``ring_m`` metres from it.

    A link that meets the area leads inside; each link counts one, in whichever direction it is used. ``protected``
    are link ids that may never be controlled. Links that ``mode`` (None: every mode) cannot use are left out.

    Raises:
        EverythingCloses: the area and its ring hold the whole network: nothing lies outside.
    """
    zone = cordon_zone(network, area, ring_m, mode)
    kept = np.isin(network.link_ids[zone.link], np.fromiter(protected, np.int64, len(protected)))
    certificate = _way_through(zone, kept)
    if certificate:
        free = Zone(zone.a[~kept], zone.b[~kept], zone.link[~kept], zone.nodes, zone.inside, zone.outside)
        cut = minimum_cut(free, np.zeros(len(free.link), bool))
    else:
        cut = minimum_cut(zone, kept)
    ids = network.link_ids
    return Cordon(
        control=tuple(sorted({int(ids[link]) for link in cut.tolist()})),
        value=None if certificate else len(cut),
        certificate=tuple(int(ids[link]) for link in certificate),
        inside=zone.inside,
        outside=zone.outside,
    )


def minimum_cut(zone: Zone, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Link indices of a least cut between inside and outside that spares edges ``kept`` (nearest to the inside)."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    capacity = np.where(kept, len(kept) + 1, 1).astype(np.int32)
    rows, columns = np.concatenate((zone.a, zone.b)), np.concatenate((zone.b, zone.a))
    room = csr_array((np.tile(capacity, 2), (rows, columns)), shape=(zone.nodes, zone.nodes)).astype(np.int32)
    left = csr_array(room - maximum_flow(room, INSIDE, OUTSIDE).flow)
    left.eliminate_zeros()
    side = np.zeros(zone.nodes, bool)
    side[breadth_first_order(left, INSIDE, return_predecessors=False)] = True
    return np.asarray(zone.link[side[zone.a] != side[zone.b]])


def _way_through(zone: Zone, kept: NDArray[np.bool_]) -> list[int]:
    """A shortest chain of protected links from inside to outside, as link indices; empty where there is none."""
    steps: dict[int, list[tuple[int, int]]] = {}
    for a, b, link in zip(zone.a[kept].tolist(), zone.b[kept].tolist(), zone.link[kept].tolist(), strict=True):
        steps.setdefault(a, []).append((b, link))
        steps.setdefault(b, []).append((a, link))
    came: dict[int, tuple[int, int]] = {INSIDE: (INSIDE, -1)}
    queue = deque([INSIDE])
    while queue and OUTSIDE not in came:
        node = queue.popleft()
        for far, link in steps.get(node, []):
            if far not in came:
                came[far] = (node, link)
                queue.append(far)
    way, node = [], OUTSIDE
    while node in came and node != INSIDE:
        node, link = came[node]
        way.append(link)
    return way[::-1]
