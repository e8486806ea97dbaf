"""A what-if on the roads of this home: ways close on paper, and who would lose what is told. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time as clock
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clearway.core.evidence import AccessLoss
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.words import Bilingual
from clearway.loop.look_at_map import knows, roads_of
from clearway.loop.networks import Roads
from clearway.roads.access import loss_of
from clearway.roads.alternative import Route, worst_routes
from clearway.roads.changes import Slower, change_of
from clearway.roads.hours import Hours, closed_at
from clearway.roads.layers import Layer, LayerKind, kinds_of
from clearway.roads.modes import GATE_CLASS, MODES, Mode
from clearway.roads.network import LinkShape
from clearway.roads.protected import Protected, protections
from clearway.roads.refusals import NoRoadThere, NoSuchLink
from clearway.roads.shutting import shut_nodes
from clearway.roads.way_round import WayRound, way_round

if TYPE_CHECKING:
    from clearway.roads.legs import Change

#: More ways than this are not held against the negative list one by one.
MOST_CHECKED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What happens to the ways: ``closed`` ones close, ``reopened`` ones are closed now and open again, ``slower``
    ones hold everybody up by so many seconds. With ``hours`` (opens, closes, the moment looked at) the closed ones are
    closed outside their hours alone. ``shut`` facilities close. ``mode`` None: people go as they usually do.
    ``standing`` ways are closed today and stay so, unless they are among the reopened: what they take is told apart,
    as those who cannot reach it before."""

    closed: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    slower: Mapping[int, float] = field(default_factory=dict)
    hours: tuple[clock, clock, clock] | None = None
    shut: tuple[Facility, ...] = ()
    mode: Mode | None = None
    standing: tuple[int, ...] = ()

    @property
    def ways(self) -> tuple[int, ...]:
        """Every way the question speaks of, each once."""
        return tuple(dict.fromkeys((*self.closed, *self.reopened, *self.slower)))

    @property
    def closed_then(self) -> tuple[int, ...]:
        """The ways that are closed at the moment looked at."""
        if self.hours is None:
            return self.closed
        opens, closes, at = self.hours
        return tuple(closed_at({}, [Hours(link=link, opens=opens, closes=closes) for link in self.closed], at))

    @property
    def still_closed(self) -> tuple[int, ...]:
        """Ways closed before and after."""
        return tuple(link for link in self.standing if link not in self.reopened)

    @property
    def gives_back(self) -> bool:
        """Whether ways only reopen: then the answer tells what is won."""
        return bool(self.reopened) and not (self.closed or self.slower or self.shut)


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

    question: Question
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


def ask(home: Path, question: Question) -> Answer:
    """Put ``question`` to the network that has its ways.

    Raises:
        NoSuchLink: a link no network here has.
        NoRoadThere: no network is loaded.
        NoSuchFacility: one that shuts is not known.
    """
    links = question.ways
    roads = _holding(home, links, question.shut)
    here = tuple(link for link in question.standing if knows(roads, (link,)))
    question = replace(question, standing=here)
    network, layers, shutting = roads.network, roads.layers_by(question.mode), question.closed_then
    checked = len(question.closed) <= MOST_CHECKED
    indices = [network.link_index(link) for link in links]
    slower = [Slower(link=link, seconds=seconds) for link, seconds in question.slower.items()]
    return Answer(
        question=question,
        network=network.name,
        ways=tuple(network.shape(index) for index in indices),
        gates=frozenset(
            link for link, index in zip(links, indices, strict=True) if network.arrays["class"][index] == GATE_CLASS
        ),
        losses=_losses(roads, layers, question, slower),
        missing=tuple(kind for kind in LayerKind if kind not in {layer.kind for layer in layers}),
        protected=protections(network, roads.layers, question.closed) if checked and question.closed else (),
        checked=checked,
        routes=worst_routes(
            network,
            layers,
            dict.fromkeys((*shutting, *question.reopened)),
            slower,
            standing=dict.fromkeys(question.still_closed),
        ),
        round=_round(roads, links[0]) if len(links) == 1 and not (question.slower or question.standing) else None,
        people_source=network.homes.source,
        ages_known=network.homes.ages_known,
        notes=network.notes,
    )


def facilities_of(home: Path) -> tuple[Facility, ...]:
    """The facilities the layers of this home are built of, by kind and name."""
    known = (one for roads in roads_of(home) for one in roads.facilities)
    return tuple(sorted(known, key=lambda one: (list(FacilityKind).index(one.kind), one.name)))


def _holding(home: Path, links: Iterable[int], shut: Sequence[Facility]) -> Roads:
    known, missing = roads_of(home), None
    for roads in known:
        try:
            for link in links:
                roads.network.link_index(link)
        except NoSuchLink as refusal:
            missing = refusal
            continue
        if all(one in roads.facilities for one in shut):
            return roads
    raise missing or NoRoadThere()


def _losses(
    roads: Roads, layers: Sequence[Layer], question: Question, slower: Sequence[Slower]
) -> tuple[KindLoss, ...]:
    from clearway.roads.comparing import between, turned

    network, found = roads.network, []
    first = change_of(network, dict.fromkeys((*question.standing, *question.reopened)))
    second = change_of(network, dict.fromkeys((*question.still_closed, *question.closed_then)), slower)
    standing = change_of(network, dict.fromkeys(question.standing))
    for layer in layers:
        of_layer = tuple(one for one in question.shut if one.kind in kinds_of(layer.kind, roads.facilities))
        shut = shut_nodes(network, layer, roads.facilities, of_layer) if of_layer else ()
        touched = between(layer, first, second, shut)
        loss = loss_of(layer, turned(touched) if question.gives_back else touched)
        before = float(layer.people[_unreachable(layer, standing)].sum())
        found.append(KindLoss(loss=loss, people=float(layer.people.sum()), unreachable_before=before))
    return tuple(found)


def _unreachable(layer: Layer, standing: Change) -> NDArray[np.bool_]:
    """Nodes without a way while the standing closures stand."""
    from clearway.roads.forest import FAR

    far = np.asarray(layer.before >= FAR)
    if len(standing.arcs):
        touched = layer.touched(standing)
        far = far.copy()
        far[touched.nodes] = touched.after >= FAR
    return far


def _round(roads: Roads, link: int) -> WayRound | None:
    """Round one way by car, on foot where cars may not use it."""
    index = roads.network.link_index(link)
    times = roads.network.arrays["ms"]
    mode = next((mode for mode in (Mode.CAR, Mode.FOOT) if times[MODES.index(mode), :, index].any()), None)
    return None if mode is None else way_round(roads.network, link, mode)
