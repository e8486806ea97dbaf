"""A what-if on the roads of this home: ways close on paper, and who would lose what is told. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clearway.core.evidence import AccessLoss
from clearway.core.words import Bilingual
from clearway.loop.look_at_map import roads_of
from clearway.loop.networks import Roads
from clearway.roads.access import loss_of
from clearway.roads.alternative import Route, worst_routes
from clearway.roads.changes import change_of
from clearway.roads.layers import LayerKind
from clearway.roads.modes import GATE_CLASS, MODES, Mode
from clearway.roads.network import Closed, LinkShape
from clearway.roads.protected import Protected, protections
from clearway.roads.refusals import NoRoadThere, NoSuchLink
from clearway.roads.way_round import WayRound, way_round

#: More ways than this are not held against the negative list one by one.
MOST_CHECKED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLoss:
    """What the closure takes of one kind; ``unreachable_before`` people are in no figure of ``loss``."""

    loss: AccessLoss
    people: float
    unreachable_before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who would lose what. ``missing``: kinds the region has no facility for.

    ``checked`` False: too many ways to hold each against the negative list one by one. ``round`` is given for one
    way alone. ``people_source`` is ``places`` or ``buildings`` (each residential building counts 1).
    """

    network: str
    ways: tuple[LinkShape, ...]
    gates: frozenset[int]
    losses: tuple[KindLoss, ...]
    missing: tuple[LayerKind, ...]
    protected: tuple[Protected, ...]
    checked: bool
    routes: tuple[Route, ...]
    round: WayRound | None
    people_source: str
    ages_known: bool
    notes: tuple[Bilingual, ...]


def ask(home: Path, links: Sequence[int]) -> Answer:
    """Close ``links`` (both directions) on the network that has them.

    Raises:
        NoSuchLink: a link no network here has.
        NoRoadThere: no network is loaded.
    """
    roads = _holding(home, links)
    network, closed = roads.network, dict.fromkeys(links)
    checked = len(links) <= MOST_CHECKED
    indices = [network.link_index(link) for link in links]
    return Answer(
        network=network.name,
        ways=tuple(network.shape(index) for index in indices),
        gates=frozenset(
            link for link, index in zip(links, indices, strict=True) if network.arrays["class"][index] == GATE_CLASS
        ),
        losses=_losses(roads, closed),
        missing=tuple(kind for kind in LayerKind if kind not in {layer.kind for layer in roads.layers}),
        protected=protections(network, roads.layers, links) if checked else (),
        checked=checked,
        routes=worst_routes(network, roads.layers, closed),
        round=_round(roads, links[0]) if len(links) == 1 else None,
        people_source=network.homes.source,
        ages_known=network.homes.ages_known,
        notes=network.notes,
    )


def _holding(home: Path, links: Iterable[int]) -> Roads:
    known, missing = roads_of(home), None
    for roads in known:
        try:
            for link in links:
                roads.network.link_index(link)
        except NoSuchLink as refusal:
            missing = refusal
            continue
        return roads
    raise missing or NoRoadThere()


def _losses(roads: Roads, closed: Closed) -> tuple[KindLoss, ...]:
    change, found = change_of(roads.network, closed), []
    for layer in roads.layers:
        loss = loss_of(layer, layer.touched(change))
        before = float(layer.people[_unreachable(layer)].sum())
        found.append(KindLoss(loss=loss, people=float(layer.people.sum()), unreachable_before=before))
    return tuple(found)


def _unreachable(layer: Any) -> Any:
    from clearway.roads.forest import FAR

    return layer.before >= FAR


def _round(roads: Roads, link: int) -> WayRound | None:
    """Round one way by car, on foot where cars may not use it."""
    index = roads.network.link_index(link)
    times = roads.network.arrays["ms"]
    mode = next((mode for mode in (Mode.CAR, Mode.FOOT) if times[MODES.index(mode), :, index].any()), None)
    return None if mode is None else way_round(roads.network, link, mode)
