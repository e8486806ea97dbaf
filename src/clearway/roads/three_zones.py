"""The three zones of the work plan (封控区, 管控区, 防范区) as a proposal, each beside what was asked for.

Sealed and controlled zones get a line: the cordon of several rings that, in this order, blocks no protected way,
harms residents least, and needs the fewest gates (``cordon``, ``access``). What is on the negative list stays open
with staff, and so do the ways whose staying open spares people most, one at least, until nobody is cut off. The
prevention zone has no line: nothing in it closes. A pure proposal: nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from clearway.core.evidence import AccessLoss
from clearway.core.words import Bilingual
from clearway.roads.access import access_losses
from clearway.roads.cordon import plan_cordon
from clearway.roads.layers import Layer
from clearway.roads.network import Network
from clearway.roads.protected import Protected, protections
from clearway.roads.reach import Plane, crossing_links, reach_of
from clearway.roads.refusals import EverythingCloses

#: Rings looked at, in metres; a wider one may find a line with fewer gates and less harm.
RINGS = (100.0, 200.0, 350.0, 500.0)
#: How far the zones reach beyond the one inside them where no area is asked for, in metres.
CONTROLLED_M, PREVENTION_M = 300.0, 1500.0


class ZoneKind(StrEnum):
    """The three zones."""

    SEALED = "sealed"
    CONTROLLED = "controlled"
    PREVENTION = "prevention"

    @property
    def called(self) -> Bilingual:
        """Its name in the plan."""
        return _TITLES[self]


_TITLES = {
    ZoneKind.SEALED: Bilingual("封控区", "sealed zone"),
    ZoneKind.CONTROLLED: Bilingual("管控区", "controlled zone"),
    ZoneKind.PREVENTION: Bilingual("防范区", "prevention zone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One way of drawing a zone: ``closed`` links, ``checkpoints`` that stay open with staff, and what it does.

    ``area`` in degrees; ``people`` live in it. ``blocked`` are reasons why closed ways may not be closed (none in a
    proposal). ``losses`` are those of everybody, inside and outside.
    """

    area: Any
    square_km: float
    people: float
    age60: float
    closed: tuple[int, ...]
    checkpoints: tuple[int, ...]
    blocked: tuple[Protected, ...]
    losses: tuple[AccessLoss, ...]

    @property
    def gates(self) -> int:
        """Places that need somebody: closed ways and checkpoints."""
        return len(self.closed) + len(self.checkpoints)

    @property
    def harm(self) -> tuple[float, float]:
        """People cut off and person-minutes added, over all kinds."""
        return sum(loss.people_cut_off for loss in self.losses), sum(loss.added_person_minutes for loss in self.losses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneProposal:
    """One zone: the line proposed beside the one asked for (every way over its edge closed); ``given`` False where
    nobody asked for this zone and it was drawn round the one inside it."""

    kind: ZoneKind
    given: bool
    asked: Line
    proposed: Line


def propose_zones(
    network: Network, layers: Sequence[Layer], asked: Mapping[ZoneKind, Any], *, spared: frozenset[int] = frozenset()
) -> tuple[ZoneProposal, ...]:
    """The three zones round ``asked`` (shapely, degrees; the sealed zone is needed). ``spared`` links never close.

    Raises:
        EverythingCloses: an area holds the whole network: nothing lies outside.
        KeyError: no sealed zone.
    """
    plane = Plane.round(asked[ZoneKind.SEALED])
    inner, found = asked[ZoneKind.SEALED], []
    for kind, beyond in zip(ZoneKind, (0.0, CONTROLLED_M, PREVENTION_M), strict=True):
        area = asked.get(kind)
        if area is None:
            area = plane.grown(inner, beyond)
        drawn = _Drawing(network, tuple(layers), plane, area, spared)
        best = drawn.without_line() if kind is ZoneKind.PREVENTION else _lined(drawn, given=kind in asked)
        as_asked = drawn.as_asked() if kind in asked or best.gates else best
        found.append(ZoneProposal(kind=kind, given=kind in asked, asked=as_asked, proposed=best))
        inner = shapely.union_all([inner, area, best.area])
    return tuple(found)


def _lined(drawn: _Drawing, *, given: bool) -> Line:
    """The best line; none where nobody asked for the zone and it would hold the whole map."""
    try:
        return drawn.best()
    except EverythingCloses:
        if given:
            raise
        return drawn.without_line()


@dataclass(frozen=True)
class _Drawing:
    """Everything a line round one area is drawn from."""

    network: Network
    layers: tuple[Layer, ...]
    plane: Plane
    area: Any
    spared: frozenset[int]

    def as_asked(self) -> Line:
        """Every way over the area's edge closed."""
        closed = tuple(crossing_links(self.network, self.area))
        return self._line(self.area, closed, (), protections(self.network, self.layers, closed))

    def without_line(self) -> Line:
        """Nothing closes."""
        return self._line(self.area, (), (), ())

    def best(self) -> Line:
        """The least harmful line of all rings."""
        lines, whole = [], None
        for ring in RINGS:
            try:
                lines.append(self._ringed(ring))
            except EverythingCloses as refusal:
                whole = refusal
        if not lines:
            raise whole or EverythingCloses(links=self.network.links)
        return min(lines, key=lambda line: (len(line.blocked), *line.harm, line.gates))

    def _ringed(self, ring_m: float) -> Line:
        network = self.network
        marked = frozenset(network.link_ids[network.arrays["flags"] > 0].tolist()) | self.spared
        cordon = plan_cordon(network, self.area, ring_m=ring_m, protected=marked)
        listed = {one.link for one in protections(network, self.layers, cordon.control)}
        closed = tuple(link for link in cordon.control if link not in listed)
        closed, staffed = self._kept_open(closed, (*cordon.certificate[:1], *sorted(listed)))
        stops = frozenset((*cordon.control, *cordon.certificate))
        return self._line(reach_of(network, self.plane, self.area, ring_m, stops), closed, staffed, ())

    def _kept_open(self, closed: tuple[int, ...], staffed: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """``closed`` and ``staffed`` with one more way open, and another, until nobody is cut off."""
        while closed and (not staffed or self._harm(closed)[0] > 0):
            opened = self._spares_most(closed)
            closed, staffed = tuple(link for link in closed if link != opened), (*staffed, opened)
        return closed, staffed

    def _spares_most(self, closed: tuple[int, ...]) -> int:
        """The way whose staying open leaves least harm."""

        def left(opened: int) -> tuple[float, float, int]:
            return *self._harm(tuple(link for link in closed if link != opened)), opened

        return min(closed, key=left)

    def _harm(self, closed: tuple[int, ...]) -> tuple[float, float]:
        losses = access_losses(self.network, self.layers, dict.fromkeys(closed))
        return sum(one.people_cut_off for one in losses), sum(one.added_person_minutes for one in losses)

    def _line(
        self, area: Any, closed: tuple[int, ...], checkpoints: tuple[int, ...], blocked: tuple[Protected, ...]
    ) -> Line:
        homes = self.network.homes
        inside: NDArray[np.bool_] = np.asarray(shapely.contains_xy(area, homes.lon, homes.lat))
        return Line(
            area=area,
            square_km=self.plane.square_metres(area) / 1e6,
            people=float(homes.people[inside].sum()),
            age60=float(homes.age60[inside].sum()),
            closed=closed,
            checkpoints=checkpoints,
            blocked=blocked,
            losses=access_losses(self.network, self.layers, dict.fromkeys(closed)) if closed else (),
        )
