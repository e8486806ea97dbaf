"""What a measure closes on the roads, and whom that takes what from: the road engine asked for this very measure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clearway.core.barriers import Barrier
from clearway.core.places import PlaceKind, covers, distance_m
from clearway.core.words import Bilingual
from clearway.evaluate.account.terms import Fact, RoadLoss, Ways
from clearway.loop.account.scene import Scene, Subject
from clearway.loop.networks import Roads
from clearway.respond.passes.gates import has_gates
from clearway.roads.changes import change_of
from clearway.roads.losing import Losing, losing
from clearway.roads.refusals import NoSuchLink

#: Of more ways than this the map cannot tell which are meant.
MOST_WAYS = 60
#: A gate of the register and a gate of the map this near to each other are one.
SAME_GATE_M = 60.0
_DRAWN = Bilingual("路网推算：措施划定的 {n} 处路段或出入口", "road engine, ways or gates the measure names: {n}")
_BY_MAP = Bilingual("路网推算：地图上该处的 {n} 个出入口", "road engine, gates the map draws at the place: {n}")
_NOTHING_SHUT = Bilingual("不设障，没有关闭道路", "no barrier: no way is closed")
_NO_ROADS = Bilingual("没有载入路网，无法推算", "no roads are loaded: it cannot be reckoned")
_NO_WAY = Bilingual("没有划定关闭了哪些路", "nobody drew which ways it closes")
_SOFT = Bilingual("软性阻拦只拖慢通行，耽误多久没有人计数", "a soft barrier slows people; nobody counted by how much")
_NO_LAYERS = Bilingual("没有载入医院、学校等设施", "no hospitals, schools or other facilities are loaded")
_NOBODY_SAID = Bilingual("没有登记的封堵，无人说明是否有人值守", "nobody registered it: who stands there is not known")
_NUMBERED = Bilingual("已编号的出入口", "gates numbered for passes")


def closed_links(subject: Subject, scene: Scene) -> tuple[tuple[int, ...], Bilingual]:
    """The ways a measure closes, and how that is known: drawn on it, its numbered gates, or the gates of its place.
    A soft barrier closes none."""
    barrier = subject.measure.barrier
    if barrier is not None and barrier.is_soft:
        return (), _SOFT
    drawn = tuple(int(link) for link in subject.row.road_links) or tuple(
        gate.link for gate in subject.gates if gate.link is not None
    )
    if drawn:
        return drawn, _DRAWN.fill(n=len(drawn))
    if subject.measure.registered and not has_gates(subject.measure):
        return (), _NOTHING_SHUT
    if not scene.roads:
        return (), _NO_ROADS
    found = _gates_there(subject, scene)
    if not found or len(found) > MOST_WAYS:
        return (), _NO_WAY
    return found, _BY_MAP.fill(n=len(found))


def _gates_there(subject: Subject, scene: Scene) -> tuple[int, ...]:
    """The gate that a measure on a gate means, the one drawn nearest; of a place held whole, all its gates."""
    place = scene.places.get(subject.place)
    if place is not None and place.kind is PlaceKind.GATE and place.point is not None:
        point = place.point
        near = [(distance_m(gate.point, point), gate.link) for gate, _ in scene.map_gates]
        return tuple(link for metres, link in sorted(near)[:1] if metres <= SAME_GATE_M)
    if subject.state == "open":
        return ()
    return tuple(gate.link for gate, code in scene.map_gates if code and subject.covers(code))


def ways_of(links: Sequence[int], how: Bilingual, scope: tuple[str, ...], scene: Scene) -> Ways:
    """What closing ``links`` takes; ``scope``: places whose people are held anyway, so that their detours are none.

    An unknown way, no roads, or no facility to reach: nothing is told, and why.
    """
    if not links:
        return Ways(losses=() if how is _NOTHING_SHUT else None, source=how)
    roads = next((one for one in scene.roads if _has(one, links)), None)
    if roads is None:
        return Ways(losses=None, source=_NO_ROADS)
    if not roads.layers:
        return Ways(losses=None, source=_NO_LAYERS)
    change = change_of(roads.network, dict.fromkeys(links))
    losses = [_loss(layer.kind.value, losing(roads.network, layer, change), scope, scene) for layer in roads.layers]
    hurt = tuple(one for one in losses if one.cut_off or one.delayed)
    shut_in = min(one.cut_off for one in losses)
    return Ways(losses=hurt, source=how, links=tuple(links), shut_in=shut_in)


def gates_of(subject: Subject, links: Sequence[int]) -> Fact:
    """How many gates are kept; nobody stands at a fence, and whether anybody does at a closure found nobody said."""
    barrier = subject.measure.barrier
    if not subject.measure.registered and barrier is not Barrier.GUARD_ONLY:
        return Fact(value=None, source=_NOBODY_SAID)
    if subject.gates:
        return Fact(value=float(len(subject.gates)), source=_NUMBERED)
    if links:
        return Fact(value=float(len(links)), source=_DRAWN.fill(n=len(links)))
    return Fact(value=None, source=_NO_WAY)


def _has(roads: Roads, links: Sequence[int]) -> bool:
    try:
        for link in links:
            roads.network.link_index(link)
    except NoSuchLink:
        return False
    return True


def _loss(kind: str, found: Losing, scope: tuple[str, ...], scene: Scene) -> RoadLoss:
    late = ~found.cut
    outside = late & ~_held(found, scope, scene)
    return RoadLoss(
        kind=kind,
        cut_off=float(found.people[found.cut].sum()),
        delayed=float(found.people[late].sum()),
        outside_minutes=float((found.people[outside] * found.minutes[outside]).sum()),
        worst_minutes=float(found.minutes[late].max(initial=0.0)),
    )


def _held(found: Losing, scope: tuple[str, ...], scene: Scene) -> np.typing.NDArray[np.bool_]:
    """Which spots lie in ``scope``, by the home place nearest to each."""
    if not scope:
        return np.zeros(len(found.people), dtype=bool)
    codes = scene.neighbourhood.codes_near(found.lat, found.lon)
    return np.array([any(covers(place, code) for place in scope) if code else False for code in codes], dtype=bool)
